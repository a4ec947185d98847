"""Which members change a plan besides its owner."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, insert, select

from . import tables

if TYPE_CHECKING:
    from .unit import Unit


def shared_with(unit: Unit, plan: str) -> frozenset[str]:
    """Return the members with whom a plan is shared."""
    table = tables.sharing
    return frozenset(unit.connection.scalars(select(table.c.member).where(table.c.plan == plan)))


def set_shared(unit: Unit, plan: str, member: str, *, shared: bool) -> None:
    """Say whether a member changes a plan that is another's."""
    table = tables.sharing
    unit.connection.execute(delete(table).where(table.c.plan == plan, table.c.member == member))
    if shared:
        unit.connection.execute(insert(table).values(plan=plan, member=member))
