"""Users: people who have an account, each known by one e-mail address, whatever its capitals."""

from __future__ import annotations

import unicodedata
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, and_, delete, func, insert, select, update

from . import tables

if TYPE_CHECKING:
    from datetime import datetime

    from .unit import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class User:
    """Somebody who has an account, in whatever workspaces."""

    id: str
    email: str
    """As it was written; no two users have one that differs in capitals alone."""
    name: str
    password: str | None = None
    """Its hash; none for who comes in otherwise, or has not chosen one yet."""
    issuer: str | None = None
    subject: str | None = None
    """What the identity provider calls the user, which counts from the first time on."""
    proved_at: datetime | None = None
    """When the address was proved to be the user's own."""
    disabled_at: datetime | None = None
    made_at: datetime


def add_user(unit: Unit, user: User) -> None:
    """Keep a new user."""
    unit.connection.execute(insert(tables.users).values(**asdict(user), email_key=key_of(user.email)))


def keep_user(unit: Unit, user_id: str, **values: Any) -> None:  # noqa: ANN401 - columns of any type
    """Keep what changed of a user."""
    unit.connection.execute(update(tables.users).where(tables.users.c.id == user_id).values(**values))


def user_by_email(unit: Unit, email: str) -> User | None:
    """Return who has an address, in whatever capitals."""
    return _one(unit, tables.users.c.email_key == key_of(email))


def user_by_id(unit: Unit, user_id: str) -> User | None:
    """Return a user."""
    return _one(unit, tables.users.c.id == user_id)


def user_by_subject(unit: Unit, issuer: str, subject: str) -> User | None:
    """Return whom an identity provider calls so."""
    return _one(unit, and_(tables.users.c.issuer == issuer, tables.users.c.subject == subject))


def users(unit: Unit) -> list[User]:
    """Return all users, by address; only the operator's commands ask for them."""
    rows = unit.connection.execute(select(*_COLUMNS).order_by(tables.users.c.email_key))
    return [User(**row._mapping) for row in rows]  # noqa: SLF001 - SQLAlchemy's documented name


def forget_user(unit: Unit, user_id: str) -> None:
    """Forget a user, with sessions, one-time addresses and memberships."""
    unit.connection.execute(delete(tables.users).where(tables.users.c.id == user_id))


def count_users(unit: Unit) -> int:
    """Return how many users there are."""
    return int(unit.connection.scalar(select(func.count()).select_from(tables.users)) or 0)


def key_of(email: str) -> str:
    """Return what an address is without regard to case."""
    return unicodedata.normalize("NFC", email.strip()).casefold()


_COLUMNS = [column for column in tables.users.c if column.name != "email_key"]


def _one(unit: Unit, own: ColumnElement[bool]) -> User | None:
    row = unit.connection.execute(select(*_COLUMNS).where(own)).one_or_none()
    return None if row is None else User(**row._mapping)  # noqa: SLF001 - SQLAlchemy's documented name
