"""What happens to critical dates: wished, moved, stood by."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from pydantic import Field

from app.document.wire import CriticalDate
from app.operations.critical_dates import confirm_critical_date, wish_critical_date
from app.operations.lookup import critical_date_of, refused
from app.operations.own_ids import own_id
from app.operations.written import CRITICAL_DATES, edited

from .verb import Fields, Occasion, Verb, as_written, renamed

if TYPE_CHECKING:
    from app.document import PlanDocument
    from app.document.differences import Block, FieldPath
    from scheduler.plan import PartyId

STANDING = frozenset({"date", "standing", "confirmed"})
"""What other verbs set."""


class AddCriticalDate(Verb):
    """Wish for a date by which the customer needs something."""

    adds: ClassVar[str] = "critical_date"
    example: ClassVar[Block] = {
        "do": "add_critical_date",
        "new": {"id": "board", "step": "signature", "date": "2027-01-29", "reason": "The board meets"},
    }

    do: Literal["add_critical_date"] = "add_critical_date"
    new: CriticalDate = Field(description="The date, as in a plan document; a wish unless it says more.")

    def as_own(self, party: PartyId | None, seen: PlanDocument) -> Verb:  # noqa: ARG002 - all verbs know it
        """Return the operation with the id that the date gets."""
        return renamed(self, own_id(party, self.new.id))

    def done(self, document: PlanDocument, occasion: Occasion) -> PlanDocument:  # noqa: ARG002 - all verbs know it
        """Return the document with the date."""
        return edited(document, lambda written: CRITICAL_DATES.added(written, as_written(self.new)))


class EditCriticalDate(Verb):
    """Set fields of a critical date: its reason, its buffer, what a day of delay costs."""

    example: ClassVar[Block] = {"do": "edit_critical_date", "critical_date": "go-live", "set": {"buffer": "10d"}}

    do: Literal["edit_critical_date"] = "edit_critical_date"
    critical_date: str = Field(description="Which one.")
    set: Fields

    @property
    def edits(self) -> FieldPath:
        """The way to the block whose fields it sets."""
        return ("critical_dates", self.critical_date)

    def done(self, document: PlanDocument, occasion: Occasion) -> PlanDocument:  # noqa: ARG002 - all verbs know it
        """Return the document with the fields set."""
        if asked := sorted(STANDING & self.set.keys()):
            sentence = (
                f"{asked[0]!r} is not edited: move the date, or confirm it (move_critical_date, confirm_critical_date)"
            )
            raise refused("other-verb", sentence)
        return edited(document, lambda written: CRITICAL_DATES.set(written, self.critical_date, self.set))


class MoveCriticalDate(Verb):
    """Set a critical date anew; a new day is a wish unless it is said who stands by it."""

    example: ClassVar[Block] = {"do": "move_critical_date", "critical_date": "go-live", "to": "2027-04-01"}

    do: Literal["move_critical_date"] = "move_critical_date"
    critical_date: str = Field(description="Which one.")
    to: str = Field(description="The day, in minute plans also a time.")
    confirmed_by: str | None = Field(None, description="Who stands by it, by id or name; nobody yet where absent.")

    def done(self, document: PlanDocument, occasion: Occasion) -> PlanDocument:
        """Return the document with the date moved."""
        today, eyes = occasion.today, occasion.by.party
        return wish_critical_date(document, self.critical_date, self.to, by=self.confirmed_by, on=today, eyes=eyes)


class ConfirmCriticalDate(Verb):
    """Say who stands by a critical date, and how firmly."""

    example: ClassVar[Block] = {"do": "confirm_critical_date", "critical_date": "go-live", "by": "jo"}

    do: Literal["confirm_critical_date"] = "confirm_critical_date"
    critical_date: str = Field(description="Which one.")
    by: str = Field(description="Who among the plan's people, by id or name.")
    standing: Literal["confirmed", "contractual"] = Field("confirmed", description="How firm it is.")

    def done(self, document: PlanDocument, occasion: Occasion) -> PlanDocument:
        """Return the document with the date confirmed today."""
        today, eyes = occasion.today, occasion.by.party
        return confirm_critical_date(document, self.critical_date, self.by, self.standing, on=today, eyes=eyes)


class ReconfirmCriticalDate(Verb):
    """Say that whoever stood by a critical date still does."""

    example: ClassVar[Block] = {"do": "reconfirm_critical_date", "critical_date": "go-live"}

    do: Literal["reconfirm_critical_date"] = "reconfirm_critical_date"
    critical_date: str = Field(description="Which one.")

    def done(self, document: PlanDocument, occasion: Occasion) -> PlanDocument:
        """Return the document with the date confirmed again today."""
        date = critical_date_of(document, self.critical_date)
        if date.standing not in {"confirmed", "contractual"} or date.confirmed is None or date.confirmed.by is None:
            sentence = f"nobody has confirmed {self.critical_date!r} yet; say who does (confirm_critical_date)"
            raise refused("not-confirmed", sentence)
        return confirm_critical_date(document, date.id, date.confirmed.by, date.standing, on=occasion.today)


class RemoveCriticalDate(Verb):
    """Take a critical date away."""

    example: ClassVar[Block] = {"do": "remove_critical_date", "critical_date": "old-licence"}

    do: Literal["remove_critical_date"] = "remove_critical_date"
    critical_date: str = Field(description="Which one.")

    def done(self, document: PlanDocument, occasion: Occasion) -> PlanDocument:  # noqa: ARG002 - all verbs know it
        """Return the document without the date."""
        return edited(document, lambda written: CRITICAL_DATES.without(written, self.critical_date))


VERBS = (
    AddCriticalDate,
    EditCriticalDate,
    MoveCriticalDate,
    ConfirmCriticalDate,
    ReconfirmCriticalDate,
    RemoveCriticalDate,
)
