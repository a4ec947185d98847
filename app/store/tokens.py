"""API tokens, as digests of their secrets."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from sqlalchemy import insert, select

from . import tables

if TYPE_CHECKING:
    from datetime import datetime

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
    """The member who made it."""
    expires_at: datetime | None = None
    used_at: datetime | None = None
    revoked_at: datetime | None = None


def add_token(unit: Unit, token: ApiToken, digest: str) -> None:
    """Keep a new token."""
    values = {**asdict(token), "scopes": [*token.scopes], "digest": digest}
    unit.connection.execute(insert(tables.api_tokens).values(**values))


def token_of(database: Database, digest: str) -> ApiToken | None:
    """Return the token with a digest, of whatever workspace: this is how a workspace is found."""
    table = tables.api_tokens
    query = select(*(one for one in table.c if one.name != "digest")).where(table.c.digest == digest)
    with database.engine.connect() as connection:
        row = connection.execute(query).one_or_none()
    return None if row is None else ApiToken(**{**row._mapping, "scopes": tuple(row.scopes)})  # noqa: SLF001 - theirs
