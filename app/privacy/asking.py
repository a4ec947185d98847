"""Asking that somebody is forgotten: who may ask for whom, and what ends at once; the rest is a job."""

from __future__ import annotations

from typing import TYPE_CHECKING
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

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.store import Unit

ERASE_PERSON = Job(name="erase_person")
ASK = "erase_person"


def erase_by_email(unit: Unit, email: str, *, names: Sequence[str] = ()) -> Erasure:
    """Have everybody forgotten in the workspace who has an e-mail address, a member too; who was, is so once more.

    `names` are what the person is called in texts besides, such as before a marriage.
    """
    refuse_unpermitted(unit.actor, ASK)
    address, called = read_email(email), tuple(map(read_name, names))
    pending = next((one for one in erasures_of(unit) if _is_about(one, address)), None)
    if pending is not None:
        return pending
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
    stored = stored_plan(unit, plan)
    found = next((one for one in people_in(written_at(unit, stored, stored.revision)) if one["id"] == person), None)
    if found is None:
        raise refused("unknown-person", "the plan has nobody of that id; look at its people")
    if found.get("email"):
        return erase_by_email(unit, str(found["email"]))
    names = (str(found["name"]),) if found.get("name") else ()
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
    who = Somebody(pseudonym=pseudonym_for(unit, PARTICIPANT), email=email, plan=plan, names=(unit.actor.name,))
    return _asked(unit, who)


def _is_about(erasure: Erasure, email: str) -> bool:
    if erasure.about is None or erasure.plan is not None:
        return False
    return Somebody.read(erasure.about).has(email)


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
