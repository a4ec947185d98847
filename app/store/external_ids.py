"""What other systems call plans: each name once in a workspace."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import and_, insert, select

from . import tables

if TYPE_CHECKING:
    from .unit import Unit


def name_plan(unit: Unit, system: str, external_id: str, plan: str) -> None:
    """Keep what another system calls a plan."""
    values = {"workspace": unit.workspace, "system": system, "id": external_id, "plan": plan}
    unit.connection.execute(insert(tables.external_ids).values(**values))


def plan_named(unit: Unit, system: str, external_id: str) -> str | None:
    """Return the plan that another system calls so; None where it calls none so."""
    table = tables.external_ids
    own = and_(table.c.workspace == unit.workspace, table.c.system == system, table.c.id == external_id)
    return unit.connection.scalar(select(table.c.plan).where(own))
