"""What other systems call plans: each name once in a workspace, with what the system said of it last."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, insert, select, update

from . import tables

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import ColumnElement

    from .unit import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A plan that another system has a name for."""

    system: str
    id: str
    """What it calls the plan, or what the plan is for."""
    plan: str
    record: Mapping[str, Any] | None = None
    """What the system said last of it; None where it handed a whole plan in."""


def name_plan(unit: Unit, named: Named, record: Mapping[str, Any] | None = None) -> None:
    """Keep what another system calls a plan."""
    values = {"workspace": unit.workspace, "system": named.system, "id": named.id, "plan": named.plan}
    unit.connection.execute(insert(tables.external_ids).values(**values, record=record))


def keep_record(unit: Unit, named: Named, record: Mapping[str, Any]) -> None:
    """Keep what a system says of a plan now."""
    own = _own(unit, named.system, named.id)
    unit.connection.execute(update(tables.external_ids).where(own).values(record=record))


def plan_named(unit: Unit, system: str, external_id: str) -> Named | None:
    """Return the plan that another system calls so; None where it calls none so."""
    table = tables.external_ids
    query = select(table.c.plan, table.c.record).where(_own(unit, system, external_id))
    row = unit.connection.execute(query).one_or_none()
    return None if row is None else Named(system=system, id=external_id, plan=row.plan, record=row.record)


def names_of(unit: Unit, plan: str) -> list[Named]:
    """Return what other systems call a plan, by system and name."""
    table = tables.external_ids
    query = select(table.c.system, table.c.id).where(table.c.workspace == unit.workspace, table.c.plan == plan)
    rows = unit.connection.execute(query.order_by(table.c.system, table.c.id))
    return [Named(system=row.system, id=row.id, plan=plan) for row in rows]


def _own(unit: Unit, system: str, external_id: str) -> ColumnElement[bool]:
    table = tables.external_ids
    return and_(table.c.workspace == unit.workspace, table.c.system == system, table.c.id == external_id)
