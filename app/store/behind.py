"""Plans in which time has not passed yet: found in all workspaces, for the service itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select, tuple_

from . import tables

if TYPE_CHECKING:
    from datetime import date

    from .unit import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Behind:
    """A plan that has to be brought to today."""

    id: str
    workspace: str
    day: date
    """Up to which time has passed in it."""


def zones(unit: Unit) -> list[str]:
    """Return the zones in which plans live, each found by one step into the index; and those of plans given up."""
    found, column = list[str](), tables.plans.c.zone
    query = select(column).where(tables.GO_ON).order_by(column).limit(1)
    while (zone := unit.connection.scalar(query.where(column > found[-1]) if found else query)) is not None:
        found.append(zone)
    given_up = unit.connection.scalars(select(column).where(tables.GIVEN_UP).distinct())
    return sorted({*found, *given_up})


def behind(unit: Unit, zone: str, today: date, *, after: Behind | None, limit: int) -> list[Behind]:
    """Return plans of a zone in which it is not today yet, the longest behind first, from one on."""
    table = tables.plans
    query = select(table.c.id, table.c.workspace, table.c.day).where(table.c.zone == zone, table.c.day < today)
    query = query.order_by(table.c.day, table.c.id).limit(limit)
    if after is not None:
        query = query.where(tuple_(table.c.day, table.c.id) > tuple_(after.day, after.id))
    rows = [row for which in (tables.GO_ON, tables.GIVEN_UP) for row in unit.connection.execute(query.where(which))]
    found = sorted((Behind(**row._mapping) for row in rows), key=lambda one: (one.day, one.id))  # noqa: SLF001 - documented
    return found[:limit]
