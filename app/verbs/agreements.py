"""Dates that are proposed, agreed and declined."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from pydantic import Field

from app.operations.agreements import agree_dates, decline_dates, propose_dates, refuse_unproved, speaking
from app.operations.lookup import refused, step_of
from scheduler.refusals import moment_written

from .verb import Occasion, Verb

if TYPE_CHECKING:
    from app.document import PlanDocument
    from app.document.differences import Block
    from app.document.wire.steps import Step


class ProposeDates(Verb):
    """Propose when a step shall begin and end: a promise, once the other side accepts it."""

    about: ClassVar[str] = "step"
    example: ClassVar[Block] = {"do": "propose_dates", "step": "training", "finish": "2027-02-12"}

    do: Literal["propose_dates"] = "propose_dates"
    step: str = Field(description="Which one.")
    start: str | None = Field(None, description="When it shall begin; as planned where neither is said.")
    finish: str | None = Field(None, description="When it shall be done; as planned where absent.")
    person: str | None = Field(None, description="Who gives your side's word, by id or name; yourself where absent.")

    def done(self, document: PlanDocument, occasion: Occasion) -> PlanDocument:
        """Return the document with the proposal."""
        refuse_unproved(occasion.by)
        start, finish = self._dates(step_of(document, self.step), occasion)
        document, by = speaking(document, occasion.by, self.person, occasion.ids)
        return propose_dates(document, self.step, start=start, finish=finish, by=by, on=occasion.today)

    def _dates(self, step: Step, occasion: Occasion) -> tuple[str | None, str]:
        """Return what is said, and what is planned where that is not said; what has begun is promised to end."""
        if self.finish is not None:
            return self.start, self.finish
        planned = occasion.schedule.steps.get(step.id)
        if planned is None:
            sentence = f"{step.title} has no dates yet; say when it shall be done, or propose once it is in the plan"
            raise refused("no-dates", sentence)
        begins = step.duration is not None and (step.progress is None or step.progress.started is None)
        start = moment_written(planned.planned_start) if begins else None
        return self.start or start, moment_written(planned.planned_finish)


class AgreeDates(Verb):
    """Accept what is proposed for a step; once both sides have, only a new agreement changes it."""

    about: ClassVar[str] = "step"
    permanent: ClassVar[bool] = True
    example: ClassVar[Block] = {"do": "agree_dates", "step": "proposed", "finish": "2027-01-15"}

    do: Literal["agree_dates"] = "agree_dates"
    step: str = Field(description="Which one.")
    start: str | None = Field(None, description="The proposed start that is agreed to; refused where it is another.")
    finish: str | None = Field(None, description="The proposed finish that is agreed to; refused where it is another.")
    person: str | None = Field(None, description="Who gives your side's word, by id or name; yourself where absent.")

    def done(self, document: PlanDocument, occasion: Occasion) -> PlanDocument:
        """Return the document with the agreement."""
        refuse_unproved(occasion.by)
        document, by = speaking(document, occasion.by, self.person, occasion.ids)
        return agree_dates(document, self.step, start=self.start, finish=self.finish, by=by, on=occasion.today)


class DeclineDates(Verb):
    """Decline what is proposed for a step, and perhaps propose something else; what was agreed before stands."""

    about: ClassVar[str] = "step"
    example: ClassVar[Block] = {"do": "decline_dates", "step": "proposed", "reason": "Our plant is closed then"}

    do: Literal["decline_dates"] = "decline_dates"
    step: str = Field(description="Which one.")
    reason: str = Field(min_length=1, description="Why; the log keeps it.")
    start: str | None = Field(None, description="When it shall begin instead, where a finish is said too.")
    finish: str | None = Field(None, description="When it shall be done instead.")
    person: str | None = Field(None, description="Who speaks for your side, by id or name; yourself where absent.")

    def done(self, document: PlanDocument, occasion: Occasion) -> PlanDocument:
        """Return the document without the proposal, or with the other one."""
        document, by = speaking(document, occasion.by, self.person, occasion.ids)
        declined = decline_dates(document, self.step, by=by)
        if self.start is None and self.finish is None:
            return declined
        counter = ProposeDates(step=self.step, start=self.start, finish=self.finish, person=self.person)
        return counter.done(declined, occasion)


VERBS = (ProposeDates, AgreeDates, DeclineDates)
"""In the order of the reference."""
