"""Changes of critical dates."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from app.document.wire import Confirmed
from app.names import unknown

from .lookup import critical_date_of, person_of

if TYPE_CHECKING:
    from app.document import PlanDocument
    from scheduler.plan import PartyId


def move_critical_date(document: PlanDocument, date_id: str, to: str) -> PlanDocument:
    """Set the day, or in minute plans the time, of a critical date."""
    moved = critical_date_of(document, date_id).model_copy(update={"date": to})
    dates = tuple(moved if date.id == date_id else date for date in document.critical_dates)
    return document.model_copy(update={"critical_dates": dates})


def wish_critical_date(
    document: PlanDocument, date_id: str, to: str, *, by: str | None, on: str, eyes: PartyId | None = None
) -> PlanDocument:
    """Move a critical date, which nobody stands by then but who is named; on its old day everybody still does.

    A new day in a contract is a new contract: somebody's word makes the date confirmed, not contractual.
    """
    if critical_date_of(document, date_id).date != to:
        moved = move_critical_date(document, date_id, to)
        document = _with_standing(moved, date_id, None, None)
    return document if by is None else confirm_critical_date(document, date_id, by, "confirmed", on=on, eyes=eyes)


def confirm_critical_date(
    document: PlanDocument,
    date_id: str,
    person: str,
    standing: Literal["confirmed", "contractual"],
    *,
    on: str,
    eyes: PartyId | None = None,
) -> PlanDocument:
    """Say who stands by a critical date since when; somebody named is looked for among those whom a party sees."""
    found = person_of(document, person, eyes)
    if found is None:
        raise unknown("person", person, [(one.id, one.name or "") for one in document.people])
    return _with_standing(document, date_id, standing, Confirmed(by=found.id, on=on))


def _with_standing(
    document: PlanDocument,
    date_id: str,
    standing: Literal["confirmed", "contractual"] | None,
    confirmed: Confirmed | None,
) -> PlanDocument:
    update = {"standing": standing, "confirmed": confirmed}
    changed = critical_date_of(document, date_id).model_copy(update=update)
    dates = tuple(changed if date.id == date_id else date for date in document.critical_dates)
    return document.model_copy(update={"critical_dates": dates})
