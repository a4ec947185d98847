"""Parts of a plan that go: what they leave behind, and what keeps them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.document.marked import mark_of
from app.document.wire.values import CalendarRef, GetRef, PartyRef, PersonRef, PhaseRef
from scheduler.plan import CUSTOMER, SELLER

from .lookup import refused
from .naming import refuse_named
from .written import PARTIES, PEOPLE, PHASES, Members, edited, with_fields

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.document import PlanDocument
    from app.document.differences import Block
    from app.document.places import Value


def edit_party(document: PlanDocument, party: str, fields: Mapping[str, Value]) -> PlanDocument:
    """Set fields of a party."""
    _refuse_sides(party)
    return edited(document, lambda written: PARTIES.set(written, party, fields))


def remove_party(document: PlanDocument, party: str) -> PlanDocument:
    """Take a party away with its own calendar, once nothing names it."""
    _refuse_sides(party)

    def without(written: Block) -> Block:
        calendars = written.get("calendars")
        others = {name: one for name, one in calendars.items() if name != party} if isinstance(calendars, dict) else {}
        return with_fields(PARTIES.without(written, party), {"calendars": others or None})

    left = edited(document, without)
    for form in (PartyRef, CalendarRef):
        refuse_named(left, mark_of(form), party, "give that to another party first")
    return left


def remove_person(document: PlanDocument, person: str) -> PlanDocument:
    """Take somebody out of the plan who owns nothing, and whom nothing else names."""
    left = edited(document, lambda written: PEOPLE.without(written, person))
    remedy = "put somebody else there first (assign_owner names another owner of a step)"
    refuse_named(left, mark_of(PersonRef), person, remedy)
    return left


def remove_phase(document: PlanDocument, phase: str) -> PlanDocument:
    """Take away a phase in which there is no step."""
    left = edited(document, lambda written: PHASES.without(written, phase))
    refuse_named(left, mark_of(PhaseRef), phase, "put these into another phase first")
    return left


def remove_from_why(document: PlanDocument, listed: Members, entry: str) -> PlanDocument:
    """Take back something that was said, unless something that is given hangs on it."""
    left = edited(document, lambda written: listed.without(written, entry))
    if listed.path == ("why", "gets"):
        refuse_named(left, mark_of(GetRef), entry, "name what else is received for that first")
    return left


def _refuse_sides(party: str) -> None:
    if party in {SELLER, CUSTOMER}:
        raise refused("always-there", f"the {party} is always there; edit_plan sets what it is called")
