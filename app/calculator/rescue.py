"""What would help a late plan: steps done as quickly as they can be, each tried, and the earliest date that holds."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app.operations.rescuing import TOLD, dragging, first_date, is_shorter, later_days
from scheduler.timeline import day_of

from .calculation import planned

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

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


def rescue(calculation: Calculation, *, today: date) -> Rescue | None:
    """Return what would help the first critical date; None where that is met."""
    schedule = calculation.projection.schedule
    short = first_date(schedule)
    if short is None or not short.short_by:
        return None
    tried = (_faster(calculation, step, short, today) for step in dragging(schedule, short))
    faster = sorted((one for one in tried if one is not None), key=lambda one: (-one.won, one.step.id))
    later = _honest(calculation, later_days(day_of(short.earliest), short.buffer), today)
    return Rescue(faster=tuple(faster[:TOLD]), reserve=short.buffer, later=later)


def _faster(calculation: Calculation, step: Step, short: ScheduledDate, today: date) -> Faster | None:
    """Return a step at the low end of its estimate, if that is shorter than planned and helps."""
    trace, planned_for = calculation.traces.get(step.id), step.duration
    if trace is None or planned_for is None or step.progress.started is not None:
        return None
    if not is_shorter(trace.low, planned_for):
        return None
    inputs = calculation.inputs.changing(("set", f"{step.id}.duration={trace.low}"))
    won = short.short_by - _short_by(planned(inputs, today=today, library=calculation.library))
    return Faster(step=step, takes=trace.low, won=won, inputs=inputs) if won > 0 else None


def _short_by(schedule: Schedule) -> int:
    date = first_date(schedule)
    return date.short_by if date else 0


def _honest(calculation: Calculation, days: Iterable[date], today: date) -> Inputs | None:
    """Return the plan for the first of some days that leaves the reserve whole."""
    inputs = calculation.inputs
    for day in days:
        moved = replace(inputs, go_live=day, was=inputs.go_live, answered=None)
        found = first_date(planned(moved, today=today, library=calculation.library))
        if found is not None and found.buffer_left == found.buffer and not found.short_by:
            return moved
    return None
