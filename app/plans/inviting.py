"""Inviting people to what they meet for, and who answered what."""

from __future__ import annotations

from dataclasses import dataclass, replace
from secrets import token_hex
from typing import TYPE_CHECKING
from uuid import uuid4

from app.exports.ics.uid import step_uid
from app.mail import send
from app.operations.lookup import refused, sides_of, step_of
from app.store import invitations as kept
from app.store.invitations import Invitation, Reply, keep_invitation
from app.store.users import key_of
from app.verbs.agreements import ProposeDates
from scheduler.plan import SELLER

from .advancing import open_to_change
from .appointments import KINDS, appointment, comers, dated_appointment, waits
from .changing import asked, done
from .eyes import known_in
from .following import follow_invitations
from .invitation_letters import as_sent, invited
from .opening import open_plan
from .recording import Changed, Deed, note, record

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from app.document.wire import Person
    from app.document.wire.steps import Step
    from app.store import Unit
    from app.store.invitations import Place
    from scheduler.refusals import Refused

    from .appointments import Appointment
    from .opening import Opened

INVITE, ANSWER = "invite", "answer_invitation"


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Where answers to invitations are read."""

    address: str
    """Of a mailbox; each invitation has an address of its own in it."""
    at: str
    """Where people reach the service."""

    def with_token(self, token: str) -> str:
        """Return the address at which one person answers one invitation."""
        local, _, domain = self.address.rpartition("@")
        return f"{local}+{token}@{domain}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """Who was invited, or told anew, and what else that did."""

    changed: Changed
    people: tuple[str, ...]
    """Those who were invited by this, by id."""
    told: int
    """How many others were told what is other by now."""


def invite(unit: Unit, plan_id: str, step: str, *, desk: Desk | None) -> Sent:
    """Invite those who own or decide a step to it, and put its date to the other side, which accepting agrees to.

    Who is invited already is told at once what is other by now. Raises Refused where there is nothing to send.
    """
    if desk is None:
        raise no_replies()
    opened = open_to_change(unit, plan_id)
    _refuse_unfit(unit, opened, step_of(opened.seen_by(unit.actor), step))
    people = _to_invite(unit, opened, step)
    changed = _recorded(unit, opened, step)
    for person in people:
        _invite(unit, changed.after, step, person, desk)
    told = follow_invitations(unit, changed.after.stored, changed.after.projections, at_once=step)
    if not people and not told:
        raise refused("already-invited", "everybody who owns or decides this was invited, and nothing is other since")
    return Sent(changed=changed, people=tuple(person.id for person in people), told=told)


def invitations_of(unit: Unit, plan_id: str) -> list[Invitation]:
    """Return who was invited to what and answered what, as far as the actor sees step and person.

    The addresses of people of other parties are left empty.
    """
    opened = open_plan(unit, plan_id)
    seen, party = opened.seen_by(unit.actor), unit.actor.party
    steps, people = {one.id for one in seen.steps}, {one.id for one in seen.people}
    return [
        one if party in {None, one.party} else replace(one, email="", token="", organizer="")
        for one in kept.invitations_of(unit, plan_id)
        if one.step in steps and one.person in people
    ]


def answer_invitation(unit: Unit, plan_id: str, step: str, answer: str) -> Changed:
    """Write into the log what somebody answered that changes nothing in the plan."""
    opened = open_to_change(unit, plan_id)
    written = step_of(opened.seen_by(unit.actor), step)
    asked_for = ({"do": ANSWER, "step": step, "answer": answer},)
    return note(unit, opened, Deed(verb=ANSWER, asked=asked_for, step=step, private=written.private))


def replies_of(
    unit: Unit,
    plan_id: str,
    *,
    outcomes: Collection[str] = (),
    behind: Place | None = None,
    limit: int = 200,
) -> list[Reply]:
    """Return what came by mail about a plan, newest first; the seller's side reads it."""
    open_plan(unit, plan_id)
    if unit.actor.party not in {None, SELLER}:
        return []
    return kept.replies_of(unit, plan_id, outcomes=outcomes, behind=behind, limit=limit)


def no_replies() -> Refused:
    """Return the refusal of a service that nobody can answer."""
    sentence = "this service reads no answers to invitations; its operator sets BACKPLAN_SMTP and BACKPLAN_REPLY_TO"
    return refused("no-replies", sentence)


def _refuse_unfit(unit: Unit, opened: Opened, step: Step) -> None:
    if unit.actor.kind == "participant" and unit.actor.party not in sides_of(step):
        raise refused("by-request", f"{step.title} is not your side's, so its own side invites people to it; ask them")
    if step.kind not in KINDS:
        raise refused("nothing-to-meet", f"people are invited to meetings and gates, and {step.title} is neither")
    if step.progress is not None and (step.progress.finished is not None or step.progress.skipped):
        raise refused("step-over", f"{step.title} is over; there is nothing left to come to")
    if waits(opened.projections):
        raise refused("plan-waits", "the plan is on hold, so nobody is invited to anything; resume it first")


def _to_invite(unit: Unit, opened: Opened, step: str) -> list[Person]:
    """Return whom to invite: who comes to a step, sees it, has an address and has no invitation that stands."""
    reachable = [one for one in comers(opened.document, step_of(opened.document, step)) if one.email]
    reachable = [one for one in reachable if _told(opened, step, one) is not None]
    if not reachable:
        sentence = "nobody who owns or decides this has an e-mail address in the plan; say where mail reaches them"
        raise refused("nobody-to-invite", sentence)
    standing = {
        (one.person, key_of(one.email)) for one in kept.standing_invitations(unit, opened.stored.id) if one.step == step
    }
    return [one for one in reachable if (one.id, key_of(one.email or "")) not in standing]


def _told(opened: Opened, step: str, person: Person) -> Appointment | None:
    return appointment(
        opened.projections,
        opened.stored,
        step=step,
        party=person.party,
        person=person.id,
        email=person.email or "",
    )


def _recorded(unit: Unit, opened: Opened, step: str) -> Changed:
    """Write into the log that people are invited, and propose the date for the side of whoever invites."""
    doing = ({"do": INVITE, "step": step},)
    proposal = next(_proposal(unit, opened, step), None)
    if proposal is None:
        private = step_of(opened.document, step).private
        return note(unit, opened, Deed(verb=INVITE, asked=doing, step=step, private=private))
    after = done(unit, opened, [proposal])
    deed = Deed(verb=INVITE, asked=(*doing, *asked([proposal])), step=step)
    return record(unit, opened.stored, opened.projections, after, deed)


def _proposal(unit: Unit, opened: Opened, step: str) -> Iterator[ProposeDates]:
    """Give what proposes the date, where nothing is agreed or proposed and there is another side to agree to it."""
    written, actor = step_of(opened.document, step), known_in(opened.document, unit.actor)
    is_open = written.private is None and written.agreed is None and written.proposed is None
    if not is_open or not (actor.kind == "member" or actor.person is not None) or not actor.is_proved:
        return
    found = dated_appointment(opened.projections, written, party=actor.party or SELLER, person=actor.person or "")
    if found is not None:
        yield ProposeDates(step=step, start=found.start, finish=found.finish)


def _invite(unit: Unit, opened: Opened, step: str, person: Person, desk: Desk) -> None:
    found = _told(opened, step, person)
    if found is None:
        return
    known = {(one.step, one.person, key_of(one.email)): one for one in kept.invitations_of(unit, opened.stored.id)}
    before = known.get((step, person.id, key_of(person.email or "")))
    one = _new(unit, opened, step, person, desk) if before is None else _again(unit, before)
    one = as_sent(one, found)
    keep_invitation(unit, one, is_new=before is None)
    send(unit, invited(one, found, plan=opened.stored.title))


def _new(unit: Unit, opened: Opened, step: str, person: Person, desk: Desk) -> Invitation:
    token = token_hex(16)
    return Invitation(
        id=str(uuid4()),
        plan=opened.stored.id,
        step=step,
        person=person.id,
        party=person.party,
        email=person.email or "",
        name=person.name or person.id,
        token=token,
        organizer=desk.with_token(token),
        by_name=unit.actor.name,
        at=desk.at,
        uid=step_uid(opened.stored.id.lower(), step),
        title="",
        sequence=0,
        start=None,
        finish="",
        begin="",
        end="",
        place="",
        made_at=unit.now,
        sent_at=unit.now,
    )


def _again(unit: Unit, before: Invitation) -> Invitation:
    """Return an invitation that was called off, anew: calendars take it in again by a higher number."""
    return replace(
        before,
        sequence=before.sequence + 1,
        sent_at=unit.now,
        by_name=unit.actor.name,
        cancelled_at=None,
        answer="none",
        answered_at=None,
        answer_stamp=None,
        blocked=None,
        countered=None,
    )
