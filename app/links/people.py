"""Who somebody is among a party's people: one whom the plan knows, or somebody new who joins them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import uuid4

from app.accounts.secrets import PARTICIPANT, digest, drawn
from app.accounts.words import read_name
from app.document.wire import Person
from app.operations.lookup import refused
from app.operations.own_ids import NewIds
from app.operations.owners import joining
from app.plans import change_plan, open_plan
from app.projection.visible import visible
from app.store.participants import Participant, add_participant
from app.store.share_links import keep_link
from app.store.users import key_of
from app.verbs.members import AddPerson, EditPerson

from .entering import Entered, caller_for

if TYPE_CHECKING:
    from app.document import PlanDocument
    from app.store import Unit
    from app.store.share_links import ShareLink


def joined(
    unit: Unit, link: ShareLink, *, name: str = "", person: str | None = None, email: str | None = None, proved: bool
) -> tuple[Entered, str]:
    """Let somebody come in as one of the party's people; return who it is, and what its browser shows from now on."""
    seen = visible(open_plan(unit, link.plan).reading.document, link.party)
    known = _known(seen, link, name=name, person=person, email=email, proved=proved)
    who = known or joining(seen, read_name(name), link.party, NewIds(link.party)).model_copy(update={"email": email})
    if known is not None and known.email and not proved:
        email = None  # nothing is said of an address that stands in the plan
    one = Participant(
        id=str(uuid4()),
        plan=link.plan,
        link=link.id,
        person=who.id,
        name=who.name or name or who.id,
        email=email,
        proved_at=unit.now if proved else None,
        made_at=unit.now,
        used_at=unit.now,
    )
    if known is None:
        _join(unit, link, one, who)
    secret = drawn(PARTICIPANT)
    add_participant(unit, one, digest(secret))
    keep_link(unit, link.id, used_at=unit.now)
    if known is not None:
        learn_email(unit, link, one)
    return Entered(workspace=unit.workspace, link=link, participant=one), secret


def learn_email(unit: Unit, link: ShareLink, one: Participant) -> None:
    """Write the address that somebody proved into the plan, where it knew none of that person."""
    if one.email is None or one.proved_at is None:
        return
    seen = visible(open_plan(unit, link.plan).reading.document, link.party)
    if any(who.id == one.person and who.email is None for who in people_of(seen, link.party)):
        actor = caller_for(unit.workspace, link, one).actor
        change_plan(replace(unit, actor=actor), link.plan, [EditPerson(person=one.person, set={"email": one.email})])


def people_of(seen: PlanDocument, party: str) -> tuple[Person, ...]:
    """Return a party's people, as far as it sees them."""
    return tuple(one for one in seen.people if one.party == party)


def with_email(people: tuple[Person, ...], email: str) -> Person | None:
    """Return who has an e-mail address."""
    return next((one for one in people if one.email and key_of(one.email) == key_of(email)), None)


def _known(
    seen: PlanDocument, link: ShareLink, *, name: str, person: str | None, email: str | None, proved: bool
) -> Person | None:
    """Return which of the party's people it is; an address that was proved weighs more than a name."""
    people = people_of(seen, link.party)
    wanted = link.person or person
    if wanted is not None:
        found = next((one for one in people if one.id == wanted), None)
        if found is None:
            raise refused("unknown-person", "this is nobody of your side in the plan any more; say who you are")
        return found
    if proved and email is not None and (found := with_email(people, email)):
        return found
    called = [one for one in people if (one.name or "").casefold() == " ".join(name.split()).casefold()]
    free = [one for one in called if not proved or one.email is None]
    return next(iter(free), None)


def _join(unit: Unit, link: ShareLink, one: Participant, who: Person) -> None:
    """Let somebody new join the plan's people."""
    caller = caller_for(unit.workspace, link, one)
    change_plan(replace(unit, actor=caller.actor), link.plan, [AddPerson(new=who)])
