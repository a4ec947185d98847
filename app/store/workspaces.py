"""Workspaces: the tenants."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from sqlalchemy import insert

from . import tables

if TYPE_CHECKING:
    from .unit import Unit


def add_workspace(unit: Unit, name: str) -> str:
    """Keep a new workspace, and return its id."""
    workspace = str(uuid4())
    unit.connection.execute(insert(tables.workspaces).values(id=workspace, name=name, made_at=unit.now))
    return workspace
