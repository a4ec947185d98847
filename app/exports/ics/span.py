"""When an entry stands in a calendar: whole days, or for what people meet for a time of day in UTC."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from app.exports.moments import day_in, in_utc

if TYPE_CHECKING:
    from app.exports.shown import DatedStep
    from scheduler.plan import Duration, Moment

HOUR = timedelta(hours=1)
"""How long a meeting takes that says no length."""
POINT = timedelta(minutes=15)
"""How long a milestone with a time of day is drawn: it takes no time, but a calendar can only show what does."""
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Whole days, or a time in UTC; like in the file itself, the end is the first day or minute after it."""

    begin: Moment
    end: Moment

    @property
    def whole_days(self) -> bool:
        """Whether it is days."""
        return not isinstance(self.begin, datetime)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Stay:
    """From when to when people do a step: what happened, else what they agreed, else what is planned."""

    start: Moment
    finish: Moment


def span_of(shown: DatedStep, zone: str, *, bars: bool) -> Span:
    """Return when a step's entry stands: tasks on the day of their finish, everything else when it takes place."""
    stay, local = _stay(shown), ZoneInfo(zone)
    if shown.step.kind == "task":
        last = _last_day(stay, local)
        return days(min(day_in(stay.start, local), last) if bars else last, last)
    if shown.step.kind == "meeting":
        return _meeting(shown, stay, local)
    return _decided(stay, local)


def days(first: date, last: date) -> Span:
    """Return the days from the first to the last, both of them in it."""
    return Span(begin=first, end=last + DAY)


def _stay(shown: DatedStep) -> _Stay:
    start, finish = shown.dates.planned_start, shown.dates.planned_finish
    agreed = shown.step.agreed
    if agreed is None or shown.done:
        return _Stay(start=start, finish=finish)
    if shown.step.kind == "task":
        return _Stay(start=agreed.start or start, finish=agreed.finish or finish)
    # What people meet for is over on the day on which it begins, unless they agreed on both ends.
    first = agreed.start or agreed.finish
    return _Stay(start=first or start, finish=agreed.finish or first or finish)


def _meeting(shown: DatedStep, stay: _Stay, zone: ZoneInfo) -> Span:
    meeting = shown.step.meeting
    length = _clock_time(meeting.length) if meeting and meeting.length else None
    agreed = shown.step.agreed
    if meeting and meeting.at and not (agreed and isinstance(agreed.start, datetime)):
        at = datetime.combine(day_in(stay.start, zone), time.fromisoformat(meeting.at))
        return _timed(in_utc(at, zone), length or HOUR)
    first, last = day_in(stay.start, zone), _last_day(stay, zone)
    if not isinstance(stay.start, datetime) or first != last:
        return days(first, max(first, last))
    begin = in_utc(stay.start, zone)
    known = in_utc(stay.finish, zone) - begin if isinstance(stay.finish, datetime) else timedelta()
    return _timed(begin, length or known or HOUR)


def _decided(stay: _Stay, zone: ZoneInfo) -> Span:
    """Return the moment of a milestone or value event, or how long people sit over a gate."""
    last = _last_day(stay, zone)
    if not isinstance(stay.finish, datetime):
        return days(last, last)
    finish = in_utc(stay.finish, zone)
    begin = in_utc(stay.start, zone) if isinstance(stay.start, datetime) else finish
    if begin >= finish:
        return _timed(finish, POINT)
    return _timed(begin, finish - begin) if day_in(begin, zone) == last else days(last, last)


def _timed(begin: datetime, length: timedelta) -> Span:
    return Span(begin=begin, end=begin + length)


def _last_day(stay: _Stay, zone: ZoneInfo) -> date:
    """Return the last day worked; what ends at midnight ends with the day before."""
    finish = stay.finish
    if isinstance(finish, datetime) and finish != stay.start:
        finish = in_utc(finish, zone) - timedelta(minutes=1)
    return day_in(finish, zone)


def _clock_time(length: Duration) -> timedelta:
    return timedelta(hours=length.amount) if length.unit == "h" else timedelta(minutes=length.amount)
