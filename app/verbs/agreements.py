"""Dates that are proposed, agreed and declined."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from pydantic import Field

from app.operations.agreements import agree_dates, decline_dates, propose_dates, spoken_for
from app.operations.lookup import step_of
from scheduler.refusals import moment_written

from .verb import Occasion, Verb

if TYPE_CHECKING:
    from app.document import PlanDocument
    from app.document.differences import Block


class ProposeDates(Verb):
    """Propose when a step shall begin and end: a promise, once the other side accepts it."""

    about: ClassVar[str] = "step"
    example: ClassVar[Block] = {"do": "propose_dates", "step": "training", "finish": "2027-02-12"}

    do: Literal["propose_dates"] = "propose_dates"
    step: str = Field(description="Which one.")
    start: str | None = Field(None, description="When it shall begin.")
    finish: str | None = Field(None, description="When it shall be done; what is planned where neither is said.")
    person: str | None = Field(None, description="Who gives your side's word; yourself where absent.")

    def done(self, document: PlanDocument, occasion: Occasion) -> PlanDocument:
        """Return the document with the proposal."""
        by = spoken_for(document, occasion.by.party, self.person or occasion.by.person)
        start, finish = self.start, self.finish
        if start is None and finish is None:
            finish = moment_written(occasion.schedule.steps[step_of(document, self.step).id].planned_finish)
        return propose_dates(document, self.step, start=start, finish=finish, by=by, on=occasion.today)


class AgreeDates(Verb):
    """Accept what is proposed for a step; once both sides have, only a new agreement changes it."""

    about: ClassVar[str] = "step"
    permanent: ClassVar[bool] = True
    example: ClassVar[Block] = {"do": "agree_dates", "step": "proposed", "finish": "2027-01-15"}

    do: Literal["agree_dates"] = "agree_dates"
    step: str = Field(description="Which one.")
    start: str | None = Field(None, description="The proposed start that is agreed to; refused where it is another.")
    finish: str | None = Field(None, description="The proposed finish that is agreed to; refused where it is another.")
    person: str | None = Field(None, description="Who gives your side's word; yourself where absent.")

    def done(self, document: PlanDocument, occasion: Occasion) -> PlanDocument:
        """Return the document with the agreement."""
        by = spoken_for(document, occasion.by.party, self.person or occasion.by.person)
        return agree_dates(document, self.step, start=self.start, finish=self.finish, by=by, on=occasion.today)


class DeclineDates(Verb):
    """Decline what is proposed for a step, and perhaps propose something else; what was agreed before stands."""

    about: ClassVar[str] = "step"
    example: ClassVar[Block] = {"do": "decline_dates", "step": "proposed", "reason": "Our plant is closed then"}

    do: Literal["decline_dates"] = "decline_dates"
    step: str = Field(description="Which one.")
    reason: str | None = Field(None, description="Why.")
    start: str | None = Field(None, description="When it shall begin instead.")
    finish: str | None = Field(None, description="When it shall be done instead.")
    person: str | None = Field(None, description="Who gives your side's word; yourself where absent.")

    def done(self, document: PlanDocument, occasion: Occasion) -> PlanDocument:
        """Return the document without the proposal, or with the other one."""
        declined = decline_dates(document, self.step)
        if self.start is None and self.finish is None:
            return declined
        by = spoken_for(document, occasion.by.party, self.person or occasion.by.person)
        return propose_dates(declined, self.step, start=self.start, finish=self.finish, by=by, on=occasion.today)


VERBS = (ProposeDates, AgreeDates, DeclineDates)
