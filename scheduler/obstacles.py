"""Closed days and absences that a step meets, with their reasons, for explanations."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal

from .plan import MONDAY_TO_FRIDAY, Week

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .compiled import Compiled
    from .plan import Calendar, Period

Kind = Literal["closure", "absence"]

LONGEST = 400
"""Days looked at; what waits longer than that is told by its first obstacles."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Obstacle:
    """A run of days that would be worked by the week but are not."""

    kind: Kind
    start: date
    end: date
    units: int
    """Working days lost, as the week would have it."""
    who: str
    """The party or person that does not work."""
    reason: str
    """Why: a holiday's name, a closure's reason; may be empty."""


def obstacles(c: Compiled, step: int, begin: int, end: int) -> list[Obstacle]:
    """Return what keeps a step from working between two instants, each run of days told once, in the order of days."""
    if end <= begin or (one := c.steps[step]).duration is not None and one.duration.elapsed:  # noqa: RUF021
        return []
    first = c.timeline.day(begin)
    last = min(c.timeline.day(end - 1), first + timedelta(days=LONGEST))
    found: list[Obstacle] = []
    for calendar, name in _calendars(c, step):
        closed = c.closed_days.get(calendar.id)
        if closed is None:
            closed = c.closed_days[calendar.id] = _closed_days(calendar)
        days = [(day, closed[day]) for day in _days(first, last) if day in closed]
        found += _runs("closure", name, days, calendar.week)
    for period, week, name in _absences(c, step):
        away = [(day, period.reason) for day in _days(max(period.start, first), min(period.end, last))]
        found += _runs("absence", name, away, week)
    return sorted(set(found), key=lambda one: (one.start, one.end, one.kind, one.who, one.reason))


def _calendars(c: Compiled, step: int) -> Iterator[tuple[Calendar, str]]:
    one = c.steps[step]
    known = {calendar.id: calendar for calendar in c.plan.calendars}
    for name in (one.calendar,) if one.calendar is not None else one.side:
        if name in known:
            yield known[name], c.plan.party_name(name)


def _absences(c: Compiled, step: int) -> Iterator[tuple[Period, Week, str]]:
    one = c.steps[step]
    people = {person.id: person for person in c.plan.people}
    week = next((calendar.week for calendar, _ in _calendars(c, step)), MONDAY_TO_FRIDAY)
    for party, owner in sorted(one.owners):
        if party in one.side and owner in people:
            person = people[owner]
            for period in person.away:
                yield period, week, person.name or person.id


def _closed_days(calendar: Calendar) -> dict[date, str]:
    closed = {holiday.date: holiday.name for holiday in calendar.holidays}
    for period in calendar.closed:
        closed.update(dict.fromkeys(_days(period.start, period.end), period.reason))
    for opened in calendar.open:
        closed.pop(opened.date, None)
    return closed


def _runs(kind: Kind, who: str, days: list[tuple[date, str]], week: Week) -> Iterator[Obstacle]:
    """Join days of one reason that follow each other, weekends between them included, and count the working ones."""
    worked = sorted((reason, day) for day, reason in days if week[day.weekday()])
    run: list[date] = []
    for at, (reason, day) in enumerate(worked):
        run.append(day)
        following = worked[at + 1] if at + 1 < len(worked) else (None, date.max)
        if following[0] != reason or following[1] - day > timedelta(days=3):
            yield Obstacle(kind=kind, start=run[0], end=run[-1], units=len(run), who=who, reason=reason)
            run = []


def _days(first: date, last: date) -> Iterator[date]:
    for number in range((last - first).days + 1):
        yield first + timedelta(days=number)
