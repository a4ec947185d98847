"""What an operation is about, found in a document by its id; and the document with it changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.names import unknown
from scheduler.plan import CUSTOMER, SELLER
from scheduler.refusals import Problem, Refused

BOTH = "both"
"""The seller and the customer."""

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.document import PlanDocument
    from app.document.wire import CriticalDate, Person
    from app.document.wire.steps import Step
    from scheduler.plan import PartyId


def step_at(document: PlanDocument, step_id: str) -> int:
    """Return the place of a step in the document's list."""
    for at, step in enumerate(document.steps):
        if step.id == step_id:
            return at
    raise unknown("step", step_id, [(step.id, step.title) for step in document.steps])


def step_of(document: PlanDocument, step_id: str) -> Step:
    """Return a step."""
    return document.steps[step_at(document, step_id)]


def party_name(document: PlanDocument, party: PartyId) -> str:
    """Return what people call a party: its organisation's name, else who it is."""
    others = {one.id: one.name for one in document.parties}
    names = {SELLER: document.seller or "the seller", CUSTOMER: document.customer or "the customer"}
    return names.get(party) or others.get(party) or party


def critical_date_of(document: PlanDocument, date_id: str) -> CriticalDate:
    """Return a critical date."""
    for date in document.critical_dates:
        if date.id == date_id:
            return date
    raise unknown("critical-date", date_id, [(date.id, "") for date in document.critical_dates])


def person_of(document: PlanDocument, name: str, eyes: PartyId | None = None) -> Person | None:
    """Return who has an id, or else a name, in whatever capitals, among those whom a party sees."""
    wanted = name.strip().casefold()
    people = [person for person in document.people if eyes is None or person.private in {None, eyes}]
    by_id = [person for person in people if person.id == name.strip()]
    by_name = [person for person in people if person.name and person.name.strip().casefold() == wanted]
    return next(iter([*by_id, *by_name]), None)


def party_of(document: PlanDocument, party: str) -> str:
    """Return the id of a party that the plan has."""
    named = [(SELLER, document.seller or ""), (CUSTOMER, document.customer or "")]
    named += [(one.id, one.name or "") for one in document.parties]
    if party not in {one for one, _ in named}:
        raise unknown("party", party, named)
    return party


def sides_of(step: Step) -> tuple[str, ...]:
    """Return the parties that do a step."""
    named = step.side or (SELLER,)
    return tuple(dict.fromkeys(party for one in named for party in ((SELLER, CUSTOMER) if one == BOTH else (one,))))


def with_step(document: PlanDocument, changed: Step) -> PlanDocument:
    """Return the document with one step changed, and nothing else."""
    return with_steps(document, [changed if step.id == changed.id else step for step in document.steps])


def with_steps(document: PlanDocument, steps: Iterable[Step]) -> PlanDocument:
    """Return the document with other steps, and nothing else."""
    return document.model_copy(update={"steps": tuple(steps)})


def refused(code: str, sentence: str) -> Refused:
    """Return the refusal of an operation."""
    return Refused([Problem(code=code, path=(), sentence=sentence)])
