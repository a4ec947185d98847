"""Asking that somebody is forgotten: who may ask for whom, and what ends at once; the rest is a job."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import uuid4

from app.accounts.membership import remove_member
from app.accounts.words import read_email, read_name
from app.jobs import Job, enqueue
from app.operations.agreements import refuse_unproved
from app.operations.lookup import refused
from app.plans.opening import stored_plan
from app.plans.permitting import refuse_unpermitted
from app.plans.text import written_at
from app.store import erasures as kept
from app.store.erasures import Erasure, add_erasure, erasure_of
from app.store.members import find_member
from app.store.participants import participants_of
from app.store.users import key_of, user_by_email, user_by_id

from .documents import people_in
from .somebody import MEMBER, PARTICIPANT, Somebody, pseudonym_for
from .whom import oneself

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.store import Unit

    from .whom import Whom

ERASE_PERSON = Job(name="erase_person")
ASK = "erase_person"


def erase_whom(unit: Unit, whom: Whom, *, names: Sequence[str] = ()) -> Erasure:
    """Have somebody forgotten who was looked for: in the workspace where an address is known, else in one plan."""
    refuse_unpermitted(unit.actor, ASK)
    if whom.plan is None or whom.person is None:
        return erase_by_email(unit, whom.email or "", names=names)
    came = whom.came
    if came is None or any(one["id"] == came.person for one in _people(unit, came.plan)):
        return erase_person_in(unit, whom.plan, whom.person)
    called = (came.name, *map(read_name, names))
    pseudonym = pseudonym_for(unit, PARTICIPANT)
    return _asked(unit, Somebody(pseudonym=pseudonym, plan=came.plan, person=came.person, names=called))


def erase_by_email(unit: Unit, email: str, *, names: Sequence[str] = ()) -> Erasure:
    """Have everybody forgotten in the workspace who has an e-mail address, a member too; who was, is so once more.

    `names` are what the person is called in texts besides, such as before a marriage.
    """
    refuse_unpermitted(unit.actor, ASK)
    address, called = read_email(email), tuple(map(read_name, names))
    if (waiting := _waiting(unit, address, None)) is not None:
        return waiting
    user = user_by_email(unit, address)
    member = None if user is None else find_member(unit, user.id)
    if member is not None:
        remove_member(unit, member.id)
    who = Somebody(
        pseudonym=pseudonym_for(unit, PARTICIPANT if user is None else MEMBER),
        email=address,
        user=None if user is None else user.id,
        names=(*(() if user is None else (user.name,)), *called),
    )
    return _asked(unit, who)


def erase_person_in(unit: Unit, plan: str, person: str) -> Erasure:
    """Have one of a plan's people forgotten: in the whole workspace where an address is known, else in that plan."""
    refuse_unpermitted(unit.actor, ASK)
    found = next((one for one in _people(unit, plan) if one["id"] == person), None)
    if found is None:
        raise refused("unknown-person", "the plan has nobody of that id; look at its people")
    if found.get("email"):
        return erase_by_email(unit, str(found["email"]))
    names = (str(found["name"]),) if found.get("name") else ()
    for one in erasures_of(unit):
        if one.about is not None and (one.plan, Somebody.read(one.about).person) == (plan, person):
            return one
    kind = MEMBER if found.get("party") == "seller" else PARTICIPANT
    return _asked(unit, Somebody(pseudonym=pseudonym_for(unit, kind), plan=plan, person=person, names=names))


def erase_myself(unit: Unit, plan: str | None, *, confirmed: str) -> Erasure:
    """Have oneself forgotten: a member in the workspace, who came in by a link in its plan, with a proved address.

    `confirmed` is one's own e-mail address, typed once more: nobody brings it back.
    """
    if unit.actor.kind == "member":
        user = user_by_id(unit, unit.actor.id)
        return _mine(unit, None if user is None else user.email, confirmed)
    if unit.actor.kind != "participant" or plan is None:
        raise refused("members-only", "a tool is nobody who could be forgotten; revoke its token")
    refuse_unproved(unit.actor)
    own = next((one for one in participants_of(unit, plan) if one.id == unit.actor.id), None)
    return _mine(unit, None if own is None else own.email, confirmed, plan=plan)


def my_erasure(unit: Unit) -> Erasure | None:
    """Return what the asker asked for about itself, as long as that is not done."""
    whom = oneself(unit)
    return None if whom is None or whom.email is None else _waiting(unit, whom.email, whom.plan)


def erasures_of(unit: Unit) -> list[Erasure]:
    """Return who was or is to be forgotten in the workspace, newest first; nobody is told whom it was about."""
    refuse_unpermitted(unit.actor, ASK)
    return kept.erasures(unit)


def erasure_named(unit: Unit, erasure: str) -> Erasure:
    """Return one of the workspace."""
    refuse_unpermitted(unit.actor, ASK)
    found = erasure_of(unit, erasure)
    if found is None:
        raise refused("unknown-erasure", "there is no such erasure; look at those of the workspace")
    return found


def _mine(unit: Unit, email: str | None, confirmed: str, *, plan: str | None = None) -> Erasure:
    if email is None or key_of(email) != key_of(confirmed):
        raise refused("not-typed", "type your own e-mail address, as it is known here, to say that you mean it")
    if plan is None:
        return erase_by_email(unit, email)
    if (waiting := _waiting(unit, email, plan)) is not None:
        return waiting
    who = Somebody(pseudonym=pseudonym_for(unit, PARTICIPANT), email=email, plan=plan, names=(unit.actor.name,))
    return _asked(unit, who)


def _people(unit: Unit, plan: str) -> list[dict[str, Any]]:
    stored = stored_plan(unit, plan)
    return people_in(written_at(unit, stored, stored.revision))


def _waiting(unit: Unit, email: str, plan: str | None) -> Erasure | None:
    """Return what was asked for already about an address, in the workspace or in one plan, and is not done."""
    asked = (one for one in kept.erasures(unit) if one.about is not None and one.plan == plan)
    return next((one for one in asked if Somebody.read(one.about or {}).has(email)), None)


def _asked(unit: Unit, who: Somebody) -> Erasure:
    erasure = Erasure(
        id=str(uuid4()),
        workspace=unit.workspace,
        pseudonym=who.pseudonym,
        about=who.written(),
        plan=who.plan,
        asked_at=unit.now,
        asked_by=unit.actor.id,
    )
    add_erasure(unit, erasure)
    enqueue(unit, ERASE_PERSON, erasure.id)
    return erasure
