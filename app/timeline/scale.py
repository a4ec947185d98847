"""The scale of a timeline: as fine as its labels have room, from hours to years."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from scheduler.wording import MONTHS, WEEKDAYS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from .picture import Timeline


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A line of the scale."""

    at: float
    label: str
    line: bool = True
    """Whether something begins here; the axis itself may begin in the middle of a month."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rhythm:
    """How often the scale has a line."""

    days: float
    """How far two lines are apart, at least."""
    letters: int
    """The longest label."""
    ticks: Callable[[Timeline, float], Iterator[Tick]]


A_MONTH, A_YEAR = 28, 365
GAP = 2
"""Letters of room between two labels."""


def ticks(timeline: Timeline, letters: float) -> tuple[Tick, ...]:
    """Return the finest scale whose labels fit, where the whole axis has room for so many letters."""
    fit = (one for one in RHYTHMS if timeline.days / one.days * (one.letters + GAP) <= letters)
    rhythm = next(fit, RHYTHMS[-1])
    found = tuple(rhythm.ticks(timeline, rhythm.days))
    room = (found[0].at if found else timeline.days) / timeline.days * letters
    return (_opening(timeline, rhythm), *found) if room >= rhythm.letters + 1 else found


def _opening(timeline: Timeline, rhythm: Rhythm) -> Tick:
    """Return the label of an axis that begins between two lines."""
    first = timeline.first
    label = f"{first.year}" if rhythm.days >= A_YEAR else MONTHS[first.month - 1]
    return Tick(at=0, label=f"{first.day} {label}" if rhythm.days < A_MONTH else label, line=False)


def _hours(timeline: Timeline, days: float) -> Iterator[Tick]:
    a_day = round(1 / days)
    for number in range(int(timeline.days) * a_day):
        day, part = divmod(number, a_day)
        here = timeline.first + timedelta(days=day)
        label = f"{part * 24 // a_day:02}:00" if part else f"{WEEKDAYS[here.weekday()]} {here.day}"
        yield Tick(at=number / a_day, label=label)


def _every(timeline: Timeline, days: float) -> Iterator[Tick]:
    """Yield days in a fixed rhythm; whole weeks begin on Mondays."""
    begin = -timeline.first.weekday() % 7 if days % 7 == 0 else 0
    month = 0
    for number in range(begin, int(timeline.days), int(days)):
        day = timeline.first + timedelta(days=number)
        yield Tick(at=number, label=f"{day.day}" if day.month == month else f"{day.day} {MONTHS[day.month - 1]}")
        month = day.month


def _months(timeline: Timeline, days: float) -> Iterator[Tick]:
    step = round(days / A_MONTH)
    year = timeline.first.year
    for number in range(int(timeline.days) // A_MONTH + 2):
        index = timeline.first.year * 12 + timeline.first.month - 1 + number
        at = (date(index // 12, index % 12 + 1, 1) - timeline.first).days
        if index % 12 % step == 0 and 0 <= at < timeline.days:
            yield Tick(at=at, label=f"{MONTHS[index % 12]}" if index // 12 == year else f"{index // 12}")
            year = index // 12


def _years(timeline: Timeline, days: float) -> Iterator[Tick]:
    step = max(1, round(days / A_YEAR))
    for year in range(timeline.first.year, timeline.first.year + int(timeline.days) // A_YEAR + 2):
        at = (date(year, 1, 1) - timeline.first).days
        if year % step == 0 and 0 <= at < timeline.days:
            yield Tick(at=at, label=f"{year}")


RHYTHMS = (
    Rhythm(days=1 / 24, letters=6, ticks=_hours),
    Rhythm(days=1 / 8, letters=6, ticks=_hours),
    Rhythm(days=1 / 4, letters=6, ticks=_hours),
    Rhythm(days=1 / 2, letters=6, ticks=_hours),
    Rhythm(days=1, letters=6, ticks=_every),
    Rhythm(days=2, letters=6, ticks=_every),
    Rhythm(days=7, letters=6, ticks=_every),
    Rhythm(days=14, letters=9, ticks=_every),
    Rhythm(days=A_MONTH, letters=4, ticks=_months),
    Rhythm(days=A_MONTH * 3, letters=4, ticks=_months),
    Rhythm(days=A_MONTH * 6, letters=4, ticks=_months),
    Rhythm(days=A_YEAR, letters=4, ticks=_years),
    Rhythm(days=A_YEAR * 5, letters=4, ticks=_years),
    Rhythm(days=A_YEAR * 10, letters=4, ticks=_years),
)
"""From the finest to the coarsest."""
