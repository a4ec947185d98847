"""Countries as answers: those whose public holidays are known."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING
from warnings import catch_warnings, simplefilter

from scheduler.refusals import folded, meant, quoted

if TYPE_CHECKING:
    from collections.abc import Container
    from datetime import date


def country_flaw(region: object) -> str | None:
    """Return what is wrong with a region such as DE or US-NY, if anything is."""
    country, dash, part = str(region).partition("-")
    called = _letters()
    if country not in called.values():
        # Names of countries resemble each other, and a wrong one is no help.
        near = meant(country, called, alike=len(country) > len("US"), likeness=0.8)
        remedy = f"did you mean {near!r}?" if near else "write the two letters of one, such as DE"
        return f"no country {quoted(str(region))}; {remedy}"
    parts = _parts(country) if dash else ()
    if dash and part not in parts:
        known = f", or one of {', '.join(f'{country}-{one}' for one in parts)}" if parts else ""
        return f"{country} has no part {quoted(part)} with holidays of its own; write {country}{known}"
    return None


def region_meant(text: str) -> str:
    """Return what people type (Deutschland, usa, Germany-Bayern) as a region; what names no country stays as it is."""
    called = _letters()
    if folded(text) in called:  # Guinea-Bissau has a dash of its own
        return called[folded(text)]
    country, dash, part = text.partition("-")
    code = called.get(folded(country.strip()))
    if code is None or not dash:
        return text
    return f"{code}-{_parts_called(code).get(folded(part.strip()), part.strip())}"


def is_holiday(day: date, region: str) -> bool:
    """Tell whether a day is a public holiday of a region."""
    with catch_warnings():
        simplefilter("ignore")  # of the moon's calendar, which is not known for all years
        return day in _holidays(region)


@cache
def _holidays(region: str) -> Container[date]:
    from holidays import country_holidays  # noqa: PLC0415 - as below

    country, _, part = region.partition("-")
    return country_holidays(country, subdiv=part or None)


@cache
def _letters() -> dict[str, str]:
    """Return the two letters of each country, by these and by its name."""
    from holidays.registry import COUNTRIES  # noqa: PLC0415 - takes a third of a second, and few ask

    official = {folded(name): codes[1] for module, codes in COUNTRIES.items() for name in (module, *codes[1:])}
    return official | {folded(name): region for region, names in _ALSO_CALLED.items() for name in names.split(", ")}


_ALSO_CALLED = {
    "AE": "UAE, Emirates",
    "AT": "Österreich, Oesterreich",
    "BE": "België, Belgique, Belgien",
    "BR": "Brasil",
    "CH": "Schweiz, Suisse, Svizzera",
    "CZ": "Czech Republic, Česko, Tschechien",
    "DE": "Deutschland",
    "DK": "Danmark",
    "ES": "España",
    "FI": "Suomi",
    "FR": "Frankreich",
    "GB": "Britain, Great Britain, U.K.",
    "GB-ENG": "England",
    "GB-NIR": "Northern Ireland",
    "GB-SCT": "Scotland",
    "GB-WLS": "Wales",
    "HU": "Magyarország",
    "IE": "Republic of Ireland, Éire",
    "IT": "Italia",
    "MX": "México",
    "NL": "Holland, Nederland, The Netherlands",
    "NO": "Norge",
    "PL": "Polska",
    "SE": "Sverige",
    "TR": "Türkiye",
    "US": "America, United States of America, U.S., U.S.A.",
}
"""What people call countries besides their names in English, by region."""


@cache
def _parts_called(country: str) -> dict[str, str]:
    from holidays import country_holidays  # noqa: PLC0415 - as above

    names = country_holidays(country).subdivisions_aliases
    return {folded(name): part for name, part in [*names.items(), *((part, part) for part in _parts(country))]}


@cache
def _parts(country: str) -> tuple[str, ...]:
    from holidays import country_holidays  # noqa: PLC0415 - as above

    return tuple(country_holidays(country).subdivisions)
