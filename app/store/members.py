"""Who belongs to a workspace, and in which role."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Select, and_, delete, func, insert, select, update

from app.callers import ADMIN

from . import tables

if TYPE_CHECKING:
    from datetime import datetime

    from .unit import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A user in one workspace."""

    workspace: str
    workspace_name: str
    id: str
    """The user's."""
    email: str
    name: str
    role: str
    joined_at: datetime
    disabled_at: datetime | None
    """When an admin of the workspace shut the member out."""
    shut_out_at: datetime | None
    """When the operator shut the user out of everything."""

    @property
    def is_in(self) -> bool:
        """Tell whether the member comes in."""
        return self.disabled_at is None and self.shut_out_at is None


def join_workspace(unit: Unit, user_id: str, *, role: str, workspace: str) -> None:
    """Let a user belong to a workspace in a role; who was shut out of it comes in again."""
    table = tables.members
    own = and_(table.c.workspace == workspace, table.c.user == user_id)
    again = unit.connection.execute(update(table).where(own).values(role=role, disabled_at=None))
    if again.rowcount == 0:
        values = {"workspace": workspace, "user": user_id, "role": role, "joined_at": unit.now}
        unit.connection.execute(insert(table).values(**values))


def keep_member(unit: Unit, user_id: str, **values: Any) -> None:  # noqa: ANN401 - columns of any type
    """Keep what changed of a member of the unit's workspace."""
    unit.connection.execute(update(tables.members).where(_own(unit, user_id)).values(**values))


def remove_member(unit: Unit, user_id: str) -> None:
    """Let a user belong to the unit's workspace no more."""
    unit.connection.execute(delete(tables.members).where(_own(unit, user_id)))


def members(unit: Unit) -> list[Member]:
    """Return all members of the unit's workspace, by name."""
    query = _members().where(tables.members.c.workspace == unit.workspace)
    return _read(unit, query.order_by(func.lower(tables.users.c.name), tables.users.c.id))


def find_member(unit: Unit, user_id: str) -> Member | None:
    """Return a member of the unit's workspace."""
    return next(iter(_read(unit, _members().where(_own(unit, user_id)))), None)


def workspaces_of(unit: Unit, user_id: str) -> list[Member]:
    """Return what a user is in each workspace, oldest membership first."""
    query = _members().where(tables.members.c.user == user_id)
    return _read(unit, query.order_by(tables.members.c.joined_at, tables.members.c.workspace))


def name_of_workspace(unit: Unit, workspace: str) -> str:
    """Return what a workspace is called that somebody is invited to."""
    table = tables.workspaces.c
    return str(unit.connection.scalar(select(table.name).where(table.id == workspace)) or "")


def count_admins(unit: Unit) -> int:
    """Return how many admins come into the unit's workspace; until the transaction ends nobody else changes that."""
    mine = tables.workspaces.c.id == unit.workspace
    unit.connection.execute(select(tables.workspaces.c.id).where(mine).with_for_update())
    return sum(one.is_in and one.role == ADMIN for one in members(unit))


def _members() -> Select[Any]:
    users, own, workspaces = tables.users.c, tables.members.c, tables.workspaces.c
    return select(
        own.workspace,
        workspaces.name.label("workspace_name"),
        users.id,
        users.email,
        users.name,
        own.role,
        own.joined_at,
        own.disabled_at,
        users.disabled_at.label("shut_out_at"),
    ).select_from(tables.members.join(tables.users).join(tables.workspaces))


def _read(unit: Unit, query: Select[Any]) -> list[Member]:
    return [Member(**row._mapping) for row in unit.connection.execute(query)]  # noqa: SLF001 - theirs


def _own(unit: Unit, user_id: str) -> ColumnElement[bool]:
    """Return what binds a query to one member of the unit's workspace."""
    return and_(tables.members.c.workspace == unit.workspace, tables.members.c.user == user_id)
