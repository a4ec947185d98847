"""Everything that the plans of a workspace keep about an e-mail address and those who came in with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.accounts.words import read_email
from app.plans.opening import stored_plan
from app.plans.permitting import refuse_unpermitted
from app.plans.text import written_at
from app.store.baselines import baselines
from app.store.comments import comments_in
from app.store.invitations import invitations_of, replies_of
from app.store.log import entries_by
from app.store.participants import participants_called, participants_of
from app.store.plans import plans_here
from app.store.share_links import links_of, visits_of
from app.store.users import key_of

if TYPE_CHECKING:
    from datetime import datetime

    from app.document.differences import Block
    from app.store import Unit
    from app.store.invitations import Invitation, Reply
    from app.store.participants import Participant

EXPORT = "export_person"
MOST_REPLIES = 100_000
"""Messages that came about one plan; they are kept for 90 days."""


def export_person(unit: Unit, email: str) -> dict[str, Any]:
    """Return what is kept about a person, as plain data; plans that keep nothing of it are left out."""
    refuse_unpermitted(unit.actor, EXPORT)
    address = read_email(email)
    came = {one.plan for one in participants_called(unit, address)}
    found = (_in_plan(unit, plan, address, came=plan in came) for plan in plans_here(unit))
    return {"email": address, "at": _written(unit.now), "plans": [one for one in found if one is not None]}


def _in_plan(unit: Unit, plan: str, email: str, *, came: bool) -> dict[str, Any] | None:
    stored = stored_plan(unit, plan)
    people = _people(written_at(unit, stored, stored.revision), email)
    listed = [one.id for one in links_of(unit, plan) if key_of(email) in map(key_of, one.listed)]
    invited = [one for one in invitations_of(unit, plan) if key_of(one.email) == key_of(email)]
    wrote = [one for one in replies_of(unit, plan, limit=MOST_REPLIES) if key_of(one.sender) == key_of(email)]
    if not (people or listed or came or invited or wrote):
        return None
    names = {str(one["id"]) for one in people}
    own = [one for one in participants_of(unit, plan) if one.person in names or _is_called(one, email)]
    ids = {one.id for one in own}
    return {
        "plan": plan,
        "title": stored.title,
        "people": people,
        "listed_by_links": listed,
        "participants": [_participant(one) for one in own],
        "log": [{"at": _written(one.at), "verb": one.verb, "step": one.step} for one in entries_by(unit, plan, ids)],
        "comments": [
            {"at": _written(one.at), "step": one.step, "text": one.text}
            for one in comments_in(unit, plan)
            if one.by.kind == "participant" and one.by.id in ids
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


def _people(document: Block, email: str) -> list[Block]:
    """Return who has an address among a plan's people, as the plan has them."""
    people = document.get("people", [])
    written = [one for one in people if isinstance(one, dict)] if isinstance(people, list) else []
    return [one for one in written if key_of(str(one.get("email", ""))) == key_of(email)]


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
