"""Workspaces: the tenants."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import uuid4

from sqlalchemy import insert, select, update

from . import tables

if TYPE_CHECKING:
    from datetime import datetime

    from .unit import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Workspace:
    """A tenant."""

    id: str
    name: str
    made_at: datetime


def add_workspace(unit: Unit, name: str) -> str:
    """Keep a new workspace, and return its id."""
    workspace = str(uuid4())
    unit.connection.execute(insert(tables.workspaces).values(id=workspace, name=name, made_at=unit.now))
    return workspace


def hold_workspace(unit: Unit) -> None:
    """Let nobody else who holds the workspace go on until the transaction ends; on SQLite whoever writes is alone."""
    own = select(tables.workspaces.c.id).where(tables.workspaces.c.id == unit.workspace)
    unit.connection.execute(own.with_for_update(key_share=True))


def workspace_named(unit: Unit, name: str) -> Workspace:
    """Give the unit's workspace another name."""
    own = tables.workspaces.c.id == unit.workspace
    unit.connection.execute(update(tables.workspaces).where(own).values(name=name))
    return workspace_of(unit)


def workspace_of(unit: Unit) -> Workspace:
    """Return the unit's workspace."""
    row = unit.connection.execute(select(tables.workspaces).where(tables.workspaces.c.id == unit.workspace)).one()
    return Workspace(**row._mapping)  # noqa: SLF001 - SQLAlchemy's documented name


def is_alone(unit: Unit) -> bool:
    """Tell whether there is no workspace but the unit's."""
    found = unit.connection.scalars(select(tables.workspaces.c.id).limit(2))
    return [*found] == [unit.workspace]


def workspaces(unit: Unit) -> list[Workspace]:
    """Return all workspaces, oldest first; only the operator's commands ask for them."""
    rows = unit.connection.execute(select(tables.workspaces).order_by(tables.workspaces.c.made_at))
    return [Workspace(**row._mapping) for row in rows]  # noqa: SLF001 - SQLAlchemy's documented name
