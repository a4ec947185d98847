"""Countries as answers: those whose public holidays are known."""

from __future__ import annotations

from functools import cache

from scheduler.refusals import folded, nearest, quoted


def country_flaw(region: object) -> str | None:
    """Return what is wrong with a region such as DE or US-NY, if anything is."""
    country, dash, part = str(region).partition("-")
    called = _letters()
    if country not in called.values():
        meant = nearest(country, called, alike=len(country) > len("US"))
        return f"no country {quoted(str(region))}{meant or '; write the two letters of one, such as DE'}"
    parts = _parts(country) if dash else ()
    if dash and part not in parts:
        known = f", or one of {', '.join(f'{country}-{one}' for one in parts)}" if parts else ""
        return f"{country} has no part {quoted(part)} with holidays of its own; write {country}{known}"
    return None


def region_meant(text: str) -> str:
    """Return what people type (Germany, usa, Germany-by) as a region; what names no country stays as it is."""
    called = _letters()
    if folded(text) in called:  # Guinea-Bissau has a dash of its own
        return called[folded(text)]
    country, dash, part = text.partition("-")
    code = called.get(folded(country.strip()))
    if code is None or not dash:
        return text
    known = {folded(one): one for one in _parts(code)}
    return f"{code}-{known.get(folded(part.strip()), part.strip())}"


@cache
def _letters() -> dict[str, str]:
    """Return the two letters of each country, by these and by its name."""
    from holidays.registry import COUNTRIES  # noqa: PLC0415 - takes a third of a second, and few ask

    return {folded(name): codes[1] for module, codes in COUNTRIES.items() for name in (module, *codes[1:])}


@cache
def _parts(country: str) -> tuple[str, ...]:
    from holidays import country_holidays  # noqa: PLC0415 - as above

    return tuple(country_holidays(country).subdivisions)
