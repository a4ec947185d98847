"""Changes of critical dates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .lookup import critical_date_of

if TYPE_CHECKING:
    from app.document import PlanDocument


def move_critical_date(document: PlanDocument, date_id: str, to: str) -> PlanDocument:
    """Set the day, or in minute plans the time, of a critical date."""
    moved = critical_date_of(document, date_id).model_copy(update={"date": to})
    dates = tuple(moved if date.id == date_id else date for date in document.critical_dates)
    return document.model_copy(update={"critical_dates": dates})
