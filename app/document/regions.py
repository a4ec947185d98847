"""Public holidays of a region, from the `holidays` library and from what the document says itself."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

import holidays

from scheduler.plan import Holiday

from .problems import Wrong
from .words import did_you_mean, shown

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

YEARS_BEFORE, YEARS_AFTER = 5, 25
"""How far the calendar horizon reaches around a plan's start."""

_REGION = re.compile(r"([A-Z]{2})(?:-(.+))?")


@lru_cache(maxsize=512)
def public_holidays(region: str, start_year: int) -> tuple[Holiday, ...]:
    """Return the library's holidays of a region over the horizon of a plan that starts in a year."""
    found = _REGION.fullmatch(region)
    if found is None:
        raise _unknown_country(region)
    country, part = found[1], found[2]
    years = range(start_year - YEARS_BEFORE, start_year + YEARS_AFTER + 1)
    try:
        known = holidays.country_holidays(country)
    except NotImplementedError as error:
        raise _unknown_country(region) from error
    if part is not None and part not in known.subdivisions:
        raise _unknown_part(known, country, part)
    language = "en_US" if "en_US" in known.supported_languages else None
    days = holidays.country_holidays(country, subdiv=part, years=years, language=language)
    return tuple(Holiday(date=day, name=name) for day, name in sorted(days.items()))


def with_written(library: Iterable[Holiday], written: Iterable[Holiday], first: date, last: date) -> tuple[Holiday, ...]:
    """Return the written holidays for the days from the first to the last, and the library's for all others."""
    outside = [holiday for holiday in library if not first <= holiday.date <= last]
    return tuple(sorted([*outside, *written], key=lambda holiday: holiday.date))


def _unknown_country(region: str) -> Wrong:
    countries = [code for code in holidays.list_supported_countries() if re.fullmatch("[A-Z]{2}", code)]
    country, dash, part = region.strip().upper().replace("_", "-").partition("-")
    otherwise = "; write the two letters of a country, such as 'DE', and a part of it, such as 'US-NY'"
    if country in countries and country + dash + part != region:
        return Wrong("unknown-region", f"no region {shown(region)}; did you mean '{country}{dash}{part}'?")
    return Wrong("unknown-region", f"no country {shown(country)} with known holidays{otherwise}")


def _unknown_part(known: holidays.HolidayBase, country: str, part: str) -> Wrong:
    parts = sorted(known.subdivisions)
    if not parts:
        return Wrong("unknown-region", f"{country} has the same holidays everywhere; write '{country}'")
    # People write names too: Bavaria's German name stands for BY.
    named = {name: code for name, code in known.subdivisions_aliases.items()}
    meant = did_you_mean(part, [*parts, *named])
    for name, code in named.items():
        meant = meant.replace(f"'{name}'", f"'{code}'")
    meant = re.sub(r"'(.+)'", rf"'{country}-\1'", meant)
    return Wrong("unknown-region", f"{country} has no part {shown(part)}{meant or '; its parts are ' + ', '.join(parts)}")
