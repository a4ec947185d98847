"""What somebody shows who has a link: its secret, and from then on a secret of their own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from app.accounts.secrets import digest
from app.actors import SYSTEM, Actor
from app.callers import PARTICIPANT, Caller
from app.operations.lookup import refused
from app.store.participants import keep_participant, participant_by_digest
from app.store.share_links import add_visit, keep_link, last_visit, link_by_digest, link_by_id

if TYPE_CHECKING:
    from datetime import datetime

    from app.store import Database, Unit
    from app.store.participants import Participant
    from app.store.share_links import ShareLink

SEEN_AGAIN = timedelta(hours=1)
"""After which it is written again that something was used."""
ONE_VISIT = timedelta(minutes=30)
"""Within which it is one visit, however often a page is loaded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The link at an address, whether it still holds or not."""

    workspace: str
    link: ShareLink


@dataclass(frozen=True, slots=True, kw_only=True)
class Entered:
    """Somebody whose secret holds."""

    workspace: str
    link: ShareLink
    participant: Participant

    @property
    def caller(self) -> Caller:
        """Who that is."""
        return caller_for(self.workspace, self.link, self.participant)


def link_at(database: Database, secret: str) -> Found:
    """Return the link at an address; refuse where there is none."""
    with database.engine.connect() as connection:
        found = link_by_digest(connection, digest(secret))
    if found is None:
        raise refused("no-such-link", "there is no such link; look whether its address is whole")
    return Found(workspace=found[0], link=found[1])


def enter_by_link(database: Database, secret: str, now: datetime) -> Caller | None:
    """Return whoever shows an open link: it looks, and says who it is before it changes anything."""
    with database.engine.connect() as connection:
        found = link_by_digest(connection, digest(secret))
    if found is None or found[1].level != "open" or not found[1].holds(now):
        return None
    return stranger_by(Found(workspace=found[0], link=found[1]))


def stranger_by(found: Found) -> Caller:
    """Return who came in by an open link and has not said a name."""
    link = found.link
    actor = Actor(kind="participant", id=link.id, name="Somebody with the link", party=link.party)
    return Caller(workspace=found.workspace, actor=actor, rights=PARTICIPANT, plan=link.plan)


def enter_by_participant(database: Database, secret: str, now: datetime) -> Entered | None:
    """Return whose browser or tool shows a secret; None where it is none, or was one."""
    with database.engine.connect() as connection:
        one = participant_by_digest(connection, digest(secret))
        found = None if one is None else link_by_id(connection, one.link)
    if one is None or found is None or one.revoked_at is not None or not found[1].holds(now):
        return None
    entered = Entered(workspace=found[0], link=found[1], participant=one)
    if one.used_at is None or now - one.used_at > SEEN_AGAIN:
        with database.writing(workspace=found[0], actor=SYSTEM, now=now) as unit:
            keep_participant(unit, one.id, used_at=now)
            keep_link(unit, one.link, used_at=now)
    return entered


def caller_for(workspace: str, link: ShareLink, one: Participant) -> Caller:
    """Return who a participant is to the service."""
    actor = Actor(
        kind="participant",
        id=one.id,
        name=one.name,
        party=link.party,
        person=one.person,
        verified=one.proved_at is not None,
    )
    return Caller(workspace=workspace, actor=actor, rights=PARTICIPANT, plan=link.plan)


def note_visit(unit: Unit, link: ShareLink, participant: str | None) -> None:
    """Keep that somebody opened the plan, where the link keeps visits; else only when the link was used last."""
    if link.used_at is None or unit.now - link.used_at > SEEN_AGAIN:
        keep_link(unit, link.id, used_at=unit.now)
    if not link.keeps_visits:
        return
    last = last_visit(unit, link.id, participant)
    if last is None or unit.now - last > ONE_VISIT:
        add_visit(unit, link.id, participant)
