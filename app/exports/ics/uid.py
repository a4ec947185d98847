"""The names by which calendars know entries for good: made of ids alone, never of a title, a date or a place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scheduler.refusals import Problem, Refused

if TYPE_CHECKING:
    from app.document import PlanDocument
    from scheduler.plan import CriticalDateId, StepId

WITHOUT_ID = Problem(
    code="plan-without-id",
    path=("id",),
    sentence="calendars tell entries apart by the plan's id, and this plan has none; "
    "write 'id:' and a UUID below its title ('backplan new' writes one by itself)",
)


def plan_id(document: PlanDocument) -> str:
    """Return the plan's id, in the one spelling that all its entries have."""
    if document.id is None:
        raise Refused([WITHOUT_ID])
    return document.id.lower()


def step_uid(plan: str, step: StepId) -> str:
    """Return the UID of a step's own entry."""
    return f"{plan}.{step}@backplan"


def start_uid(plan: str, step: StepId) -> str:
    """Return the UID of the day on which a step must start."""
    return f"{plan}.{step}.start@backplan"


def date_uid(plan: str, date: CriticalDateId) -> str:
    """Return the UID of a critical date."""
    return f"{plan}.date.{date}@backplan"
