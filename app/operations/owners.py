"""Who is answerable for a step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.document.identifiers import slug
from app.document.wire import Person
from app.names import unknown

from .lookup import party_of, person_of, refused, sides_of, step_of, with_step
from .own_ids import NewIds

if TYPE_CHECKING:
    from app.document import PlanDocument

NO_PARTY = NewIds()


def assign_owner(
    document: PlanDocument,
    step_id: str,
    person: str,
    party: str | None = None,
    *,
    ids: NewIds = NO_PARTY,
) -> PlanDocument:
    """Make somebody, named by id or name, the owner of a step on their party's side.

    Where a party is named too, somebody whom the plan does not know yet joins its people.
    """
    step, found = step_of(document, step_id), person_of(document, person, ids.party)
    if found is None:
        if party is None:
            raise unknown("person", person, [(one.id, one.name or "") for one in document.people])
        found = joining(document, person, party_of(document, party), ids)
        document = document.model_copy(update={"people": (*document.people, found)})
    elif party not in {None, found.party}:
        raise refused("other-party", f"{found.name or found.id} belongs to {found.party!r}, not to {party!r}")
    return with_step(document, step.model_copy(update={"owners": {**step.owners, found.party: found.id}}))


def joining(document: PlanDocument, name: str, party: str, ids: NewIds) -> Person:
    """Return a new person whom a party names, with an id that nobody has, made from the name."""
    if not name.strip():
        raise refused("nobody-named", "nobody is named; write a name, or the id of one of the plan's people")
    new = ids.free("person", slug(name, party, longest=40), {person.id for person in document.people})
    return Person(id=new, name=name.strip(), party=party)


def delegate(
    document: PlanDocument,
    step_id: str,
    to: str,
    *,
    party: str,
    email: str | None,
    ids: NewIds = NO_PARTY,
) -> PlanDocument:
    """Hand a step of a party to somebody else of it, who joins the plan's people where nobody is called so."""
    step = step_of(document, step_id)
    if party_of(document, party) not in sides_of(step):
        raise refused(
            "not-on-side", f"{step.title} is not a step of {party!r}, so nobody of that side can take it over"
        )
    owned = assign_owner(document, step_id, to, party, ids=ids)
    owner = step_of(owned, step_id).owners[party]
    if owner == step.owners.get(party):
        raise refused("already-owner", f"{to.strip()} owns {step.title} already; name somebody else")
    return owned if email is None else _reached(owned, owner, email)


def _reached(document: PlanDocument, person_id: str, email: str) -> PlanDocument:
    """Return a document that says where mail reaches somebody; nobody is cut off from an address that is known."""
    known = next(one for one in document.people if one.id == person_id)
    if known.email not in {None, email}:
        sentence = f"mail reaches {known.name or known.id} at {known.email}; leave the address out, or edit the person"
        raise refused("other-address", sentence)
    changed = known.model_copy(update={"email": email})
    people = tuple(changed if one.id == person_id else one for one in document.people)
    return document.model_copy(update={"people": people})
