"""What the plans of a workspace keep about an e-mail address and who came in with it, as far as one may see it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.accounts.words import read_email
from app.document import plain
from app.plans.eyes import may_read, seen_of
from app.plans.opening import stored_plan
from app.plans.permitting import refuse_unpermitted
from app.plans.text import document_at, written_at
from app.store.baselines import baselines
from app.store.comments import comments_in
from app.store.invitations import invitations_of, replies_of
from app.store.log import entries_by
from app.store.participants import participants_called, participants_of
from app.store.plans import plans_here
from app.store.share_links import links_of, visits_of
from app.store.users import key_of

from .documents import people_in

if TYPE_CHECKING:
    from datetime import datetime

    from app.document import PlanDocument
    from app.document.differences import Block
    from app.store import Unit
    from app.store.invitations import Invitation, Reply
    from app.store.participants import Participant

EXPORT = "export_person"
MOST_REPLIES = 100_000
"""Messages that came about one plan; they are kept for 90 days."""


def export_person(unit: Unit, email: str) -> dict[str, Any]:
    """Return what is kept about a person, as plain data; plans that keep nothing of it are left out.

    What another party keeps to itself is left out too: its people, and what it said or did among itself.
    """
    refuse_unpermitted(unit.actor, EXPORT)
    address = read_email(email)
    came = {one.plan for one in participants_called(unit, address)}
    found = (_in_plan(unit, plan, address, came=plan in came) for plan in plans_here(unit))
    return {"email": address, "at": _written(unit.now), "plans": [one for one in found if one is not None]}


def _in_plan(unit: Unit, plan: str, email: str, *, came: bool) -> dict[str, Any] | None:
    stored = stored_plan(unit, plan)
    named = [one for one in people_in(written_at(unit, stored, stored.revision)) if _has(one, email)]
    listed = [one.id for one in links_of(unit, plan) if key_of(email) in map(key_of, one.listed)]
    invited = [one for one in invitations_of(unit, plan) if key_of(one.email) == key_of(email)]
    wrote = [one for one in replies_of(unit, plan, limit=MOST_REPLIES) if key_of(one.sender) == key_of(email)]
    if not (named or listed or came or invited or wrote):
        return None
    document = document_at(unit, stored, stored.revision)
    seen = seen_of(unit.actor, document)
    people = _seen_people(named, plain(seen))
    hidden = {one.id for one in document.people} - {one.id for one in seen.people}
    names = {str(one["id"]) for one in people}
    came_in = [one for one in participants_of(unit, plan) if one.person not in hidden]
    own = [one for one in came_in if one.person in names or _is_called(one, email)]
    told = {one.id for one in invitations_of(unit, plan) if _may_know(unit, seen, one, hidden)}
    invited, wrote = [one for one in invited if one.id in told], [one for one in wrote if one.invitation in told]
    if not (people or listed or own or invited or wrote):
        return None
    ids = {one.id for one in own}
    return {
        "plan": plan,
        "title": stored.title,
        "people": people,
        "listed_by_links": listed,
        "participants": [_participant(one) for one in own],
        "log": [
            {"at": _written(one.at), "verb": one.verb, "step": one.step}
            for one in entries_by(unit, plan, ids)
            if may_read(unit.actor, seen, step=one.step, private=one.private)
        ],
        "comments": [
            {"at": _written(one.at), "step": one.step, "text": one.text}
            for one in comments_in(unit, plan)
            if one.by.kind == "participant" and one.by.id in ids
            if may_read(unit.actor, seen, step=one.step, private=one.private)
        ],
        "signatures": [
            {"baseline": one.number, "name": signed.name, "at": _written(signed.at)}
            for one in baselines(unit, plan)
            for signed in one.signatures
            if signed.person in names
        ],
        "visits": [
            {"link": one.link, "at": _written(one.at)} for one in visits_of(unit, plan) if one.participant in ids
        ],
        "invitations": [_invitation(one) for one in invited],
        "replies": [_reply(one) for one in wrote],
    }


def _may_know(unit: Unit, seen: PlanDocument, one: Invitation, hidden: set[str]) -> bool:
    """Tell whether the asker may know of an invitation: it sees the person and the step."""
    return one.person not in hidden and may_read(unit.actor, seen, step=one.step, private=None)


def _has(person: Block, email: str) -> bool:
    return key_of(str(person.get("email", ""))) == key_of(email)


def _seen_people(named: list[Block], seen: Block) -> list[Block]:
    """Return people as the asker sees them, with their address, which the asker named."""
    shown = {str(one["id"]): one for one in people_in(seen)}
    return [{**shown[str(one["id"])], "email": one["email"]} for one in named if str(one["id"]) in shown]


def _is_called(one: Participant, email: str) -> bool:
    return one.email is not None and key_of(one.email) == key_of(email)


def _participant(one: Participant) -> dict[str, Any]:
    moments = {name: _written(getattr(one, name)) for name in ("made_at", "used_at", "proved_at", "revoked_at")}
    return {"id": one.id, "link": one.link, "person": one.person, "name": one.name, "email": one.email, **moments}


def _invitation(one: Invitation) -> dict[str, Any]:
    """Return what somebody was invited to and answered; what answers are addressed to is no secret of that person."""
    told = {name: getattr(one, name) for name in ("step", "email", "name", "title", "begin", "end", "place", "answer")}
    moments = {name: _written(getattr(one, name)) for name in ("made_at", "sent_at", "cancelled_at", "answered_at")}
    return {**told, **moments}


def _reply(one: Reply) -> dict[str, Any]:
    said = {name: getattr(one, name) for name in ("sender", "subject", "outcome", "text")}
    return {"at": _written(one.at), **said}


def _written(at: datetime | None) -> str | None:
    return None if at is None else at.isoformat()
