"""What would help a plan that is late, each with one click to see it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.calculator import rescue
from scheduler.wording import amount_said, day_said, duration_said

if TYPE_CHECKING:
    from datetime import date

    from app.calculator import Calculation
    from app.calculator.rescue import Faster
    from scheduler.schedule import Schedule


@dataclass(frozen=True, slots=True, kw_only=True)
class Remedy:
    """One way to a plan that holds."""

    says: str
    address: str
    """Where one click does it."""
    does: str


def rescue_of(calculation: Calculation, *, today: date) -> tuple[Remedy, ...]:
    """Return what would help most; nothing for a plan whose first date is met."""
    found = rescue(calculation, today=today)
    if found is None:
        return ()
    schedule = calculation.projection.schedule
    faster = tuple(_faster(schedule, one) for one in found.faster)
    if found.later is None:
        return faster
    said = day_said(found.later.go_live, near=schedule.as_of)
    reserve = f", with {amount_said(found.reserve, schedule.unit)} in reserve" if found.reserve else ""
    says = f"The earliest date that holds is {said}{reserve}."
    return (*faster, Remedy(says=says, address=found.later.address, does=f"Plan for {said}"))


def _faster(schedule: Schedule, one: Faster) -> Remedy:
    """Say what the shortest usual time for a step would win."""
    amount = one.takes.rstrip("edhm")
    planned = duration_said(one.step.duration) if one.step.duration else ""
    won = amount_said(one.won, schedule.unit)
    says = f"{one.step.title}: {amount} instead of {planned}, as quick as it usually gets, wins {won}."
    return Remedy(says=says, address=one.inputs.address, does=f"Try {amount} days")
