"""What happens to a plan as a whole: it is renamed, held, resumed, closed, opened again."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from pydantic import Field

from app.operations.holding import close_plan, hold_plan, reopen_plan, resume_plan
from app.operations.lookup import refused
from app.operations.written import edited, with_fields

from .verb import Fields, Occasion, Verb

if TYPE_CHECKING:
    from app.document import PlanDocument
    from app.document.differences import Block

OWN = ("title", "customer", "seller", "time_zone", "start", "critical_threshold")
"""Fields that are the plan's own and change freely."""


class EditPlan(Verb):
    """Set fields of the plan itself."""

    example: ClassVar[Block] = {"do": "edit_plan", "set": {"title": "Northwind goes live"}}

    do: Literal["edit_plan"] = "edit_plan"
    set: Fields

    def done(self, document: PlanDocument, occasion: Occasion) -> PlanDocument:  # noqa: ARG002 - all verbs know it
        """Return the document with the fields set."""
        if others := sorted(self.set.keys() - {*OWN}):
            raise refused("other-verb", f"{others[0]!r} is not edited here; edit_plan sets {', '.join(OWN)}")
        return edited(document, lambda written: with_fields(written, self.set))


class HoldPlan(Verb):
    """Let the whole plan wait: mails stop, and each day that passes is booked to the waiting.

    Of a plan that waits already, what is named is set, and the rest stays.
    """

    example: ClassVar[Block] = {"do": "hold_plan", "reason": "The budget is decided in January", "until": "2027-01-18"}

    do: Literal["hold_plan"] = "hold_plan"
    since: str | None = Field(None, description="The first day on hold; today where absent.")
    until: str | None = Field(None, description="The day on which work resumes; nobody knows where absent.")
    reason: str | None = Field(None, description="Why, in words that an explanation can repeat.")

    def done(self, document: PlanDocument, occasion: Occasion) -> PlanDocument:
        """Return the document on hold."""
        fields = self.model_dump(include=self.model_fields_set - {"do"})
        return hold_plan(document, fields, today=occasion.today)


class ResumePlan(Verb):
    """Go on with a plan that waited, today or on a day to come."""

    example: ClassVar[Block] = {"do": "resume_plan"}

    do: Literal["resume_plan"] = "resume_plan"
    on: str | None = Field(None, description="The day on which work resumes; today where absent.")

    def done(self, document: PlanDocument, occasion: Occasion) -> PlanDocument:
        """Return the document without its hold, or with the day on which it ends."""
        return resume_plan(document, on=self.on, today=occasion.today)


class ClosePlan(Verb):
    """Say how it ended, and what worked."""

    example: ClassVar[Block] = {"do": "close_plan", "result": "won", "what_worked": "Legal was asked in the first week"}

    do: Literal["close_plan"] = "close_plan"
    result: Literal["won", "lost", "no_decision"] = Field(description="What came of it.")
    what_worked: str | None = Field(None, description="What to do again.")
    on: str | None = Field(None, description="The day on which it was decided; today where absent.")

    def done(self, document: PlanDocument, occasion: Occasion) -> PlanDocument:
        """Return the document with its outcome."""
        fields = self.model_dump(exclude={"do"}, exclude_none=True)
        return close_plan(document, fields, today=occasion.today)


class ReopenPlan(Verb):
    """Go on with a plan that was closed."""

    example: ClassVar[Block] = {"do": "reopen_plan"}

    do: Literal["reopen_plan"] = "reopen_plan"

    def done(self, document: PlanDocument, occasion: Occasion) -> PlanDocument:  # noqa: ARG002 - all verbs know it
        """Return the document without an outcome."""
        return reopen_plan(document)


VERBS = (EditPlan, HoldPlan, ResumePlan, ClosePlan, ReopenPlan)
