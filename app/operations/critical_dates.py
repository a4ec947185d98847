"""Changes of critical dates."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from app.document.wire import Confirmed
from app.names import unknown

from .lookup import critical_date_of, person_of

if TYPE_CHECKING:
    from app.document import PlanDocument


def move_critical_date(document: PlanDocument, date_id: str, to: str) -> PlanDocument:
    """Set the day, or in minute plans the time, of a critical date."""
    moved = critical_date_of(document, date_id).model_copy(update={"date": to})
    dates = tuple(moved if date.id == date_id else date for date in document.critical_dates)
    return document.model_copy(update={"critical_dates": dates})


def confirm_critical_date(
    document: PlanDocument, date_id: str, person: str, standing: Literal["confirmed", "contractual"], *, on: str
) -> PlanDocument:
    """Say who stands by a critical date since when."""
    found = person_of(document, person)
    if found is None:
        raise unknown("person", person, [(one.id, one.name or "") for one in document.people])
    confirmed = critical_date_of(document, date_id).model_copy(
        update={"standing": standing, "confirmed": Confirmed(by=found.id, on=on)}
    )
    dates = tuple(confirmed if date.id == date_id else date for date in document.critical_dates)
    return document.model_copy(update={"critical_dates": dates})
