"""Sessions: what a browser shows after its user signed in, until one of the ends."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

from app.actors import SYSTEM, Actor
from app.callers import RIGHTS, Caller
from app.store import members as kept
from app.store import sessions as store
from scheduler.plan import SELLER

from .codes import refused
from .secrets import SESSION, digest, drawn

if TYPE_CHECKING:
    from datetime import datetime

    from app.store import Database, Unit
    from app.store.sessions import Session

IDLE, OLDEST = timedelta(days=14), timedelta(days=90)
"""After which a session ends that nobody uses, and any."""
DRAWN_ANEW = timedelta(days=1)
"""After which its secret is."""
HOLDS_ON = timedelta(minutes=1)
"""For which the secret before holds, since several requests of a page are under way at once."""
SEEN_AGAIN = timedelta(hours=1)
"""After which it is written that a session was seen."""
_LONGEST_AGENT = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Entered:
    """A browser that was let in."""

    session: Session
    caller: Caller
    secret: str | None
    """What it has to show from now on, where that is new."""


def begin_session(unit: Unit, user_id: str, *, agent: str, workspace: str | None = None) -> str:
    """Sign a user in, and return what the browser shows from now on; it is never what any browser showed before."""
    here = [one for one in kept.workspaces_of(unit, user_id) if one.is_in]
    wanted = next((one for one in here if one.workspace == workspace), None) or next(iter(here), None)
    if wanted is None:
        raise refused("shut-out", "you belong to no workspace any more; ask the one who answers for it")
    store.end_old_sessions(unit, seen_before=unit.now - IDLE, made_before=unit.now - OLDEST)
    secret = drawn(SESSION)
    store.add_session(
        unit,
        digest(secret),
        id=str(uuid4()),
        user=user_id,
        workspace=wanted.workspace,
        form_key=drawn(""),
        drawn_at=unit.now,
        made_at=unit.now,
        seen_at=unit.now,
        confirmed=False,
        renew=False,
        agent=agent[:_LONGEST_AGENT],
    )
    return secret


def enter_by_session(database: Database, secret: str, now: datetime) -> Entered | None:
    """Return which browser shows a secret; None where it is none, has ended, or its user is shut out."""
    with database.engine.connect() as connection:
        session = store.session_of(connection, digest(secret))
    if session is None or _is_over(session, now):
        return None
    return Entered(session=session, caller=_caller(session), secret=_kept_up(database, session, secret, now))


def sessions_of(unit: Unit, user_id: str) -> list[Session]:
    """Return the sessions of a user that have not ended, the one seen last first."""
    return [one for one in store.sessions_of(unit, user_id) if not _is_too_old(one, unit.now)]


def end_session(unit: Unit, user_id: str, session: str) -> None:
    """End one session of a user."""
    if not store.end_session(unit, user_id, session):
        raise refused("unknown-session", "there is no such session, or it has ended; look at those that are there")


def end_all_sessions(unit: Unit, user_id: str, *, but: str | None = None) -> None:
    """End all sessions of a user, or all but one."""
    store.end_sessions(unit, user_id, but=but)


def look_at(unit: Unit, session: Session, workspace: str) -> None:
    """Let a session look at another workspace that its user belongs to."""
    here = {one.workspace for one in kept.workspaces_of(unit, session.user) if one.is_in}
    if workspace not in here:
        raise refused("unknown-workspace", "there is no such workspace, or you do not belong to it")
    store.look_at(unit, session.id, workspace)


def _is_over(session: Session, now: datetime) -> bool:
    return _is_too_old(session, now) or (session.is_former and session.confirmed and now - session.drawn_at > HOLDS_ON)


def _is_too_old(session: Session, now: datetime) -> bool:
    return now - session.seen_at > IDLE or now - session.made_at > OLDEST


def _caller(session: Session) -> Caller:
    actor = Actor(
        kind="member",
        id=session.user,
        name=session.name,
        party=SELLER,
        email=session.email,
        verified=session.proved_at is not None,
    )
    return Caller(workspace=session.workspace, actor=actor, rights=RIGHTS[session.role])


def _kept_up(database: Database, session: Session, shown: str, now: datetime) -> str | None:
    """Write what changes as a session is used; return its new secret where one was drawn."""
    since = now - session.drawn_at
    is_lost = session.is_former and not session.confirmed and since > HOLDS_ON  # the newest never reached the browser
    if since >= DRAWN_ANEW or is_lost or (session.renew and not session.is_former):
        new = drawn(SESSION)
        with database.writing(workspace=session.workspace, actor=SYSTEM, now=now) as unit:
            is_drawn = store.draw_anew(unit, session, shown=digest(shown), new=digest(new))
        return new if is_drawn else None
    confirmed = session.confirmed or not session.is_former
    if confirmed != session.confirmed or now - session.seen_at > SEEN_AGAIN:
        with database.writing(workspace=session.workspace, actor=SYSTEM, now=now) as unit:
            store.see_session(unit, session.id, confirmed=confirmed)
    return None
