"""The two days that stand beside each other under the sentence: by when to start, and what starting now would give."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from scheduler.timeline import day_of
from scheduler.wording import amount_said, day_said

if TYPE_CHECKING:
    from scheduler.schedule import Schedule, ScheduledDate


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """Something to remember of the plan."""

    name: str
    says: str
    more: str


def facts_of(schedule: Schedule) -> tuple[Fact, ...]:
    """Return by when the first step must start, and what comes of starting today; nothing where all is done."""
    dates = [date for date in schedule.critical_dates.values() if date.health != "done"]
    if not dates:
        return ()
    first = min(dates, key=lambda date: (str(date.date), date.id))
    return tuple(filter(None, (_start_by(schedule), _start_now(schedule, first))))


def _start_by(schedule: Schedule) -> Fact | None:
    """Return the first latest safe start, of what has not begun."""
    waiting = [
        (one.start_by, step.title)
        for step in schedule.plan.steps
        if (one := schedule.steps[step.id]).start_by is not None
        and one.health != "done"
        and step.progress.started is None
    ]
    if not waiting:
        return None
    day, title = min(waiting, key=lambda pair: (str(pair[0]), pair[1]))
    said = "today" if day == schedule.as_of else day_said(day, near=schedule.as_of)
    passed = day_of(day) < day_of(schedule.as_of)
    return Fact(name="Should have started by" if passed else "Start by", says=said, more=title)


def _start_now(schedule: Schedule, date: ScheduledDate) -> Fact:
    """Return the earliest day of a critical date, and how far it is from the day that was asked for."""
    titles = {step.id: step.title for step in schedule.plan.steps}
    name = titles[date.step] if date.step else "Everything"
    earliest = day_said(date.earliest, near=schedule.as_of)
    if date.short_by:
        short = amount_said(date.short_by, schedule.unit)
        return Fact(name="If you start now", says=f"{short} short", more=f"{name} on {earliest} at the earliest")
    spare = amount_said(date.total_float or 0, schedule.unit)
    return Fact(name="If you start now", says=f"{spare} to spare", more=f"{name} as early as {earliest}")
