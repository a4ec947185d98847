"""What would help a stored plan that is late, each with the form that does it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.plans.rescuing import rescue
from scheduler.wording import amount_said, day_said, duration_said

if TYPE_CHECKING:
    from app.plans.rescuing import Faster

    from .reader import Reader


@dataclass(frozen=True, slots=True, kw_only=True)
class Remedy:
    """One way to a plan that holds."""

    says: str
    does: str
    fields: tuple[tuple[str, str], ...]
    """What its form sends."""


def remedies_of(reader: Reader) -> tuple[Remedy, ...]:
    """Return what would help most; nothing where the first date is met, and for whoever does not hold the plan."""
    stored = reader.opened.stored
    if not reader.is_seller or stored.archived_at is not None or reader.projection.document.hold is not None:
        return ()
    found = rescue(reader.unit, reader.opened, reader.projection)
    if found is None:
        return ()
    faster = tuple(_faster(reader, one) for one in found.faster)
    if found.later is None:
        return faster
    schedule = reader.projection.schedule
    day = day_said(found.later, near=schedule.as_of)
    reserve = f", with {amount_said(found.reserve, schedule.unit)} in reserve" if found.reserve else ""
    fields = (("do", "move-date"), ("date", found.critical_date), ("to", found.later.isoformat()))
    return (
        *faster,
        Remedy(says=f"The earliest date that holds is {day}{reserve}.", does=f"Plan for {day}", fields=fields),
    )


def _faster(reader: Reader, one: Faster) -> Remedy:
    """Say what the shortest usual time for a step would win."""
    amount = one.takes.rstrip("edhmw")
    planned = duration_said(one.step.duration) if one.step.duration else ""
    won = amount_said(one.won, reader.projection.schedule.unit)
    says = f"{one.step.title}: {amount} instead of {planned}, as quick as it usually gets, wins {won}."
    fields = (("do", "longer"), ("step", one.step.id), ("amount", amount))
    return Remedy(says=says, does=f"Try {amount} days", fields=fields)
