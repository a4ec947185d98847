"""Hours of working days as people write them: `09:00-12:00`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scheduler.plan import DayHours, Hours

from .problems import Wrong
from .words import LONGEST_MENDED, shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_TIME = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9])")
_LOOSE_TIME = re.compile(r"\s*([0-9]{1,2})(?:[:.h]([0-9]{2}))?\s*(am|pm)?\s*", re.IGNORECASE | re.ASCII)
_DASH = re.compile(r"\s*(?:[-\u2013\u2014]|\bto\b)\s*")
_DAY = 24 * 60
_NOON = 12
_MOST = 24


def refuse_crowded(written: Sequence[str]) -> None:
    """Refuse a day of more stretches than anybody works."""
    if len(written) > _MOST:
        raise Wrong("too-many-hours", f"a day has {len(written):,} stretches of hours here; at most {_MOST} are read")


def joined_hours(stretches: Iterable[Hours]) -> DayHours:
    """Return the hours of a day in their order; those that touch become one."""
    joined: list[Hours] = []
    for hours in sorted(stretches, key=lambda hours: (hours.start, hours.end)):
        if joined and hours.start < joined[-1].end:
            raise Wrong("overlapping-hours", f"{_text(joined[-1])} and {_text(hours)} overlap; write each hour once")
        if joined and hours.start == joined[-1].end:
            joined[-1] = Hours(start=joined[-1].start, end=hours.end)
        else:
            joined.append(hours)
    return tuple(joined)


def read_time(text: str) -> str:
    """Return a time of day as it is written, once it is one."""
    if _TIME.fullmatch(text):
        return text
    meant = _loose_time(text)
    remedy = f"'{meant}'" if meant and _TIME.fullmatch(meant) else "hours and minutes, such as '09:30'"
    raise Wrong("bad-time", f"{shown(text)} is no time of day; write {remedy}")


def read_stretch(text: str) -> Hours:
    """Return one stretch of a day's hours."""
    start_text, dash, end_text = text.partition("-")
    start, end = _TIME.fullmatch(start_text), _TIME.fullmatch(end_text)
    if not dash or not start or not (end or end_text == "24:00"):
        raise Wrong("bad-hours", f"{shown(text)} are no hours; {_remedy(text)}")
    first = int(start[1]) * 60 + int(start[2])
    last = int(end[1]) * 60 + int(end[2]) if end else _DAY
    if last == 0:
        raise Wrong("reversed-hours", f"'{text}' ends at the midnight before it begins; write '{start_text}-24:00'")
    if last == first:
        raise Wrong("reversed-hours", f"'{text}' ends when it begins; write '00:00-24:00' for the whole day")
    if last < first:
        raise Wrong(
            "reversed-hours",
            f"'{text}' goes past midnight; split it there: '{start_text}-24:00' on this day "
            f"and '00:00-{end_text}' on the next",
        )
    return Hours(start=first, end=last)


def _remedy(text: str) -> str:
    """Return what to write instead."""
    parts = _DASH.split(text.strip()) if len(text) <= LONGEST_MENDED else []
    if len(parts) == len(("from", "to")):
        start, end = _loose_time(parts[0]), _loose_time(parts[1])
        if start and end:
            return f"write '{start}-{end}'"
    return "write begin and end, such as '09:00-12:00'"


def _loose_time(text: str) -> str | None:
    found = _LOOSE_TIME.fullmatch(text) if len(text) <= LONGEST_MENDED else None
    if found is None:
        return None
    hour, minute = int(found[1]), found[2] or "00"
    if found[3]:
        hour = hour % _NOON + (_NOON if found[3].lower() == "pm" else 0)
    meant = f"{hour:02}:{minute}"
    return meant if _TIME.fullmatch(meant) or meant == "24:00" else None


def _text(hours: Hours) -> str:
    return f"'{hours.start // 60:02}:{hours.start % 60:02}-{hours.end // 60:02}:{hours.end % 60:02}'"
