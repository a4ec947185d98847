"""What would help a plan that is late: where the time goes, and the earliest date that holds."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from scheduler.timeline import day_of
from scheduler.wording import amount_said, day_said, duration_said

if TYPE_CHECKING:
    from app.calculator import Calculation
    from scheduler.schedule import Schedule, ScheduledDate


@dataclass(frozen=True, slots=True, kw_only=True)
class Remedy:
    """One way to a plan that holds."""

    says: str
    address: str = ""
    """Where one click does it; empty where somebody has to decide how."""
    does: str = ""


TOLD = 3
"""Steps that are named, those that cost most first."""


def rescue_of(calculation: Calculation) -> tuple[Remedy, ...]:
    """Return what would help most; nothing for a plan whose go-live is met."""
    schedule = calculation.projection.schedule
    goal = schedule.plan.critical_dates[0].id
    date = schedule.critical_dates[goal]
    if not date.short_by:
        return ()
    return (*_shorter(schedule, date), _honest(calculation, date))


def _shorter(schedule: Schedule, date: ScheduledDate) -> list[Remedy]:
    """Say which steps the date waits for, and what could be won at each."""
    steps = {step.id: step for step in schedule.plan.steps}
    drags = [(schedule.steps[one].drag or 0, one) for one in date.critical_path]
    told = sorted((pair for pair in drags if pair[0] > 0), key=lambda pair: (-pair[0], pair[1]))[:TOLD]
    return [
        Remedy(
            says=f"{steps[one].title} takes {duration_said(duration)}; done in less, it wins up to "
            f"{amount_said(won, schedule.unit)}."
        )
        for won, one in told
        if (duration := steps[one].duration) is not None
    ]


def _honest(calculation: Calculation, date: ScheduledDate) -> Remedy:
    """Offer the earliest go-live that leaves the reserve whole."""
    inputs, schedule = calculation.inputs, calculation.projection.schedule
    honest = _after(day_of(date.earliest), date.buffer)
    said = day_said(honest, near=schedule.as_of)
    reserve = f", with {amount_said(date.buffer, schedule.unit)} in reserve" if date.buffer else ""
    address = replace(inputs, go_live=honest, was=inputs.go_live).address
    return Remedy(says=f"The earliest date that holds is {said}{reserve}.", address=address, does=f"Plan for {said}")


def _after(day: date, working_days: int) -> date:
    """Return a day so many weekdays later."""
    while working_days > 0:
        day += timedelta(days=1)
        working_days -= day.weekday() < SATURDAY
    return day


SATURDAY = 5
