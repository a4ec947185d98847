"""The plans of a workspace as they are answered: how each stands, in the few values that lists show."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from pydantic import Field

from .values import Answer

if TYPE_CHECKING:
    from app.store.plans import StoredPlan


class StartingAnswer(Answer):
    """A step that starts soon."""

    step: str = Field(description="Its id.")
    title: str = Field(description="What it is.")
    sides: tuple[str, ...] = Field(description="The parties that do it.")
    start: date = Field(description="When it is planned to start.")


class ListedPlanAnswer(Answer):
    """How a plan stands."""

    id: str = Field(description="The plan's UUID.")
    title: str = Field(description="What the plan is for.")
    customer: str | None = Field(description="The customer's name.")
    owner: str | None = Field(description="The member who answers for it.")
    outcome: str | None = Field(description="How it ended: `won`, `lost` or `no_decision`; null while it goes on.")
    archived: bool = Field(description="Whether it is put away.")
    health: str = Field(description="Of its next critical date; `done` where all are.")
    next_date: str | None = Field(description="The next critical date that is not done.")
    next_due: date | None = Field(description="When that is due.")
    forecast: date | None = Field(description="Where it lands.")
    short_by: int = Field(description="Working units by which it is short.")
    next_step: str | None = Field(description="The title of the step that starts next.")
    next_start: date | None = Field(description="When that is planned to start.")
    starting: tuple[StartingAnswer, ...] = Field(
        description="The steps that have not begun and start within two weeks, the soonest first, at most 30."
    )
    changed_at: datetime = Field(description="When something last changed that the seller's people see.")

    @classmethod
    def of(cls, plan: StoredPlan) -> ListedPlanAnswer:
        """Write a plan out."""
        values = {name: getattr(plan, name) for name in cls.model_fields if name not in {"archived", "starting"}}
        starting = tuple(StartingAnswer.model_validate(one) for one in plan.starting or ())
        return cls(archived=plan.archived_at is not None, starting=starting, **values)


class PortfolioAnswer(Answer):
    """A page of the plans of a workspace."""

    plans: tuple[ListedPlanAnswer, ...] = Field(description="In the order that was asked for.")
    next: str | None = Field(description="The `cursor` of the next page; null where this is the last.")
