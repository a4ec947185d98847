"""Calendars made into working time: how many units lie before an instant, and where the k-th one begins.

The two tables of every calendar are sequences, whatever lies behind them: lists in day plans, period lists in minute
plans, a plain `range` for elapsed time. The passes index them and know no calendar.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, deque
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, compress
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple, Protocol

from .plan import Calendar, DayHours, Period
from .stretches import kept
from .timeline import MINUTES_A_DAY, Timeline, local_minute, midnights

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

Spans = tuple[tuple[int, int], ...]
"""Sorted, disjoint, half-open stretches of instants."""


class Table(Protocol):
    """What the passes index: non-negative integers to integers; IndexError past the horizon."""

    def __getitem__(self, index: int, /) -> int:
        """Return the entry."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkingTime:
    """The working time of a calendar, a joint side, or a person's presence on one."""

    before: Table
    """Working units before an instant."""
    begin: Table
    """The instant at which the k-th working unit begins."""
    total: int
    """Working units in the whole horizon."""
    spans: Spans = ()
    """The unbroken working periods, in minute plans."""
    day: int
    """Units in `1d`: 1 in day plans, minutes of the most frequent day in minute plans."""

    @property
    def stretches(self) -> int:
        """Return how many periods it has, or in day plans how many weigh as much as its lists."""
        return len(self.spans) or self.total // DAYS_A_STRETCH + 1

    def works(self, instant: int) -> bool:
        """Tell whether the unit that begins at the instant is worked."""
        return self.before[instant + 1] > self.before[instant]

    def first_between(self, begin: int, end: int) -> int:
        """Return the first working instant between two, the former where there is none."""
        place = self.before[begin]
        return begin if place >= self.total or self.begin[place] >= end else self.begin[place]


DAYS_A_STRETCH = 16
"""Days of a table that weigh as much as one period of a minute plan."""


class Absence(NamedTuple):
    """Days on which somebody is away, midnight to midnight of their zone."""

    period: Period
    zone: str | None = None


def elapsed_time(timeline: Timeline) -> WorkingTime:
    """Return the time that never stops."""
    length = timeline.length
    day = 1 if timeline.resolution == "day" else MINUTES_A_DAY
    return WorkingTime(before=range(length + 1), begin=range(length), total=length, spans=((0, length),), day=day)


@kept(attrgetter("stretches"))
def working_time(
    timeline: Timeline, calendars: tuple[Calendar, ...], absences: tuple[Absence, ...] = ()
) -> WorkingTime:
    """Return the time in which all the calendars work and nobody of the absent is needed."""
    if timeline.resolution == "day":
        return _of_days(timeline, calendars, absences)
    return _of_minutes(timeline, calendars, absences)


# Day plans: one bit a day, then two lists.


def _of_days(timeline: Timeline, calendars: Sequence[Calendar], absences: Sequence[Absence]) -> WorkingTime:
    worked = bytearray(b"\x01" * timeline.days)
    for calendar in calendars:
        days = _worked_days(timeline, calendar)
        worked = bytearray((int.from_bytes(worked, "big") & int.from_bytes(days, "big")).to_bytes(timeline.days, "big"))
    for absence in absences:
        _paint(worked, timeline, absence.period, 0)
    numbers = _numbers(timeline.days)
    before = list(map(numbers.__getitem__, accumulate(worked, initial=0)))
    begin = list(compress(numbers, worked))
    return WorkingTime(before=before, begin=begin, total=len(begin), day=1)


@lru_cache(maxsize=8)
def _numbers(days: int) -> list[int]:
    """Return one integer object a day, shared by all tables, which are otherwise mostly their integers' weight."""
    return list(range(days + 1))


@lru_cache(maxsize=256)
def _worked_days(timeline: Timeline, calendar: Calendar) -> bytes:
    week = bytes(1 if hours else 0 for hours in calendar.week)
    shift = timeline.first.weekday()
    week = week[shift:] + week[:shift]
    worked = bytearray((week * (timeline.days // 7 + 1))[: timeline.days])
    for holiday in calendar.holidays:
        _paint(worked, timeline, Period(start=holiday.date, end=holiday.date), 0)
    for closure in calendar.closed:
        _paint(worked, timeline, closure, 0)
    for opened in calendar.open:
        _paint(worked, timeline, Period(start=opened.date, end=opened.date), 1)
    return bytes(worked)


def _paint(worked: bytearray, timeline: Timeline, period: Period, value: int) -> None:
    base = timeline.first.toordinal()
    start = max(period.start.toordinal() - base, 0)
    end = min(period.end.toordinal() - base + 1, timeline.days)
    if end > start:
        worked[start:end] = bytes([value]) * (end - start)


# Minute plans: the worked periods in UTC minutes, and how many minutes lie before each.


def _of_minutes(timeline: Timeline, calendars: Sequence[Calendar], absences: Sequence[Absence]) -> WorkingTime:
    spans = _worked_spans(timeline, calendars[0])
    for calendar in calendars[1:]:
        spans = intersection(spans, _worked_spans(timeline, calendar))
    day = _day_length(timeline, tuple(_week_alone(calendar) for calendar in calendars))
    away = [_away(timeline, absence) for absence in absences]
    spans = without(spans, away)
    minutes = _Minutes(spans)
    return WorkingTime(before=minutes, begin=_Begins(minutes), total=minutes.sums[-1], spans=spans, day=day)


class _Minutes:
    """Working minutes before a UTC minute."""

    __slots__ = ("ends", "starts", "sums")

    def __init__(self, spans: Spans) -> None:
        self.starts = [start for start, _ in spans]
        self.ends = [end for _, end in spans]
        self.sums = list(accumulate((end - start for start, end in spans), initial=0))

    def __getitem__(self, instant: int) -> int:
        at = bisect_right(self.starts, instant) - 1
        if at < 0:
            return 0
        start = self.starts[at]
        return self.sums[at] + min(instant, self.ends[at]) - start


class _Begins:
    """The UTC minute at which the k-th working minute begins."""

    __slots__ = ("minutes",)

    def __init__(self, minutes: _Minutes) -> None:
        self.minutes = minutes

    def __getitem__(self, index: int) -> int:
        sums = self.minutes.sums
        at = bisect_right(sums, index) - 1
        if index < 0 or index >= sums[-1]:
            raise IndexError(index)
        return self.minutes.starts[at] + index - sums[at]


@kept(len)
def _worked_spans(timeline: Timeline, calendar: Calendar) -> Spans:
    zone = calendar.time_zone or timeline.zone
    starts = midnights(timeline.first, timeline.days, zone)
    spans: list[tuple[int, int]] = []
    for number, hours in enumerate(_hours_of_days(timeline, calendar)):
        midnight = starts[number]
        if starts[number + 1] - midnight == MINUTES_A_DAY:
            spans += [(midnight + span.start, midnight + span.end) for span in hours]
            continue
        for span in hours:  # the clocks change that day
            start = local_minute(timeline.first, number, span.start, zone)
            end = local_minute(timeline.first, number, span.end, zone)
            if end > start:
                spans.append((start, end))
    return tuple((max(start, 0), end) for start, end in spans if end > 0)


def _hours_of_days(timeline: Timeline, calendar: Calendar) -> list[DayHours]:
    shift = timeline.first.weekday()
    days = [calendar.week[(shift + number) % 7] for number in range(timeline.days)]
    base = timeline.first.toordinal()

    def put(first: date, last: date, hours: DayHours) -> None:
        for number in range(max(first.toordinal() - base, 0), min(last.toordinal() - base + 1, timeline.days)):
            days[number] = hours

    for holiday in calendar.holidays:
        put(holiday.date, holiday.date, ())
    for closure in calendar.closed:
        put(closure.start, closure.end, ())
    for opened in calendar.open:
        put(opened.date, opened.date, opened.hours)
    return days


def _week_alone(calendar: Calendar) -> Calendar:
    """Return a calendar without what closes or opens single days: no holiday changes what `1d` is."""
    return Calendar(id="", week=calendar.week, time_zone=calendar.time_zone)


@lru_cache(maxsize=256)
def _day_length(timeline: Timeline, calendars: tuple[Calendar, ...]) -> int:
    """Return the most frequent positive length of a day; of two equally frequent ones the longer."""
    if len(calendars) == 1:
        lengths = Counter(sum(span.end - span.start for span in hours) for hours in calendars[0].week)
    else:
        lengths = _joint_lengths(timeline, calendars)
    del lengths[0]
    return max(lengths, key=lambda length: (lengths[length], length), default=MINUTES_A_DAY // 3)


def _joint_lengths(timeline: Timeline, calendars: tuple[Calendar, ...]) -> Counter[int]:
    """Count the lengths of the days that calendars share, over whole weeks: no end of the horizon breaks a tie."""
    spans = _worked_spans(timeline, calendars[0])
    for calendar in calendars[1:]:
        spans = intersection(spans, _worked_spans(timeline, calendar))
    zones = {calendar.time_zone or timeline.zone for calendar in calendars}
    starts = midnights(timeline.first, timeline.days, zones.pop() if len(zones) == 1 else timeline.zone)
    starts = starts[7 : len(starts) // 7 * 7 - 6]
    lengths: Counter[int] = Counter()
    for start, end in without(spans, [(-MINUTES_A_DAY, starts[0]), (starts[-1], timeline.length + MINUTES_A_DAY)]):
        at = bisect_right(starts, start) - 1
        begin = start
        while begin < end:
            stop = min(end, starts[at + 1])
            lengths[at] += stop - begin
            begin, at = stop, at + 1
    return Counter(lengths.values())


def _away(timeline: Timeline, absence: Absence) -> tuple[int, int]:
    return (
        timeline.begin(absence.period.start, zone=absence.zone),
        timeline.end(absence.period.end, zone=absence.zone),
    )


def intersection(some: Spans, others: Spans) -> Spans:
    """Return the stretches that lie in both."""
    found: list[tuple[int, int]] = []
    here = there = 0
    while here < len(some) and there < len(others):
        start = max(some[here][0], others[there][0])
        end = min(some[here][1], others[there][1])
        if start < end:
            found.append((start, end))
        if some[here][1] <= others[there][1]:
            here += 1
        else:
            there += 1
    return tuple(found)


def without(spans: Spans, holes: Iterable[tuple[int, int]]) -> Spans:
    """Return the stretches less what lies in the holes, which may overlap and come in any order."""
    left: list[tuple[int, int]] = []
    waiting = deque(merged(hole for hole in holes if hole[0] < hole[1]))
    for start, end in spans:
        begin = start
        while waiting and waiting[0][1] <= begin:
            waiting.popleft()
        while waiting and waiting[0][0] < end:
            hole = waiting[0]
            if begin < hole[0]:
                left.append((begin, hole[0]))
            begin = max(begin, hole[1])
            if hole[1] > end:
                break
            waiting.popleft()
        if begin < end:
            left.append((begin, end))
    return tuple(left)


def merged(spans: Iterable[tuple[int, int]]) -> Spans:
    """Return overlapping and touching stretches as one, sorted."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return tuple(found)
