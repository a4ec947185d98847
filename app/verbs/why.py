"""Why the customer buys: what is said of it comes, changes and goes."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from pydantic import Field, JsonValue

from app.operations.members import remove_from_why
from app.operations.own_ids import own_id
from app.operations.written import Members, edited, with_fields

from .verb import Fields, Occasion, Verb

if TYPE_CHECKING:
    from app.document import PlanDocument
    from app.document.differences import Block, FieldPath
    from scheduler.plan import PartyId

Listed = Literal["pains", "consequences", "criteria", "concerns", "gives", "gets", "promises", "decisions", "questions"]
Single = Literal["current_way", "solution", "value"]


class AddToWhy(Verb):
    """Say one more thing: a pain, a criterion, a concern, a promise."""

    adds: ClassVar[str] = "entry"
    example: ClassVar[Block] = {
        "do": "add_to_why",
        "to": "pains",
        "new": {"id": "overtime", "text": "The close takes a month of evenings", "by": "jo"},
    }

    do: Literal["add_to_why"] = "add_to_why"
    to: Listed = Field(description="The list.")
    new: dict[str, JsonValue] = Field(description="The entry, as in a plan document.")

    def as_own(self, party: PartyId | None, seen: PlanDocument) -> Verb:  # noqa: ARG002 - all verbs know it
        """Return the operation with the id that the entry gets."""
        name = self.new.get("id")
        return (
            self.model_copy(update={"new": {**self.new, "id": own_id(party, name)}}) if isinstance(name, str) else self
        )

    def done(self, document: PlanDocument, occasion: Occasion) -> PlanDocument:  # noqa: ARG002 - all verbs know it
        """Return the document with the entry."""
        return edited(document, lambda written: _listed(self.to).added(written, self.new))


class EditInWhy(Verb):
    """Set fields of something that was said."""

    example: ClassVar[Block] = {"do": "edit_in_why", "to": "criteria", "entry": "close", "set": {"target": 1}}

    do: Literal["edit_in_why"] = "edit_in_why"
    to: Listed = Field(description="The list.")
    entry: str = Field(description="Which one.")
    set: Fields

    @property
    def edits(self) -> FieldPath:
        """The way to the block whose fields it sets."""
        return ("why", self.to, self.entry)

    def done(self, document: PlanDocument, occasion: Occasion) -> PlanDocument:  # noqa: ARG002 - all verbs know it
        """Return the document with the fields set."""
        return edited(document, lambda written: _listed(self.to).set(written, self.entry, self.set))


class RemoveFromWhy(Verb):
    """Take back something that was said."""

    example: ClassVar[Block] = {"do": "remove_from_why", "to": "concerns", "entry": "capacity"}

    do: Literal["remove_from_why"] = "remove_from_why"
    to: Listed = Field(description="The list.")
    entry: str = Field(description="Which one.")

    def done(self, document: PlanDocument, occasion: Occasion) -> PlanDocument:  # noqa: ARG002 - all verbs know it
        """Return the document without the entry."""
        return remove_from_why(document, _listed(self.to), self.entry)


class SetWhy(Verb):
    """Set fields of the current way, the solution or the value case."""

    example: ClassVar[Block] = {"do": "set_why", "of": "solution", "set": {"text": "One ledger for all plants"}}

    do: Literal["set_why"] = "set_why"
    of: Single = Field(description="Which one.")
    set: Fields

    def done(self, document: PlanDocument, occasion: Occasion) -> PlanDocument:  # noqa: ARG002 - all verbs know it
        """Return the document with the fields set."""

        def changed(written: Block) -> Block:
            why = written.get("why")
            there = why if isinstance(why, dict) else {}
            block = there.get(self.of)
            new = with_fields(block if isinstance(block, dict) else {}, self.set)
            return with_fields(written, {"why": with_fields(there, {self.of: new or None}) or None})

        return edited(document, changed)


def _listed(name: Listed) -> Members:
    return Members("entry", "why", name)


VERBS = (AddToWhy, EditInWhy, RemoveFromWhy, SetWhy)
