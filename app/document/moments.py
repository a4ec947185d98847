"""Days and times as people write them."""

from __future__ import annotations

import re
from calendar import monthrange
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from .problems import Wrong
from .words import shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scheduler.plan import Moment

FIRST_YEAR, LAST_YEAR = 1900, 2199
"""A year outside is a slip of the finger, and the calendar horizon around it would leave what dates can hold."""

_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_TIMED = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})[T ]([0-9]{2}):([0-9]{2})(?::00(?:\.0+)?)?(Z|[+-][0-9]{2}:[0-9]{2})?")
_SECONDS = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}):[0-9]{2}.*")
_TIME_AFTER = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ].+")
_LOOSE = re.compile(r"\s*([0-9]{4})[-./ ]?([0-9]{1,2})[-./ ]?([0-9]{1,2})\s*")
_DOTTED = re.compile(r"\s*([0-9]{1,2})\.\s*([0-9]{1,2})\.\s*([0-9]{4})\s*")
_SLASHED = re.compile(r"\s*([0-9]{1,2})[/-]([0-9]{1,2})[/-]([0-9]{4})\s*")
_MONTHS = "January February March April May June July August September October November December".split()  # noqa: SIM905 - it reads
_DAYS = 28
"""Every month has as many."""
_LAST_HOUR, _LAST_MINUTE = 23, 59


@lru_cache(maxsize=4096)
def read_day(text: str) -> date:
    """Return the day that a text names."""
    found = _DAY.fullmatch(text)
    if found is None:
        if _TIME_AFTER.fullmatch(text):
            raise Wrong("time-not-allowed", f"here belongs a day without a time; write '{text[:10]}'")
        raise Wrong("bad-date", f"{shown(text)} is no date; {_remedy(text)}")
    return _day(int(found[1]), int(found[2]), int(found[3]))


@lru_cache(maxsize=4096)
def read_moment(text: str, *, day_plan: bool = False) -> Moment:
    """Return the day that a text names, or in minute plans the time."""
    found = _TIMED.fullmatch(text)
    if found is None:
        if _SECONDS.fullmatch(text) and not day_plan:
            raise Wrong("bad-time", f"a plan knows no seconds; write '{text[:16]}'")
        if _TIME_AFTER.fullmatch(text) and not day_plan:
            sentence = f"{shown(text)} is no time; write it as '{text[:10]} 10:00' or '{text[:10]}T10:00+01:00'"
            raise Wrong("bad-time", sentence)
        return read_day(text)
    if day_plan:
        raise Wrong(
            "time-in-day-plan",
            f"this plan counts in days; write '{text[:10]}', or set 'resolution: minute'",
        )
    day = read_day(found[1])
    if (found[2], found[3]) == ("24", "00"):
        raise Wrong("bad-time", f"no clock shows 24:00; write '{day + timedelta(days=1)} 00:00', which is the same")
    if int(found[2]) > _LAST_HOUR or int(found[3]) > _LAST_MINUTE:
        raise Wrong("bad-time", f"no clock shows {found[2]}:{found[3]}; hours go from 00 to 23, minutes from 00 to 59")
    written = f"{day.isoformat()}T{found[2]}:{found[3]}{found[4] or ''}"
    try:
        return datetime.fromisoformat(written)
    except ValueError as error:
        raise Wrong("bad-time", f"{found[4]!r} is no offset from UTC; write one such as '+01:00'") from error


def ends_before(start: Moment, end: Moment, zone: str) -> bool:
    """Return whether a period is over before it begins; a day is its first instant as a start, its last as an end."""
    if not isinstance(start, datetime) and not isinstance(end, datetime):
        return end < start
    return _instant(end, time.max, zone) < _instant(start, time.min, zone)


def day_of(moment: Moment) -> date:
    """Return the day of a moment, as it is written."""
    return moment.date() if isinstance(moment, datetime) else moment


def _instant(moment: Moment, at: time, zone: str) -> datetime:
    timed = moment if isinstance(moment, datetime) else datetime.combine(moment, at, None)
    return timed if timed.tzinfo else timed.replace(tzinfo=ZoneInfo(zone))


def _day(year: int, month: int, day: int) -> date:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Wrong(
            "year-out-of-range",
            f"the year {year:04} is surely a slip; a plan's years go from {FIRST_YEAR} to {LAST_YEAR}",
        )
    if not 1 <= month <= len(_MONTHS):
        meant = f"{year}-{day:02}-{month:02}" if 1 <= day <= len(_MONTHS) and 1 <= month <= _DAYS else f"{year}-11-30"
        raise Wrong("no-such-day", f"there is no month {month:02}; write year-month-day, such as {meant}")
    days = monthrange(year, month)[1]
    if not 1 <= day <= days:
        raise Wrong("no-such-day", f"{_MONTHS[month - 1]} {year} has the days 1 to {days}, and no {day}")
    return date(year, month, day)


def _remedy(text: str) -> str:
    """Return what to write instead."""
    meant = {day.isoformat() for day in _meant(text)}
    if len(meant) > 1:
        return "write " + " or ".join(f"'{day}'" for day in sorted(meant))
    return f"write '{meant.pop()}'" if meant else "write it as year-month-day, such as 2026-11-30"


def _meant(text: str) -> Iterator[date]:
    """Give the days that may be meant; with slashes the month stands first or second."""
    loose, dotted, slashed = _LOOSE.fullmatch(text), _DOTTED.fullmatch(text), _SLASHED.fullmatch(text)
    written = [loose.groups()] if loose else [dotted.groups()[::-1]] if dotted else []
    if slashed:
        one, other, year = slashed.groups()
        written = [(year, one, other), (year, other, one)]
    for year, month, day in written:
        with suppress(Wrong):
            yield _day(int(year), int(month), int(day))
