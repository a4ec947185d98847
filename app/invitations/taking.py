"""A message that came is taken: done, known as a repeat, kept for people to read, or refused without a word."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from hashlib import sha256
from typing import TYPE_CHECKING, Literal
from zoneinfo import ZoneInfo

from app.actors import SYSTEM
from app.jobs import Job
from app.jobs.report import report
from app.mail import send
from app.plans.appointments import appointment
from app.plans.invitation_letters import counter_declined, not_taken, told_anew
from app.plans.opening import open_plan, stored_plan
from app.store.invitations import (
    Invitation,
    Reply,
    add_reply,
    forget_replies,
    invitation_with,
    keep_invitation,
    reply_with,
)
from app.store.users import key_of
from scheduler.refusals import Refused

from .answer import BadAnswer, read_answer
from .answering import KNOWN, actor_of, answer, kept_as, stamp_of
from .letter import BadLetter, read_letter
from .trust import doubted

if TYPE_CHECKING:
    from datetime import datetime

    from app.plans import Desk
    from app.store import Database, Unit

    from .answer import Answer
    from .letter import Letter

Outcome = Literal["taken", "repeated", "late", "undone", "words", "refused"]
FORGET_REPLIES = Job(name="forget_replies", waits=())
KEPT = timedelta(days=90)
LATE = "Your answer was to an earlier version of this; please answer the newest one, which is in this mail."
OFF = "This was called off before your answer came, so nothing was done with it."
NOBODY = "no invitation has an address that it went to"


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """What is believed of messages that come."""

    desk: Desk
    server: str = ""
    """The name by which the mailbox's own server says who sent a message; nobody is asked where none is set."""

    @property
    def vouches(self) -> bool:
        """Tell whether what is let through is from whom it says; else it gives no side's word."""
        return self.server != ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What became of a message."""

    outcome: Outcome
    says: str
    """What came of it, or why nothing did."""
    code: str = ""
    """The same of one that was refused, for the log, which holds no address."""
    invitation: str | None = None


def take(database: Database, raw: bytes, gate: Gate, *, now: datetime, workspace: str | None = None) -> Taken:
    """Take a message: at least once, and a second time it is known as the same.

    With a workspace only answers to its own invitations are taken.
    """
    try:
        letter = read_letter(raw, gate.desk)
    except BadLetter as bad:
        taken = Taken(outcome="refused", says=str(bad), code=bad.code)
    else:
        with database.writing(workspace="", actor=SYSTEM, now=now) as unit:
            taken = _taken(unit, raw, letter, gate, workspace)
    report("reply taken", {"outcome": taken.outcome, "code": taken.code, "invitation": taken.invitation})
    return taken


def forget(database: Database, now: datetime) -> None:
    """Forget what came by mail after a while."""
    with database.writing(workspace="", actor=SYSTEM, now=now) as unit:
        forget_replies(unit, before=now - KEPT)


def _taken(unit: Unit, raw: bytes, letter: Letter, gate: Gate, workspace: str | None) -> Taken:
    found = _found(unit, letter)
    if found is None or workspace not in {None, found[0]}:
        return Taken(outcome="refused", says=NOBODY, code="unknown-address")
    here, one = replace(unit, workspace=found[0]), found[1]
    if (wrong := _forged(letter, one, gate)) is not None:
        key = _key("refused", one.id, sha256(raw).hexdigest())
        return _kept(here, one, letter, Taken(outcome="refused", says=wrong, code="forged"), key)
    key = _key("taken", one.id, letter.message_id or sha256(raw).hexdigest())
    if reply_with(here, key) is not None:
        return Taken(outcome="repeated", says="it came before", invitation=one.id)
    return _kept(here, one, letter, _read(here, one, letter, gate), key)


def _found(unit: Unit, letter: Letter) -> tuple[str, Invitation] | None:
    """Return the invitation that a message answers, with its workspace; nobody else changes its plan meanwhile."""
    for token in letter.tokens:
        if (found := invitation_with(unit, token)) is not None:
            stored_plan(replace(unit, workspace=found[0]), found[1].plan, to_change=True)
            return invitation_with(unit, token)
    return None


def _forged(letter: Letter, one: Invitation, gate: Gate) -> str | None:
    """Say why a message is not from whom was invited; None where it is."""
    if key_of(letter.sender) != key_of(one.email):
        return f"it is from {letter.sender[:100]}, and {one.email} was invited"
    return doubted(letter.authentication, gate.server, letter.sender)


def _key(*parts: str) -> str:
    return sha256(" ".join(parts).encode()).hexdigest()


def _kept(unit: Unit, one: Invitation, letter: Letter, taken: Taken, key: str) -> Taken:
    """Keep that a message came, once however often it does."""
    if reply_with(unit, key) is None:
        reply = Reply(
            key=key,
            plan=one.plan,
            invitation=one.id,
            at=unit.now,
            sender=_storable(letter.sender),
            subject=_storable(letter.subject),
            outcome=taken.outcome,
            says=_storable(taken.says),
            text=_storable(letter.words) if taken.outcome in {"words", "refused"} else None,
        )
        add_reply(unit, reply)
    return replace(taken, invitation=one.id)


def _storable(text: str) -> str:
    return text.replace("\0", "").encode("utf-8", "replace").decode()


def _read(unit: Unit, one: Invitation, letter: Letter, gate: Gate) -> Taken:
    """Read what a message answers; words alone are kept for people."""
    if letter.calendar is None:
        by = "a program wrote it" if letter.automatic else "people read it"
        return Taken(outcome="words", says=f"it has no calendar file; {by}")
    own = replace(unit, actor=actor_of(one, is_proved=gate.vouches))
    zone = ZoneInfo(open_plan(own, one.plan).stored.zone)
    try:
        said = read_answer(letter.calendar, one.uid, zone)
    except BadAnswer as bad:
        return Taken(outcome="refused", says=str(bad), code=bad.code)
    partstat = said.attendees.get(one.email.casefold(), "")
    if said.method not in {"REPLY", "COUNTER"} or (said.method == "REPLY" and partstat not in KNOWN):
        return Taken(outcome="refused", says="it answers nothing for whom was invited", code="no-answer")
    return _late(own, one, said) or _done(own, one, said, partstat, zone)


def _late(unit: Unit, one: Invitation, said: Answer) -> Taken | None:
    """Tell back an answer to what is no longer so; one that a newer one has overtaken is let go."""
    if one.cancelled_at is not None:
        send(unit, not_taken(one, because=OFF))
        return Taken(outcome="late", says="it answers what was called off")
    if said.sequence < one.sequence:
        opened = open_plan(unit, one.plan)
        found = appointment(
            opened.projections, opened.stored, step=one.step, party=one.party, person=one.person, email=one.email
        )
        again = replace(one, sent_at=unit.now)
        letter = (
            not_taken(one, because=OFF)
            if found is None
            else told_anew(again, found, plan=opened.stored.title, first=LATE)
        )
        send(unit, letter)
        return Taken(outcome="late", says="it answers an earlier version")
    if one.answer_stamp is not None and stamp_of(said, unit.now) < one.answer_stamp:
        return Taken(outcome="late", says="a newer answer came before it")
    return None


def _done(unit: Unit, one: Invitation, said: Answer, partstat: str, zone: ZoneInfo) -> Taken:
    if said.method == "REPLY" and KNOWN[partstat] == one.answer:
        keep_invitation(unit, replace(one, answer_stamp=stamp_of(said, unit.now)))
        return Taken(outcome="repeated", says="the same was answered before")
    try:
        kept = answer(unit, one, said, partstat, zone)
    except Refused as refused:
        return _not_done(unit, one, said, refused.problems[0].sentence)
    fresh = invitation_with(unit, one.token)
    keep_invitation(unit, kept_as(fresh[1] if fresh else one, said, kept, unit.now))
    if kept.unproved:
        send(unit, not_taken(one, because=kept.unproved))
    return Taken(outcome="taken", says=f"{one.name} {kept.says}")


def _not_done(unit: Unit, one: Invitation, said: Answer, why: str) -> Taken:
    """Say back why an answer could not be done: its writer is known by now."""
    because = f"Your answer could not be taken: {why}."
    again = replace(one, sent_at=unit.now)
    send(unit, (counter_declined if said.method == "COUNTER" else not_taken)(again, because=because))
    return Taken(outcome="undone", says=f"it cannot be done: {why}")
