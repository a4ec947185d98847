"""API tokens: what tools show at the door."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from app.actors import Actor
from app.callers import Caller, Right
from app.store.tokens import ApiToken, add_token, token_of
from scheduler.plan import SELLER

from .secrets import TOKEN, digest, drawn

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from app.store import Database, Unit


def make_token(unit: Unit, name: str, rights: Iterable[Right], *, expires_at: datetime | None = None) -> str:
    """Keep a new token of the unit's workspace, and return its secret, which nobody sees again."""
    secret = drawn(TOKEN)
    token = ApiToken(
        id=str(uuid4()),
        workspace=unit.workspace,
        name=name,
        scopes=tuple(sorted(rights)),
        made_at=unit.now,
        made_by=unit.actor.id,
        expires_at=expires_at,
    )
    add_token(unit, token, digest(secret))
    return secret


def enter_by_token(database: Database, secret: str, now: datetime) -> Caller | None:
    """Return who shows a token; None where it is none, or was one."""
    token = token_of(database, digest(secret))
    if token is None or token.revoked_at is not None or (token.expires_at is not None and token.expires_at <= now):
        return None
    actor = Actor(kind="tool", id=token.id, name=token.name, party=SELLER)
    return Caller(workspace=token.workspace, actor=actor, rights=frozenset(Right(one) for one in token.scopes))
