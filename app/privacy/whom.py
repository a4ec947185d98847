"""About whom something is asked: found by what the asker knows of somebody, and never more than the asker may see."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.accounts.membership import member_of
from app.accounts.words import read_email
from app.operations.lookup import refused
from app.plans.eyes import seen_of
from app.plans.opening import stored_plan
from app.plans.permitting import refuse_unpermitted
from app.plans.text import document_at
from app.store.members import members
from app.store.participants import participant_with
from app.store.plans import plans_here
from app.store.users import key_of, user_by_email, user_by_id

from .masking import called

if TYPE_CHECKING:
    from app.document.wire import Person
    from app.store import Unit
    from app.store.members import Member
    from app.store.participants import Participant
    from app.store.users import User
    from scheduler.refusals import Refused

ASK = "export_person"


@dataclass(frozen=True, slots=True, kw_only=True)
class Called:
    """Somebody who may be meant."""

    name: str
    email: str | None
    plan: str = ""
    person: str = ""
    """Who it is in which plan, where no address is known."""
    title: str = ""
    """What that plan is called."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Whom:
    """Somebody about whom something is kept."""

    email: str | None = None
    """The address by which all of this one is found; None where none is known, or none is proved."""
    user: User | None = None
    """Who has that address, in whatever workspaces."""
    plan: str | None = None
    """The one plan in which to look; every one of the workspace where absent."""
    came: Participant | None = None
    """Who it is by having come in by a link, where no address is known."""
    person: str | None = None
    """Who it is among that plan's people, where no address is known."""
    is_asker: bool = False
    """Whether somebody asks about itself: nobody else is told of its browsers and its mails."""


def whom_of(unit: Unit, *, member: str | None = None, participant: str | None = None, email: str | None = None) -> Whom:
    """Return somebody of the workspace by exactly one of these; an address may be nobody's."""
    refuse_unpermitted(unit.actor, ASK)
    if [member, participant, email].count(None) != 2:  # noqa: PLR2004 - of three
        raise refused("which-person", "say about whom by exactly one of 'member', 'participant' and 'email'")
    if member is not None:
        return _member(unit, member_of(unit, member).id)
    return _participant(unit, participant) if participant is not None else _called(unit, read_email(email or ""))


def people_called(unit: Unit, text: str) -> list[Called]:
    """Return those of the workspace whom somebody means by a name or an e-mail address, each once, as the asker sees.

    A name is looked for whole or in part, whatever its capitals, an address whole; an address that nobody has is not
    among them.
    """
    refuse_unpermitted(unit.actor, ASK)
    wanted = called(text)
    found = {key_of(one.email): Called(name=one.name, email=one.email) for one in members(unit) if _is(one, wanted)}
    for plan in plans_here(unit) if wanted else ():
        stored = stored_plan(unit, plan)
        for one in seen_of(unit.actor, document_at(unit, stored, stored.revision)).people:
            if one.name and _is(one, wanted):
                key = key_of(one.email) if one.email else f"{plan} {one.id}"
                place = {} if one.email else {"plan": plan, "person": one.id, "title": stored.title}
                found.setdefault(key, Called(name=one.name, email=one.email, **place))
    return sorted(found.values(), key=lambda one: (called(one.name), one.email or "", one.title))


def person_in(unit: Unit, plan: str, person: str) -> Whom:
    """Return one of the people of a plan whom the asker sees."""
    refuse_unpermitted(unit.actor, ASK)
    stored = stored_plan(unit, plan)
    seen = seen_of(unit.actor, document_at(unit, stored, stored.revision))
    own = next((one for one in seen.people if one.id == person), None)
    if own is None:
        raise refused("unknown-person", "the plan has nobody of that id; look at its people")
    return _called(unit, own.email) if own.email else Whom(plan=plan, person=person)


def oneself(unit: Unit) -> Whom | None:
    """Return who asks; None for a tool, which is nobody, and for whom a link let in that has not said a name.

    Who has not proved an address is told of this one way in alone: anybody could say to be somebody.
    """
    if unit.actor.kind == "member":
        return _member(unit, unit.actor.id, is_asker=True)
    came = participant_with(unit, unit.actor.id) if unit.actor.kind == "participant" else None
    if came is None:
        return None
    if not unit.actor.is_proved or came.email is None:
        return Whom(plan=came.plan, came=came, is_asker=True)
    return Whom(email=came.email, plan=came.plan, is_asker=True)


def _member(unit: Unit, user: str, *, is_asker: bool = False) -> Whom:
    found = user_by_id(unit, user)
    return Whom(email=None if found is None else found.email, user=found, is_asker=is_asker)


def _called(unit: Unit, email: str) -> Whom:
    return Whom(email=email, user=user_by_email(unit, email))


def _participant(unit: Unit, participant: str) -> Whom:
    """Return who came in by a link: everywhere, where the plan knows an address or one was proved; else in its plan."""
    came = participant_with(unit, participant)
    if came is None:
        raise _unknown()
    stored = stored_plan(unit, came.plan)
    document = document_at(unit, stored, stored.revision)
    own = next((one for one in seen_of(unit.actor, document).people if one.id == came.person), None)
    if own is None and any(one.id == came.person for one in document.people):
        raise _unknown()
    email = (own.email if own else None) or (came.email if came.proved_at else None)
    return _called(unit, email) if email else Whom(plan=came.plan, came=came, person=came.person)


def _is(one: Person | Member, wanted: str) -> bool:
    return wanted in called(one.name or "") or (one.email is not None and key_of(one.email) == wanted)


def _unknown() -> Refused:
    return refused("unknown-participant", "nobody of that id came in; look at the list")
