"""API tokens, as digests of their secrets."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, and_, insert, select, update

from . import tables

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import datetime

    from sqlalchemy import Row

    from .database import Database
    from .unit import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiToken:
    """What lets a tool in, without its secret."""

    id: str
    workspace: str
    name: str
    """What people call the tool; the log names it so."""
    scopes: tuple[str, ...]
    made_at: datetime
    made_by: str
    """The member who made it, or the token with which it was made."""
    expires_at: datetime | None = None
    used_at: datetime | None = None
    revoked_at: datetime | None = None


def add_token(unit: Unit, token: ApiToken, digest: str) -> None:
    """Keep a new token."""
    values = {**asdict(token), "scopes": [*token.scopes], "digest": digest}
    unit.connection.execute(insert(tables.api_tokens).values(**values))


def token_of(database: Database, digest: str) -> ApiToken | None:
    """Return the token with a digest, of whatever workspace: this is how a workspace is found."""
    with database.engine.connect() as connection:
        row = connection.execute(select(*_COLUMNS).where(tables.api_tokens.c.digest == digest)).one_or_none()
    return None if row is None else _read(row)


def tokens(unit: Unit) -> list[ApiToken]:
    """Return the tokens of the unit's workspace that are not revoked, newest first."""
    table = tables.api_tokens.c
    mine = and_(table.workspace == unit.workspace, table.revoked_at.is_(None))
    return [_read(row) for row in unit.connection.execute(_listed(mine))]


def revoke_token(unit: Unit, token: str) -> None:
    """Revoke a token of the unit's workspace, and those that were made with it."""
    _revoke(unit, {token, *_made_by(unit, {token})})


def revoke_tokens_of(unit: Unit, maker: str) -> None:
    """Revoke all tokens that somebody made in the unit's workspace, and those that were made with them."""
    _revoke(unit, _made_by(unit, {maker}))


def limit_tokens(unit: Unit, maker: str, rights: Collection[str]) -> None:
    """Take from the tokens that somebody made what is not among these rights, and from those made with them."""
    mine = _made_by(unit, {maker})
    for one in tokens(unit):
        if one.id in mine:
            left = [scope for scope in one.scopes if scope in rights]
            own = tables.api_tokens.c.id == one.id
            unit.connection.execute(update(tables.api_tokens).where(own).values(scopes=left))


def use_tokens(unit: Unit, used: Mapping[str, datetime]) -> None:
    """Keep when tokens, of whatever workspaces, were last used."""
    table = tables.api_tokens
    for token, at in used.items():
        unit.connection.execute(update(table).where(table.c.id == token).values(used_at=at))


_COLUMNS = [column for column in tables.api_tokens.c if column.name != "digest"]


def _made_by(unit: Unit, makers: set[str]) -> set[str]:
    """Return the tokens that some made, those that were made with these, and so on."""
    found: set[str] = set()
    here = tokens(unit)
    while new := {one.id for one in here if one.made_by in makers | found} - found:
        found |= new
    return found


def _revoke(unit: Unit, which: set[str]) -> None:
    table = tables.api_tokens
    own = and_(table.c.workspace == unit.workspace, table.c.id.in_(which), table.c.revoked_at.is_(None))
    unit.connection.execute(update(table).where(own).values(revoked_at=unit.now))


def _listed(mine: ColumnElement[bool]) -> Any:  # noqa: ANN401 - a query
    return select(*_COLUMNS).where(mine).order_by(tables.api_tokens.c.made_at.desc(), tables.api_tokens.c.id)


def _read(row: Row[Any]) -> ApiToken:
    return ApiToken(**{**row._mapping, "scopes": tuple(row.scopes)})  # noqa: SLF001 - SQLAlchemy's documented name
