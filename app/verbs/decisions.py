"""Decisions that are taken and reopened, and what there is to read about a step."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from pydantic import Field

from app.document.wire.steps import Reference
from app.operations.deciding import record_decision, reopen_decision
from app.operations.own_ids import own_id
from app.operations.references import add_reference, remove_reference

from .verb import Day, Occasion, Verb, Words

if TYPE_CHECKING:
    from app.document import PlanDocument
    from app.document.differences import Block
    from scheduler.plan import PartyId


class RecordDecision(Verb):
    """Write down what was decided, and who decided."""

    adds: ClassVar[str] = "decision"
    about: ClassVar[str] = "step"
    example: ClassVar[Block] = {
        "do": "record_decision",
        "text": "Roll out to all plants at once",
        "decided_by": "jo",
        "step": "signature",
    }

    do: Literal["record_decision"] = "record_decision"
    text: Words = Field(description="What was decided.")
    decided_by: str = Field(description="Who decided, by id or name.")
    step: str | None = Field(None, description="The step at which it was decided, or that it is about.")
    on: Day = None
    id: str | None = Field(None, description="What the decision is called; made from its text where absent.")

    @property
    def added(self) -> str | None:
        """The id of what it adds."""
        return self.id

    def as_own(self, party: PartyId | None, seen: PlanDocument) -> Verb:  # noqa: ARG002 - all verbs know it
        """Return the operation with the id that the decision gets, where one is given."""
        return self if self.id is None else self.model_copy(update={"id": own_id(party, self.id)})

    def done(self, document: PlanDocument, occasion: Occasion) -> PlanDocument:
        """Return the document with the decision."""
        on = self.on or occasion.today
        return record_decision(
            document,
            self.text,
            decided_by=self.decided_by,
            on=on,
            step_id=self.step,
            name=self.id,
            ids=occasion.ids,
        )


class ReopenDecision(Verb):
    """Open a decision again; the step at which it was taken is to be done again, which shows what that costs."""

    example: ClassVar[Block] = {"do": "reopen_decision", "decision": "vendor"}

    do: Literal["reopen_decision"] = "reopen_decision"
    decision: str = Field(description="Which one.")

    def done(self, document: PlanDocument, occasion: Occasion) -> PlanDocument:
        """Return the document with the decision open."""
        return reopen_decision(document, self.decision, on=occasion.today)


class AddReference(Verb):
    """Add something to read to a step."""

    about: ClassVar[str] = "step"
    example: ClassVar[Block] = {
        "do": "add_reference",
        "step": "legal",
        "new": {"title": "Draft agreement", "url": "https://northwind.example/draft"},
    }

    do: Literal["add_reference"] = "add_reference"
    step: str = Field(description="Which one.")
    new: Reference = Field(description="What it is and where.")

    def done(self, document: PlanDocument, occasion: Occasion) -> PlanDocument:  # noqa: ARG002 - all verbs know it
        """Return the document with the reference."""
        return add_reference(document, self.step, self.new)


class RemoveReference(Verb):
    """Take something to read away from a step."""

    about: ClassVar[str] = "step"
    example: ClassVar[Block] = {"do": "remove_reference", "step": "asked", "url": "https://northwind.example/old"}

    do: Literal["remove_reference"] = "remove_reference"
    step: str = Field(description="Which one.")
    url: str = Field(description="Where it leads.")

    def done(self, document: PlanDocument, occasion: Occasion) -> PlanDocument:  # noqa: ARG002 - all verbs know it
        """Return the document without the reference."""
        return remove_reference(document, self.step, self.url)


VERBS = (RecordDecision, ReopenDecision, AddReference, RemoveReference)
