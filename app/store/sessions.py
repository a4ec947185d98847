"""Sessions of browsers, as digests of their secrets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Select, and_, delete, insert, or_, select, update

from . import tables

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection

    from .unit import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """Somebody who is signed in with one browser, and who that is in the workspace that it looks at."""

    id: str
    user: str
    workspace: str
    form_key: str
    """What each form of it carries: another site does not know it."""
    drawn_at: datetime
    """When its secret was drawn."""
    made_at: datetime
    seen_at: datetime
    confirmed: bool
    """Whether the newest secret was shown since it was drawn, so that the browser has it."""
    renew: bool
    """Whether the next request draws a new secret, because what it may do has changed."""
    agent: str
    """What the browser calls itself."""
    is_former: bool
    """Whether the secret that was shown is the one before, which holds a moment longer."""
    name: str
    """The user's."""
    email: str
    proved_at: datetime | None
    role: str
    workspace_name: str


def add_session(unit: Unit, digest: str, **values: Any) -> None:  # noqa: ANN401 - columns of any type
    """Keep a new session."""
    unit.connection.execute(insert(tables.sessions).values(digest=digest, **values))


def session_of(connection: Connection, digest: str) -> Session | None:
    """Return the session with a secret, of whatever workspace, unless its user is shut out of that."""
    table = tables.sessions.c
    shown = or_(table.digest == digest, table.digest_before == digest)
    row = connection.execute(_sessions(is_former=table.digest != digest).where(shown)).one_or_none()
    return None if row is None else Session(**row._mapping)  # noqa: SLF001 - SQLAlchemy's documented name


def draw_anew(unit: Unit, session: Session, *, shown: str, new: str) -> bool:
    """Give a session a new secret, beside which the one that was shown holds a moment; of two at once one does."""
    table = tables.sessions
    own = and_(table.c.id == session.id, table.c.drawn_at == session.drawn_at)
    values = {"digest": new, "digest_before": shown, "drawn_at": unit.now, "seen_at": unit.now}
    drawn = update(table).where(own).values(**values, confirmed=False, renew=False)
    return unit.connection.execute(drawn).rowcount == 1


def see_session(unit: Unit, session: str, *, confirmed: bool) -> None:
    """Keep that a session was seen now, and whether with its newest secret."""
    table = tables.sessions
    unit.connection.execute(update(table).where(table.c.id == session).values(seen_at=unit.now, confirmed=confirmed))


def sessions_of(unit: Unit, user_id: str) -> list[Session]:
    """Return the sessions of a user, the one seen last first."""
    query = _sessions(is_former=tables.sessions.c.digest.is_(None)).where(tables.sessions.c.user == user_id)
    rows = unit.connection.execute(query.order_by(tables.sessions.c.seen_at.desc(), tables.sessions.c.id))
    return [Session(**row._mapping) for row in rows]  # noqa: SLF001 - SQLAlchemy's documented name


def end_session(unit: Unit, user_id: str, session: str) -> bool:
    """End a session of a user; tell whether there was one."""
    own = and_(tables.sessions.c.user == user_id, tables.sessions.c.id == session)
    return unit.connection.execute(delete(tables.sessions).where(own)).rowcount == 1


def end_sessions(unit: Unit, user_id: str, *, workspace: str | None = None, but: str | None = None) -> None:
    """End the sessions of a user: those that look at one workspace where it is named, all but one where that is."""
    table = tables.sessions
    own = [table.c.user == user_id]
    own += [] if workspace is None else [table.c.workspace == workspace]
    own += [] if but is None else [table.c.id != but]
    unit.connection.execute(delete(table).where(*own))


def end_old_sessions(unit: Unit, *, seen_before: datetime, made_before: datetime) -> None:
    """End sessions that nobody used for long, and those that are too old."""
    table = tables.sessions
    over = or_(table.c.seen_at < seen_before, table.c.made_at < made_before)
    unit.connection.execute(delete(table).where(over))


def renew_sessions(unit: Unit, user_id: str) -> None:
    """Have the secrets of a user's sessions drawn anew, since what they may do has changed."""
    table = tables.sessions
    unit.connection.execute(update(table).where(table.c.user == user_id).values(renew=True))


def look_at(unit: Unit, session: str, workspace: str) -> None:
    """Let a session look at another workspace of its user."""
    table = tables.sessions
    unit.connection.execute(update(table).where(table.c.id == session).values(workspace=workspace, renew=True))


def _sessions(*, is_former: ColumnElement[bool]) -> Select[Any]:
    own, users, members, workspaces = tables.sessions, tables.users, tables.members, tables.workspaces
    here = and_(members.c.user == own.c.user, members.c.workspace == own.c.workspace)
    joined = (
        own.join(users, users.c.id == own.c.user)
        .join(members, here)
        .join(workspaces, workspaces.c.id == own.c.workspace)
    )
    names = ("id", "user", "workspace", "form_key", "drawn_at", "made_at", "seen_at", "confirmed", "renew", "agent")
    return (
        select(
            *(own.c[name] for name in names),
            is_former.label("is_former"),
            users.c.name,
            users.c.email,
            users.c.proved_at,
            members.c.role,
            workspaces.c.name.label("workspace_name"),
        )
        .select_from(joined)
        .where(users.c.disabled_at.is_(None), members.c.disabled_at.is_(None))
    )
