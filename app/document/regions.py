"""Public holidays of a region, from the `holidays` library and from what the document says itself."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.metadata import version
from typing import TYPE_CHECKING
from warnings import catch_warnings, simplefilter

import holidays
from holidays.registry import COUNTRIES

from scheduler.plan import Holiday

from .problems import Wrong
from .words import guess, shown

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

YEARS_BEFORE, YEARS_AFTER = 5, 25
"""How far the calendar horizon reaches around a plan's start."""

LIBRARY = version("holidays")
"""The version of the library, which is written beside the days that come from it."""

_REGION = re.compile(r"([A-Z]{2})(?:-(.+))?")


@lru_cache(maxsize=512)
def public_holidays(region: str, start_year: int) -> tuple[Holiday, ...]:
    """Return the library's holidays of a region over the horizon of a plan that starts in a year."""
    return _holidays(region, range(start_year - YEARS_BEFORE, start_year + YEARS_AFTER + 1))


def holidays_between(region: str, first: date, last: date) -> tuple[Holiday, ...]:
    """Return the library's holidays of a region from one day to another, both included."""
    return tuple(day for day in _holidays(region, range(first.year, last.year + 1)) if first <= day.date <= last)


def weekend_of(region: str) -> frozenset[int]:
    """Return the days of the week on which a region does not work, Monday being 0."""
    country, _ = _parts(region)
    return frozenset(holidays.country_holidays(country).weekend)


def _holidays(region: str, years: range) -> tuple[Holiday, ...]:
    country, part = _parts(region)
    known = holidays.country_holidays(country)
    language = "en_US" if "en_US" in known.supported_languages else None
    with catch_warnings():
        simplefilter("ignore")  # India's moon is known for some of the years, and for the others there is no better
        days = holidays.country_holidays(country, subdiv=part, years=years, language=language)
    return tuple(Holiday(date=day, name=name) for day, name in sorted(days.items()))


def _parts(region: str) -> tuple[str, str | None]:
    """Return a region's country and its part, once the library knows them."""
    found = _REGION.fullmatch(region)
    if found is None:
        raise _unknown_country(region)
    country, part = found[1], found[2]
    try:
        known = holidays.country_holidays(country)
    except NotImplementedError as error:
        raise _unknown_country(region) from error
    if part is not None and part not in known.subdivisions:
        raise _unknown_part(known, country, part)
    return country, part


def with_written(
    library: Iterable[Holiday], written: Iterable[Holiday], first: date, last: date
) -> tuple[Holiday, ...]:
    """Return the written holidays for the days from the first to the last, and the library's for all others."""
    outside = [holiday for holiday in library if not first <= holiday.date <= last]
    return tuple(sorted([*outside, *written], key=lambda holiday: holiday.date))


def _unknown_country(region: str) -> Wrong:
    """Return why a region has no known country, with the letters of the one that was probably meant."""
    letters = {word: codes[1] for module, codes in COUNTRIES.items() for word in (module, *codes[1:])}
    country, dash, part = region.strip().replace("_", "-").partition("-")
    # Two letters resemble too many others to guess from them.
    if len(country) > len("US"):
        meant = guess(country, letters, likeness=0.8)
    else:
        meant = country.upper() if country.upper() in letters else None
    if meant is None:
        remedy = "; write the two letters of a country, such as 'DE', and a part of it, such as 'US-NY'"
        return Wrong("unknown-region", f"no country {shown(country)} with known holidays{remedy}")
    return Wrong("unknown-region", f"no region {shown(region)}; did you mean '{letters[meant]}{dash}{part.upper()}'?")


def _unknown_part(known: holidays.HolidayBase, country: str, part: str) -> Wrong:
    parts = sorted(known.subdivisions)
    if not parts:
        return Wrong("unknown-region", f"{country} has the same holidays everywhere; write '{country}'")
    # People write names too: Bavaria's German name stands for BY.
    letters = {**known.subdivisions_aliases, **{code: code for code in parts}}
    meant = guess(part, letters, likeness=0.8)
    remedy = f"did you mean '{country}-{letters[meant]}'?" if meant else f"its parts are {', '.join(parts)}"
    return Wrong("unknown-region", f"{country} has no part {shown(part)}; {remedy}")
