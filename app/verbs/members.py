"""Parties, people and phases that come, change and go."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from pydantic import Field

from app.document.wire import Party, Person, Phase
from app.operations.members import edit_party, remove_party, remove_person, remove_phase
from app.operations.own_ids import own_id
from app.operations.written import PARTIES, PEOPLE, PHASES, edited, with_fields

from .verb import Fields, Occasion, Verb, as_written, renamed

if TYPE_CHECKING:
    from app.document import PlanDocument
    from app.document.differences import Block, FieldPath
    from scheduler.plan import PartyId


class AddParty(Verb):
    """Add an organisation that must act too."""

    adds: ClassVar[str] = "party"
    example: ClassVar[Block] = {"do": "add_party", "new": {"id": "host", "name": "Hostfirm", "kind": "supplier"}}

    do: Literal["add_party"] = "add_party"
    new: Party = Field(description="The party, as in a plan document.")

    def as_own(self, party: PartyId | None, seen: PlanDocument) -> Verb:  # noqa: ARG002 - all verbs know it
        """Return the operation with the id that the party gets."""
        return renamed(self, own_id(party, self.new.id))

    def done(self, document: PlanDocument, occasion: Occasion) -> PlanDocument:
        """Return the document with the party."""
        new = with_fields(as_written(self.new), {"by": occasion.by.party})
        return edited(document, lambda written: PARTIES.added(written, new))


class EditParty(Verb):
    """Set fields of a party."""

    example: ClassVar[Block] = {"do": "edit_party", "party": "hw", "set": {"kind": "integrator"}}

    do: Literal["edit_party"] = "edit_party"
    party: str = Field(description="Which one.")
    set: Fields

    @property
    def edits(self) -> FieldPath:
        """The way to the block whose fields it sets."""
        return ("parties", self.party)

    def done(self, document: PlanDocument, occasion: Occasion) -> PlanDocument:  # noqa: ARG002 - all verbs know it
        """Return the document with the fields set."""
        return edit_party(document, self.party, self.set)


class RemoveParty(Verb):
    """Take a party away with its own calendar; nothing may name it any more."""

    example: ClassVar[Block] = {"do": "remove_party", "party": "idle"}

    do: Literal["remove_party"] = "remove_party"
    party: str = Field(description="Which one.")

    def done(self, document: PlanDocument, occasion: Occasion) -> PlanDocument:  # noqa: ARG002 - all verbs know it
        """Return the document without the party."""
        return remove_party(document, self.party)


class AddPerson(Verb):
    """Add somebody who takes part."""

    adds: ClassVar[str] = "person"
    example: ClassVar[Block] = {"do": "add_person", "new": {"id": "kim", "name": "Kim Vu", "party": "customer"}}

    do: Literal["add_person"] = "add_person"
    new: Person = Field(description="The person, as in a plan document.")

    def as_own(self, party: PartyId | None, seen: PlanDocument) -> Verb:  # noqa: ARG002 - all verbs know it
        """Return the operation with the id that the person gets."""
        return renamed(self, own_id(party, self.new.id))

    def done(self, document: PlanDocument, occasion: Occasion) -> PlanDocument:  # noqa: ARG002 - all verbs know it
        """Return the document with the person."""
        return edited(document, lambda written: PEOPLE.added(written, as_written(self.new)))


class EditPerson(Verb):
    """Set fields of a person, such as when they are away."""

    example: ClassVar[Block] = {
        "do": "edit_person",
        "person": "jo",
        "set": {"away": [{"from": "2027-01-11", "to": "2027-01-15"}]},
    }

    do: Literal["edit_person"] = "edit_person"
    person: str = Field(description="Who.")
    set: Fields

    @property
    def edits(self) -> FieldPath:
        """The way to the block whose fields it sets."""
        return ("people", self.person)

    def done(self, document: PlanDocument, occasion: Occasion) -> PlanDocument:  # noqa: ARG002 - all verbs know it
        """Return the document with the fields set."""
        return edited(document, lambda written: PEOPLE.set(written, self.person, self.set))


class RemovePerson(Verb):
    """Take somebody out of the plan who owns nothing in it any more."""

    example: ClassVar[Block] = {"do": "remove_person", "person": "kai"}

    do: Literal["remove_person"] = "remove_person"
    person: str = Field(description="Who.")

    def done(self, document: PlanDocument, occasion: Occasion) -> PlanDocument:  # noqa: ARG002 - all verbs know it
        """Return the document without the person."""
        return remove_person(document, self.person)


class AddPhase(Verb):
    """Add a stage of the plan."""

    adds: ClassVar[str] = "phase"
    example: ClassVar[Block] = {"do": "add_phase", "new": {"id": "pilot", "title": "Pilot"}, "behind": "purchase"}

    do: Literal["add_phase"] = "add_phase"
    new: Phase = Field(description="The phase, as in a plan document.")
    behind: str | None = Field(None, description="The phase before it; the last one where absent.")

    def as_own(self, party: PartyId | None, seen: PlanDocument) -> Verb:  # noqa: ARG002 - all verbs know it
        """Return the operation with the id that the phase gets."""
        return renamed(self, own_id(party, self.new.id))

    def done(self, document: PlanDocument, occasion: Occasion) -> PlanDocument:
        """Return the document with the phase."""
        new = with_fields(as_written(self.new), {"by": occasion.by.party})
        return edited(document, lambda written: PHASES.added(written, new, behind=self.behind))


class EditPhase(Verb):
    """Set fields of a phase."""

    example: ClassVar[Block] = {"do": "edit_phase", "phase": "purchase", "set": {"title": "Buying"}}

    do: Literal["edit_phase"] = "edit_phase"
    phase: str = Field(description="Which one.")
    set: Fields

    @property
    def edits(self) -> FieldPath:
        """The way to the block whose fields it sets."""
        return ("phases", self.phase)

    def done(self, document: PlanDocument, occasion: Occasion) -> PlanDocument:  # noqa: ARG002 - all verbs know it
        """Return the document with the fields set."""
        return edited(document, lambda written: PHASES.set(written, self.phase, self.set))


class RemovePhase(Verb):
    """Take a phase away in which there is no step."""

    example: ClassVar[Block] = {"do": "remove_phase", "phase": "afterwards"}

    do: Literal["remove_phase"] = "remove_phase"
    phase: str = Field(description="Which one.")

    def done(self, document: PlanDocument, occasion: Occasion) -> PlanDocument:  # noqa: ARG002 - all verbs know it
        """Return the document without the phase."""
        return remove_phase(document, self.phase)


class ReorderPhases(Verb):
    """Put phases behind another one, or first, in the order in which they are named."""

    example: ClassVar[Block] = {"do": "reorder_phases", "phases": ["roll-out"], "behind": None}

    do: Literal["reorder_phases"] = "reorder_phases"
    phases: list[str] = Field(min_length=1, description="Which ones.")
    behind: str | None = Field(None, description="The one before them; they come first where absent.")

    def done(self, document: PlanDocument, occasion: Occasion) -> PlanDocument:  # noqa: ARG002 - all verbs know it
        """Return the document with the phases in their new order."""
        return edited(document, lambda written: PHASES.reordered(written, self.phases, self.behind))


VERBS = (
    AddParty,
    EditParty,
    RemoveParty,
    AddPerson,
    EditPerson,
    RemovePerson,
    AddPhase,
    EditPhase,
    RemovePhase,
    ReorderPhases,
)
