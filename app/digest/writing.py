"""The job that writes one person's digest: it looks at all plans first, and keeps the mail with the row of the day."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app.actors import SYSTEM, Actor
from app.jobs.report import report
from app.links.entering import caller_for
from app.mail import Mail, send
from app.mail.kinds import DIGEST
from app.store.digests import Digest, OwnPlan, digest_of, end_digest, last_told, own_plans
from app.store.mail_choices import kinds_off, stopped_address
from app.store.members import name_of_workspace
from app.store.participants import participants_of
from app.store.share_links import links_of
from scheduler.plan import SELLER
from scheduler.refusals import Refused

from .letter import Part, letter
from .telling import told_of
from .ways import way_into

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from app.jobs import Task
    from app.store import Database, Unit
    from app.store.participants import Participant
    from app.store.share_links import ShareLink

    from .telling import PlanPart


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reader:
    """With whose eyes a plan is read."""

    actor: Actor
    participant: Participant | None = None
    link: ShareLink | None = None
    """By which a participant came in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """What there is to say of one plan."""

    own: OwnPlan
    reader: _Reader
    part: PlanPart


def write_digest(database: Database, task: Task, *, at: str, now: datetime) -> None:
    """Write the digest that a task is about, unless it was; where there is nothing to say no mail goes out.

    It is looked at first and written then: nobody waits for the one who reads many plans, and of two that do so at
    once the second one finds that it was written.
    """
    with database.reading(workspace=task.workspace, actor=SYSTEM, now=now) as unit:
        digest = digest_of(unit, task.about)
        if digest is None or digest.done_at is not None:
            return
        found = [*_found(unit, digest)]
    with database.writing(workspace=task.workspace, actor=SYSTEM, now=now) as unit:
        digest = digest_of(unit, task.about, to_change=True)
        if digest is None or digest.done_at is not None:
            return
        mail = send(unit, _mail(unit, digest, found, at=at)) if found else None
        end_digest(unit, digest.id, mail)


def _found(unit: Unit, digest: Digest) -> Iterator[_Found]:
    """Yield what there is to say of each plan, as its reader sees it."""
    off = kinds_off(unit, digest.email_key)
    if DIGEST.id in off or stopped_address(unit, digest.email_key) is not None:
        return
    since = last_told(unit, digest.email_key, digest.day)
    for own in own_plans(unit, digest.email_key):
        reader = _reader(unit, own)
        if reader is None:
            continue
        try:
            part = told_of(replace(unit, actor=reader.actor), own.plan, since=since, without=off)
        except Refused as refused:
            report("no digest of a plan", {"plan": own.plan, "problem": refused.problems[0].code})
            continue
        if part is not None and part.is_worth_a_mail:
            yield _Found(own=own, reader=reader, part=part)


def _reader(unit: Unit, own: OwnPlan) -> _Reader | None:
    """Return with whose eyes somebody reads a plan; None for whom its link lets in no more."""
    if own.member is not None:
        email = own.address
        return _Reader(
            actor=Actor(kind="member", id=own.member, name=own.name, party=SELLER, email=email, verified=True)
        )
    one = next((one for one in participants_of(unit, own.plan) if one.id == own.participant), None)
    link = next((link for link in links_of(unit, own.plan) if one is not None and link.id == one.link), None)
    if one is None or link is None or not link.holds(unit.now):
        return None
    return _Reader(actor=caller_for(unit.workspace, link, one).actor, participant=one, link=link)


def _mail(unit: Unit, digest: Digest, found: list[_Found], *, at: str) -> Mail:
    parts = [Part(told=one.part, at=_address(unit, digest, one, at)) for one in found]
    said = letter(parts, day=digest.day, workspace=name_of_workspace(unit, unit.workspace))
    own = found[0].own
    return Mail(
        to=own.address,
        name=own.name,
        kind=DIGEST.id,
        subject=said.subject,
        text=said.text,
        html=said.html,
        plans=tuple(one.own.plan for one in found),
    )


def _address(unit: Unit, digest: Digest, one: _Found, at: str) -> str:
    """Return where the reader opens a plan."""
    if one.reader.participant is None or one.reader.link is None:
        return f"{at}/plans/{one.own.plan}"
    return f"{at}/s/{way_into(unit, one.reader.link, one.reader.participant, digest.email_key)}"
