"""One-time addresses, as digests of their secrets: each leads somewhere once."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Literal

from sqlalchemy import ColumnElement, and_, delete, insert, or_, select, update

from . import tables
from .users import key_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from .unit import Unit

Purpose = Literal["first", "invite", "password"]


@dataclass(frozen=True, slots=True, kw_only=True)
class OneTime:
    """What a one-time address leads to, without its secret."""

    id: str
    purpose: Purpose
    """To make the first admin, to join a workspace, or to choose a password."""
    workspace: str | None = None
    """Which is joined."""
    user: str | None = None
    """Whose password it is."""
    email: str | None = None
    """Who is invited."""
    role: str | None = None
    """As what."""
    is_mailed: bool = False
    """Whether it went out by mail alone, so that using it proves the address to be one's own."""
    made_at: datetime
    made_by: str
    expires_at: datetime
    used_at: datetime | None = None


def add_one_time(unit: Unit, one: OneTime, digest: str) -> None:
    """Keep a new address."""
    unit.connection.execute(insert(tables.one_time_addresses).values(**asdict(one), digest=digest))


def find_one_time(unit: Unit, digest: str) -> OneTime | None:
    """Return what an address leads to, as long as it does."""
    return next(iter(_read(unit, _open(unit, digest))), None)


def use_one_time(unit: Unit, digest: str) -> OneTime | None:
    """Return what an address leads to and let it lead nowhere from now on; of two at once one gets it."""
    table = tables.one_time_addresses
    used = unit.connection.execute(update(table).where(_open(unit, digest)).values(used_at=unit.now))
    return next(iter(_read(unit, table.c.digest == digest)), None) if used.rowcount == 1 else None


def open_invitations(unit: Unit) -> list[OneTime]:
    """Return who is invited to the unit's workspace and has not come yet, newest first."""
    table = tables.one_time_addresses.c
    mine = and_(table.workspace == unit.workspace, table.purpose == "invite")
    return _read(unit, and_(mine, table.used_at.is_(None), table.expires_at > unit.now))


def withdraw_invitation(unit: Unit, invitation: str) -> bool:
    """Let an invitation to the unit's workspace lead nowhere; tell whether it led somewhere."""
    table = tables.one_time_addresses
    mine = and_(table.c.id == invitation, table.c.workspace == unit.workspace, table.c.purpose == "invite")
    return unit.connection.execute(delete(table).where(mine, table.c.used_at.is_(None))).rowcount == 1


def withdraw_invitations(unit: Unit, email: str) -> None:
    """Let older invitations of somebody to the unit's workspace lead nowhere."""
    for one in open_invitations(unit):
        if one.email and key_of(one.email) == key_of(email):
            withdraw_invitation(unit, one.id)


def use_invitations(unit: Unit, email: str) -> list[OneTime]:
    """Return the invitations of somebody to whatever workspaces, and let them lead nowhere from now on."""
    table = tables.one_time_addresses
    there = and_(table.c.purpose == "invite", table.c.used_at.is_(None), table.c.expires_at > unit.now)
    own = [one for one in _read(unit, there) if one.email and key_of(one.email) == key_of(email)]
    mine = and_(table.c.id.in_([one.id for one in own]), table.c.used_at.is_(None))
    unit.connection.execute(update(table).where(mine).values(used_at=unit.now))
    return own


def forget_one_time(unit: Unit, purpose: Purpose, *, user: str | None = None) -> None:
    """Forget the addresses of a kind, of one user where one is named, and all that lead nowhere any more."""
    table = tables.one_time_addresses
    own = and_(table.c.purpose == purpose, table.c.user == user if user else table.c.user.is_(None))
    over = or_(table.c.used_at.is_not(None), table.c.expires_at <= unit.now)
    unit.connection.execute(delete(table).where(or_(own, over)))


def forget_addresses_of(unit: Unit, has: Callable[[str], bool], *, everywhere: bool) -> None:
    """Forget the addresses to which some people were invited, to the unit's workspace or to any."""
    table = tables.one_time_addresses
    query = select(table.c.digest, table.c.email).where(table.c.email.is_not(None))
    query = query if everywhere else query.where(table.c.workspace == unit.workspace)
    digests = [row.digest for row in unit.connection.execute(query).all() if has(row.email)]
    unit.connection.execute(delete(table).where(table.c.digest.in_(digests)))


_COLUMNS = [column for column in tables.one_time_addresses.c if column.name != "digest"]


def _open(unit: Unit, digest: str) -> ColumnElement[bool]:
    table = tables.one_time_addresses.c
    return and_(table.digest == digest, table.used_at.is_(None), table.expires_at > unit.now)


def _read(unit: Unit, own: Any) -> list[OneTime]:  # noqa: ANN401 - what SQLAlchemy makes of a condition
    query = select(*_COLUMNS).where(own).order_by(tables.one_time_addresses.c.made_at.desc())
    return [OneTime(**row._mapping) for row in unit.connection.execute(query)]  # noqa: SLF001 - theirs
