"""What is kept about somebody in a workspace, its account and its plans, as far as the asker may see it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.accounts.tokens import tokens_of
from app.document import plain
from app.plans.eyes import may_read, seen_of
from app.plans.opening import stored_plan
from app.plans.text import document_at, written_at
from app.store.baselines import baselines
from app.store.comments import comments_in
from app.store.feeds import feeds_in
from app.store.invitations import invitations_of, replies_of
from app.store.log import entries_by
from app.store.mail_choices import kinds_off
from app.store.mails import mails_to
from app.store.members import find_member
from app.store.participants import participants_called, participants_of
from app.store.plans import plans_here
from app.store.sessions import sessions_of
from app.store.share_links import links_of, visits_of
from app.store.sharing import shared_with
from app.store.users import key_of

from .documents import people_in
from .whom import Whom, whom_of

if TYPE_CHECKING:
    from datetime import datetime

    from app.document import PlanDocument
    from app.document.differences import Block
    from app.store import Unit
    from app.store.invitations import Invitation, Reply
    from app.store.participants import Participant
    from app.store.plans import StoredPlan
    from app.store.users import User

MOST_REPLIES = 100_000
"""Messages that came about one plan; they are kept for 90 days."""


def export_person(unit: Unit, email: str) -> dict[str, Any]:
    """Return what is kept about whoever has an e-mail address, as plain data."""
    return kept_about(unit, whom_of(unit, email=email))


def kept_about(unit: Unit, whom: Whom | None) -> dict[str, Any]:
    """Return what is kept about somebody, as plain data; plans that keep nothing of it are left out.

    What another party keeps to itself is left out too: its people, and what it said or did among itself. Of whom
    nobody knows who that is, nothing is kept.
    """
    whom = whom or Whom(plan="")
    plans = [one for one in plans_here(unit) if whom.plan in {None, one}]
    came = {one.plan for one in participants_called(unit, whom.email)} if whom.email else {whom.plan}
    found = (_in_plan(unit, plan, whom, came=plan in came) for plan in plans)
    return {
        "email": whom.email,
        "at": _written(unit.now),
        "account": None if whom.user is None else _account(unit, whom.user, whole=whom.is_asker),
        "mails": _mails(unit, whom.email) if whom.is_asker and whom.plan is None and whom.email else [],
        "plans": [one for one in found if one is not None],
    }


def _account(unit: Unit, user: User, *, whole: bool) -> dict[str, Any] | None:
    """Return what is kept of a member; its browsers and choices are told to itself alone."""
    member = find_member(unit, user.id)
    if member is None:
        return None
    moments = {"made_at": user.made_at, "proved_at": user.proved_at, "joined_at": member.joined_at}
    browsers = sessions_of(unit, user.id) if whole else []
    return {
        "id": user.id,
        "name": user.name,
        "email": user.email,
        "role": member.role,
        **{name: _written(at) for name, at in moments.items()},
        "provider": user.issuer,
        "tokens": [{"name": one.name, "made_at": _written(one.made_at)} for one in tokens_of(unit, maker=user.id)],
        "browsers": [
            {"agent": one.agent, "made_at": _written(one.made_at), "seen_at": _written(one.seen_at)} for one in browsers
        ],
        "mails_not_wanted": sorted(kinds_off(unit, user.email)) if whole else [],
    }


def _mails(unit: Unit, email: str) -> list[dict[str, Any]]:
    return [{"at": _written(one.made_at), "kind": one.kind, "subject": one.subject} for one in mails_to(unit, email)]


def _in_plan(unit: Unit, plan: str, whom: Whom, *, came: bool) -> dict[str, Any] | None:
    stored, email = stored_plan(unit, plan), whom.email or ""
    written = people_in(written_at(unit, stored, stored.revision))
    named = [one for one in written if _has(one, email) or (whom.person is not None and one["id"] == whom.person)]
    listed = [one.id for one in links_of(unit, plan) if email and key_of(email) in map(key_of, one.listed)]
    invited = [one for one in invitations_of(unit, plan) if key_of(one.email) == key_of(email)]
    wrote = [one for one in replies_of(unit, plan, limit=MOST_REPLIES) if key_of(one.sender) == key_of(email)]
    as_member = _as_member(unit, stored, whom.user)
    if not (named or listed or came or invited or wrote or as_member):
        return None
    document = document_at(unit, stored, stored.revision)
    seen = seen_of(unit.actor, document)
    people = _seen_people(named, plain(seen))
    hidden = {one.id for one in document.people} - {one.id for one in seen.people}
    names = {str(one["id"]) for one in people}
    came_in = [one for one in participants_of(unit, plan) if one.person not in hidden]
    own = [one for one in came_in if one.person in names or _is_called(one, email) or one == whom.came]
    told = {one.id for one in invitations_of(unit, plan) if _may_know(unit, seen, one, hidden)}
    invited, wrote = [one for one in invited if one.id in told], [one for one in wrote if one.invitation in told]
    if not (people or listed or own or invited or wrote or as_member):
        return None
    ids = {one.id for one in own} | ({whom.user.id} if whom.user else set())
    log = [one for one in entries_by(unit, plan, ids) if may_read(unit.actor, seen, step=one.step, private=one.private)]
    lines = {one.number for one in log}
    return {
        "plan": plan,
        "title": stored.title,
        "answers_for_it": whom.user is not None and stored.owner == whom.user.id,
        "people": people,
        "listed_by_links": listed,
        "participants": [_participant(one) for one in own],
        "log": [{"at": _written(one.at), "verb": one.verb, "step": one.step} for one in log],
        "comments": [
            {"at": _written(one.at), "step": one.step, "text": one.text}
            for one in comments_in(unit, plan)
            if one.by.kind != "tool" and one.by.id in ids and one.text is not None
            if may_read(unit.actor, seen, step=one.step, private=one.private)
        ],
        "signatures": [
            {"baseline": one.number, "name": signed.name, "at": _written(signed.at)}
            for one in baselines(unit, plan)
            for signed in one.signatures
            if signed.person in names or signed.entry in lines
        ],
        "visits": [
            {"link": one.link, "at": _written(one.at)} for one in visits_of(unit, plan) if one.participant in ids
        ],
        "feeds": [
            {"name": one.name, "made_at": _written(one.made_at)} for one in feeds_in(unit, plan) if one.by_id in ids
        ],
        "invitations": [_invitation(one) for one in invited],
        "replies": [_reply(one) for one in wrote],
    }


def _as_member(unit: Unit, stored: StoredPlan, user: User | None) -> bool:
    """Tell whether a plan knows somebody by the account: it is the user's, or shared with it, or changed by it."""
    if user is None:
        return False
    known = stored.owner == user.id or user.id in shared_with(unit, stored.id)
    return known or entries_by(unit, stored.id, {user.id}) != []


def _may_know(unit: Unit, seen: PlanDocument, one: Invitation, hidden: set[str]) -> bool:
    """Tell whether the asker may know of an invitation: it sees the person and the step."""
    return one.person not in hidden and may_read(unit.actor, seen, step=one.step, private=None)


def _has(person: Block, email: str) -> bool:
    return email != "" and key_of(str(person.get("email", ""))) == key_of(email)


def _seen_people(named: list[Block], seen: Block) -> list[Block]:
    """Return people as the asker sees them, with their address, which the asker named."""
    shown = {str(one["id"]): one for one in people_in(seen)}
    address = {str(one["id"]): {"email": one["email"]} if "email" in one else {} for one in named}
    return [{**shown[one], **known} for one, known in address.items() if one in shown]


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
