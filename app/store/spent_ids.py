"""Ids that a plan gives no second time, each as a digest: an id can be made of somebody's name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import insert, select

from . import tables

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from .unit import Unit


def spent(unit: Unit, plan: str) -> frozenset[str]:
    """Return the digests of all ids of a plan that are spent."""
    table = tables.spent_ids
    return frozenset(unit.connection.scalars(select(table.c.digest).where(table.c.plan == plan)))


def spend(unit: Unit, plan: str, digests: AbstractSet[str]) -> None:
    """Keep that ids are spent; those that are already stay so."""
    rows = [{"plan": plan, "digest": one} for one in sorted(digests - spent(unit, plan))]
    if rows:
        unit.connection.execute(insert(tables.spent_ids), rows)
