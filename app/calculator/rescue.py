"""What would help a late plan: steps done as quickly as they can be, each tried, and the earliest date that holds."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from scheduler.timeline import day_of

from .calculation import planned

if TYPE_CHECKING:
    from scheduler.plan import Step
    from scheduler.schedule import Schedule, ScheduledDate

    from .calculation import Calculation
    from .inputs import Inputs


@dataclass(frozen=True, slots=True, kw_only=True)
class Faster:
    """A step done in the shortest time that is usual for it."""

    step: Step
    takes: str
    """The shorter duration, such as `9d`."""
    won: int
    """By so many units the critical date is less short."""
    inputs: Inputs


@dataclass(frozen=True, slots=True, kw_only=True)
class Rescue:
    """What would help."""

    faster: tuple[Faster, ...]
    """What wins most first."""
    reserve: int
    later: Inputs | None
    """The plan for the earliest date that can be met with its reserve whole; None where none is near."""


TRIED = 4
"""Steps that are tried, those first without which most would be won."""
TOLD = 3


def rescue(calculation: Calculation, *, today: date) -> Rescue | None:
    """Return what would help the first critical date; None where that is met."""
    short = _first(calculation.projection.schedule)
    if not short.short_by:
        return None
    tried = (_faster(calculation, step, short, today) for step in _dragging(calculation, short)[:TRIED])
    faster = sorted((one for one in tried if one is not None), key=lambda one: (-one.won, one.step.id))
    later = _honest(calculation.inputs, _after(day_of(short.earliest), short.buffer), today)
    return Rescue(faster=tuple(faster[:TOLD]), reserve=short.buffer, later=later)


def _first(schedule: Schedule) -> ScheduledDate:
    return schedule.critical_dates[schedule.plan.critical_dates[0].id]


def _dragging(calculation: Calculation, short: ScheduledDate) -> list[Step]:
    """Return the steps on the way to a date that hold it up, those that cost most first."""
    schedule = calculation.projection.schedule
    steps = {step.id: step for step in schedule.plan.steps}
    drags = [(schedule.steps[one].drag or 0, one) for one in short.critical_path]
    return [steps[one] for drag, one in sorted(drags, key=lambda pair: (-pair[0], pair[1])) if drag > 0]


def _faster(calculation: Calculation, step: Step, short: ScheduledDate, today: date) -> Faster | None:
    """Return a step at the low end of its estimate, if that is shorter than planned and helps."""
    trace, planned_for = calculation.traces.get(step.id), step.duration
    if trace is None or planned_for is None or step.progress.started is not None:
        return None
    amount, unit = trace.low.rstrip("edhm"), "ed" if planned_for.elapsed else planned_for.unit
    if trace.low != f"{amount}{unit}" or int(amount) >= planned_for.amount:
        return None
    inputs = calculation.inputs.changing(("set", f"{step.id}.duration={trace.low}"))
    won = short.short_by - _first(planned(inputs, today=today)).short_by
    return Faster(step=step, takes=trace.low, won=won, inputs=inputs) if won > 0 else None


def _honest(inputs: Inputs, first: date, today: date) -> Inputs | None:
    """Return the plan for the first day from one on that leaves the reserve whole."""
    for wait in range(LONGEST_WAIT):
        moved = replace(inputs, go_live=first + timedelta(days=wait), was=inputs.go_live, answered=None)
        found = _first(planned(moved, today=today))
        if found.buffer_left == found.buffer and not found.short_by:
            return moved
    return None


LONGEST_WAIT = 20
"""Days that closed days may put the reserve off."""


def _after(day: date, working_days: int) -> date:
    """Return a day so many weekdays later."""
    while working_days > 0:
        day += timedelta(days=1)
        working_days -= day.weekday() < SATURDAY
    return day


SATURDAY = 5
