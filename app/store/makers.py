"""Whether whoever made something still comes in: what they made for themselves ends with them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import and_, or_, select

from . import tables

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection, Select


@dataclass(frozen=True, slots=True, kw_only=True)
class WayIn:
    """Whether somebody comes in, and until when."""

    is_in: bool
    until: datetime | None = None
    """Without end where absent."""


OUT = WayIn(is_in=False)


def way_in_of(connection: Connection, workspace: str, kind: str, maker: str) -> WayIn:
    """Return how a tool, a member or a participant of a workspace stands; whoever is not there is out."""
    row = connection.execute(_QUERIES[kind](workspace, maker)).first() if kind in _QUERIES else None
    return OUT if row is None else WayIn(is_in=True, until=row.until)


def _tool(workspace: str, maker: str) -> Select[tuple[datetime | None]]:
    token = tables.api_tokens.c
    here = and_(token.id == maker, token.workspace == workspace, token.revoked_at.is_(None))
    return select(token.expires_at.label("until")).where(here)


def _member(workspace: str, maker: str) -> Select[tuple[datetime | None]]:
    member, user = tables.members.c, tables.users.c
    here = and_(member.user == maker, member.workspace == workspace, member.disabled_at.is_(None))
    query = select(user.disabled_at.label("until")).join(tables.members, member.user == user.id)
    return query.where(here, user.disabled_at.is_(None))


def _participant(workspace: str, maker: str) -> Select[tuple[datetime | None]]:
    """Ask for a participant, or for an open link by which somebody came who never said who it was."""
    link, person, plan = tables.share_links.c, tables.participants.c, tables.plans.c
    by_name = and_(person.id == maker, person.revoked_at.is_(None))
    query = select(link.expires_at.label("until")).join(tables.plans, plan.id == link.plan)
    query = query.outerjoin(tables.participants, person.link == link.id)
    return query.where(plan.workspace == workspace, link.revoked_at.is_(None), or_(link.id == maker, by_name))


_QUERIES = {"tool": _tool, "member": _member, "participant": _participant}
