"""What happens to working time: calendars, closures, freezes, holidays."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, ClassVar, Literal

from pydantic import Field

from app.document.wire.calendars import Closure, Freeze
from app.operations.calendars import (
    add_closure,
    edit_calendar,
    parties_of,
    refresh_holidays,
    remove_calendar,
    remove_closure,
)
from app.operations.own_ids import own_id
from app.operations.written import FREEZES, edited, span

from .verb import Fields, Occasion, Verb, Words, as_written

if TYPE_CHECKING:
    from app.document import PlanDocument
    from app.document.differences import Block, FieldPath
    from scheduler.plan import PartyId


class EditCalendar(Verb):
    """Set fields of a calendar, which is made where there is none; holidays of a region get their days written."""

    adds: ClassVar[str] = "calendar"
    example: ClassVar[Block] = {"do": "edit_calendar", "calendar": "customer", "set": {"holidays": "DE-BY"}}

    do: Literal["edit_calendar"] = "edit_calendar"
    calendar: Words = Field(description="Which one: a party's id, or a name of its own.")
    set: Fields

    @property
    def added(self) -> str | None:
        """The id of what it adds."""
        return self.calendar

    def as_own(self, party: PartyId | None, seen: PlanDocument) -> Verb:
        """Return the operation with the name that a calendar gets which it makes."""
        is_there = self.calendar in seen.calendars or self.calendar in parties_of(seen)
        return self if is_there else self.model_copy(update={"calendar": own_id(party, self.calendar)})

    @property
    def edits(self) -> FieldPath:
        """The way to the block whose fields it sets."""
        return ("calendars", self.calendar)

    def done(self, document: PlanDocument, occasion: Occasion) -> PlanDocument:
        """Return the document with the fields set."""
        today = date.fromisoformat(occasion.today)
        return edit_calendar(document, self.calendar, self.set, today=today, by=occasion.by.party)


class RemoveCalendar(Verb):
    """Take a calendar away; a party's own is Monday to Friday again."""

    example: ClassVar[Block] = {"do": "remove_calendar", "calendar": "weekends"}

    do: Literal["remove_calendar"] = "remove_calendar"
    calendar: str = Field(description="Which one.")

    def done(self, document: PlanDocument, occasion: Occasion) -> PlanDocument:  # noqa: ARG002 - all verbs know it
        """Return the document without the calendar."""
        return remove_calendar(document, self.calendar)


class AddClosure(Verb):
    """Say that nobody of a party works on some days."""

    example: ClassVar[Block] = {
        "do": "add_closure",
        "calendar": "customer",
        "new": {"from": "2026-12-24", "to": "2027-01-01", "reason": "Year-end shutdown"},
    }

    do: Literal["add_closure"] = "add_closure"
    calendar: str = Field(description="The party's id, or the calendar's name.")
    new: Closure = Field(description="The days and the reason, as in a plan document.")

    def done(self, document: PlanDocument, occasion: Occasion) -> PlanDocument:
        """Return the document with the days closed."""
        return add_closure(document, self.calendar, as_written(self.new), eyes=occasion.by.party)


class RemoveClosure(Verb):
    """Say that a party works on days on which it was closed."""

    example: ClassVar[Block] = {"do": "remove_closure", "calendar": "seller", "from": "2026-12-28", "to": "2026-12-31"}

    do: Literal["remove_closure"] = "remove_closure"
    calendar: str = Field(description="The party's id, or the calendar's name.")
    from_: str = Field(alias="from", description="The first day of the closure.")
    to: str | None = Field(None, description="Its last day; the first one where absent.")

    def done(self, document: PlanDocument, occasion: Occasion) -> PlanDocument:
        """Return the document with the days open."""
        return remove_closure(document, self.calendar, self.from_, self.to, eyes=occasion.by.party)


class AddFreeze(Verb):
    """Let no step tagged `change` start or finish for a while."""

    example: ClassVar[Block] = {
        "do": "add_freeze",
        "new": {"from": "2027-03-25", "to": "2027-04-05", "reason": "Quarter-end change freeze"},
    }

    do: Literal["add_freeze"] = "add_freeze"
    new: Freeze = Field(description="The days and the reason, as in a plan document.")

    def done(self, document: PlanDocument, occasion: Occasion) -> PlanDocument:  # noqa: ARG002 - all verbs know it
        """Return the document with the freeze."""
        return edited(document, lambda written: FREEZES.added(written, as_written(self.new)))


class EditFreeze(Verb):
    """Set the days of a freeze, or its reason."""

    example: ClassVar[Block] = {
        "do": "edit_freeze",
        "from": "2026-12-21",
        "to": "2026-12-23",
        "set": {"reason": "Year-end close of the books"},
    }

    do: Literal["edit_freeze"] = "edit_freeze"
    from_: str = Field(alias="from", description="Its first day until now.")
    to: str | None = Field(None, description="Its last day until now; the first one where absent.")
    set: Fields

    def done(self, document: PlanDocument, occasion: Occasion) -> PlanDocument:  # noqa: ARG002 - all verbs know it
        """Return the document with the fields set."""
        return edited(document, lambda written: FREEZES.set(written, span(self.from_, self.to), self.set))


class RemoveFreeze(Verb):
    """Take a freeze away."""

    example: ClassVar[Block] = {"do": "remove_freeze", "from": "2026-12-21", "to": "2026-12-23"}

    do: Literal["remove_freeze"] = "remove_freeze"
    from_: str = Field(alias="from", description="Its first day.")
    to: str | None = Field(None, description="Its last day; the first one where absent.")

    def done(self, document: PlanDocument, occasion: Occasion) -> PlanDocument:  # noqa: ARG002 - all verbs know it
        """Return the document without the freeze."""
        return edited(document, lambda written: FREEZES.without(written, span(self.from_, self.to)))


class RefreshHolidays(Verb):
    """Write the public holidays anew from the library that is installed, for the same days."""

    example: ClassVar[Block] = {"do": "refresh_holidays"}

    do: Literal["refresh_holidays"] = "refresh_holidays"

    def done(self, document: PlanDocument, occasion: Occasion) -> PlanDocument:  # noqa: ARG002 - all verbs know it
        """Return the document with today's holidays."""
        return refresh_holidays(document)


VERBS = (
    EditCalendar,
    RemoveCalendar,
    AddClosure,
    RemoveClosure,
    AddFreeze,
    EditFreeze,
    RemoveFreeze,
    RefreshHolidays,
)
