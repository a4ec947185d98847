"""Texts of a plan and of a workspace in whatever table: rewritten alike, tables that come later among them.

A table is bound to a workspace by its columns and references. What has no such way is the service's own, or is named
in `OUTSIDE` with the reason.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from sqlalchemy import JSON, Text, and_, select, update

from . import tables

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sqlalchemy import Column, ColumnElement, Table

    from .unit import Unit

OUTSIDE: Mapping[str, str] = MappingProxyType(
    {
        "users": "of no workspace; a user goes with the last one",
        "workspaces": "its name is its own",
        "oidc_starts": "holds an address within the service",
    }
)
"""Tables with texts that belong to no workspace, each with why nothing of a person is left there."""
BY_ITSELF = frozenset(
    {
        ("log", "asked"),
        ("log", "by_name"),
        ("log", "why"),
        ("comments", "mentions"),
        ("change_requests", "operations"),
        ("calendar_entries", "last_seen"),
        ("signatures", "name"),
        ("participants", "name"),
        ("participants", "email"),
        ("participants", "email_key"),
        ("invitations", "name"),
        ("invitations", "email"),
        ("invitations", "email_key"),
        ("share_links", "password"),
        ("erasures", "about"),
    }
)
"""Columns that are rewritten with what they mean, or say who somebody else is."""


def rewrite_plan(unit: Unit, plan: str, change: Callable[[Any], Any]) -> bool:
    """Change the texts that belong to a plan; tell whether any is another one now."""
    changed = [_rewrite(unit, one, one.c.plan == plan, change) for one in _with_texts() if _is_of_plan(one)]
    return any(changed)


def rewrite_workspace(unit: Unit, change: Callable[[Any], Any]) -> None:
    """Change the texts that belong to the unit's workspace and to none of its plans."""
    for one in _with_texts():
        bound = None if _is_of_plan(one) else bound_to(one, unit.workspace)
        if bound is not None:
            _rewrite(unit, one, bound, change)


def bound_to(table: Table, workspace: str) -> ColumnElement[bool] | None:
    """Return which rows of a table belong to a workspace; None where none does."""
    if "workspace" in table.c:
        return table.c.workspace == workspace
    for key in table.foreign_keys:
        bound = None if key.column.table is table else bound_to(key.column.table, workspace)
        if bound is not None:
            return key.parent.in_(select(key.column).where(bound))
    return None


def _is_of_plan(table: Table) -> bool:
    return any(key.column is tables.plans.c.id and key.parent.name == "plan" for key in table.foreign_keys)


def _with_texts() -> list[Table]:
    return [one for one in tables.METADATA.sorted_tables if _texts(one)]


def _texts(table: Table) -> list[Column[Any]]:
    return [
        column
        for column in table.c
        if isinstance(column.type, (Text, JSON))
        and not column.primary_key
        and (table.name, column.name) not in BY_ITSELF
    ]


def _rewrite(unit: Unit, table: Table, own: ColumnElement[bool], change: Callable[[Any], Any]) -> bool:
    keys, columns, changed = [*table.primary_key], _texts(table), False
    for row in unit.connection.execute(select(*keys, *columns).where(own)).mappings().all():
        before = {column.name: row[column.name] for column in columns}
        after = {name: change(value) for name, value in before.items()}
        if after != before:
            this = and_(*(key == row[key.name] for key in keys))
            unit.connection.execute(update(table).where(this).values(**after))
            changed = True
    return changed
