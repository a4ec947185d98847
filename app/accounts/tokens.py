"""API tokens: what tools show at the door."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import uuid4

from app.actors import Actor
from app.callers import Caller, Right
from app.names import unknown
from app.store import tokens as kept
from app.store.members import find_member
from app.store.tokens import ApiToken, add_token, token_of
from scheduler.plan import SELLER

from .codes import refused
from .secrets import TOKEN, digest, drawn
from .words import read_name

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from app.store import Database, Unit
    from app.store.members import Member


@dataclass(frozen=True, slots=True, kw_only=True)
class Issued:
    """A new token with its secret, which nobody sees again."""

    token: ApiToken
    secret: str


def issue_token(
    unit: Unit, name: str, scopes: Iterable[str], *, by: Caller | None, expires_at: datetime | None = None
) -> Issued:
    """Make a token that may do no more than who makes it, and no longer; the operator, who is no caller, may all."""
    rights = read_scopes(scopes)
    beyond = sorted(right for right in rights if by is not None and not by.may(right))
    if beyond:
        raise refused("more-than-yours", f"you may not do {beyond[0]} yourself, so no token of yours may; leave it out")
    if expires_at is not None and expires_at <= unit.now:
        raise refused("past-expiry", "the token would have run out already; name a later day")
    ends = _within_makers(expires_at, by)
    token = _new(unit, read_name(name, of="what the token is for"), rights, ends)
    return Issued(token=token, secret=_kept(unit, token))


def _within_makers(expires_at: datetime | None, by: Caller | None) -> datetime | None:
    """Return when a token ends: with what makes it where nothing is said, and never later."""
    if by is None or by.until is None:
        return expires_at
    if expires_at is not None and expires_at > by.until:
        sentence = f"the token that you show runs out at {by.until:%Y-%m-%d %H:%M} UTC; no token of it lasts longer"
        raise refused("outlives-yours", f"{sentence}, so name that moment or an earlier one")
    return expires_at or by.until


def make_token(unit: Unit, name: str, rights: Iterable[Right], *, expires_at: datetime | None = None) -> str:
    """Keep a new token of the unit's workspace, and return its secret, which nobody sees again."""
    return _kept(unit, _new(unit, name, rights, expires_at))


def _new(unit: Unit, name: str, rights: Iterable[Right], expires_at: datetime | None) -> ApiToken:
    return ApiToken(
        id=str(uuid4()),
        workspace=unit.workspace,
        name=name,
        scopes=tuple(sorted(rights)),
        made_at=unit.now,
        made_by=unit.actor.id,
        expires_at=expires_at,
    )


def _kept(unit: Unit, token: ApiToken) -> str:
    secret = drawn(TOKEN)
    add_token(unit, token, digest(secret))
    return secret


def enter_by_token(database: Database, secret: str, now: datetime) -> Caller | None:
    """Return who shows a token; None where it is none, or was one."""
    token = token_of(database, digest(secret))
    return caller_by(token) if token is not None and holds(token, now) else None


def holds(token: ApiToken, now: datetime) -> bool:
    """Tell whether a token lets in: it is not revoked, and has not run out."""
    return token.revoked_at is None and (token.expires_at is None or token.expires_at > now)


def caller_by(token: ApiToken) -> Caller:
    """Return who a token that holds makes of the tool that shows it."""
    actor = Actor(kind="tool", id=token.id, name=token.name, party=SELLER)
    rights = frozenset(Right(one) for one in token.scopes)
    return Caller(workspace=token.workspace, actor=actor, rights=rights, until=token.expires_at)


def member_behind(unit: Unit, token: str) -> Member | None:
    """Return the member who made a token, or the one that it was made with, as that member is now.

    None for what the operator made: who belongs to the workspace no more has no tokens there.
    """
    makers = {one.id: one.made_by for one in kept.tokens(unit)}
    found = token
    while found in makers:
        found = makers[found]
    return find_member(unit, found)


def maker_for(caller: Caller) -> str | None:
    """Return whose tokens somebody looks after: None, for those of all, who manages members; others their own."""
    return None if caller.may(Right.MANAGE_MEMBERS) else caller.actor.id


def tokens_of(unit: Unit, *, maker: str | None) -> list[ApiToken]:
    """Return the tokens of the unit's workspace, or those that one maker made, newest first."""
    return [one for one in kept.tokens(unit) if maker is None or one.made_by == maker]


def revoke_token(unit: Unit, token: str, *, maker: str | None) -> None:
    """Revoke a token at once, and those that were made with it; one's own alone where a maker is named."""
    if token not in {one.id for one in tokens_of(unit, maker=maker)}:
        raise refused("unknown-token", "the workspace has no such token, or it is not yours; look at those that it has")
    kept.revoke_token(unit, token)


def read_scopes(scopes: Iterable[str]) -> list[Right]:
    """Return scopes as rights; refuse what is none, and none at all."""
    found = sorted({*scopes})
    for one in found:
        if one not in {right.value for right in Right}:
            raise unknown("scope", one, [(right.value, "") for right in Right])
    if not found:
        raise refused("no-scopes", "a token without scopes can do nothing; name at least one")
    return [Right(one) for one in found]
