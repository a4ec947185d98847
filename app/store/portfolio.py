"""The plans of a workspace as lists: filtered, in an order that lasts, a page at a time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

from sqlalchemy import ColumnElement, and_, func, literal, or_, select, tuple_

from . import tables
from .plans import StoredPlan

if TYPE_CHECKING:
    from .unit import Unit

State = Literal["open", "closed", "archived"]
NEVER = date(9999, 12, 31)
"""Stands for a day that there is none of: such plans come last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Which plans are wanted."""

    state: State = "open"
    text: str = ""
    """What title or customer contain, in whatever capitals."""
    health: str = ""
    owner: str = ""
    starts_by: date | None = None
    """The last day on which their next step starts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a page ended: behind this plan the next one begins."""

    day: date
    plan: str


def plans_of(unit: Unit, wanted: Filter, *, after: Place | None = None, limit: int) -> list[StoredPlan]:
    """Return plans by the day on which something starts in them, those without one last."""
    table = tables.plans
    day = func.coalesce(table.c.next_start, literal(NEVER, tables.plans.c.next_start.type))
    query = select(table).where(table.c.workspace == unit.workspace, *_conditions(wanted))
    if after is not None:
        query = query.where(
            tuple_(day, table.c.id) > tuple_(literal(after.day, table.c.next_start.type), literal(after.plan))
        )
    rows = unit.connection.execute(query.order_by(day, table.c.id).limit(limit))
    return [StoredPlan(**row._mapping) for row in rows]  # noqa: SLF001 - SQLAlchemy's documented name


def place_of(plan: StoredPlan) -> Place:
    """Return where a page ends whose last plan is this one."""
    return Place(day=plan.next_start or NEVER, plan=plan.id)


def _conditions(wanted: Filter) -> list[ColumnElement[bool]]:
    table = tables.plans
    found = [_state(wanted.state)]
    if wanted.text:
        like = f"%{wanted.text.casefold().translate(_ESCAPED)}%"
        found.append(
            or_(
                func.lower(table.c.title).like(like, escape="\\"),
                func.lower(table.c.customer).like(like, escape="\\"),
                table.c.title.contains(wanted.text, autoescape=True),  # SQLite knows no large letters but ASCII's
                table.c.customer.contains(wanted.text, autoescape=True),
            )
        )
    if wanted.health:
        found.append(table.c.health == wanted.health)
    if wanted.owner:
        found.append(table.c.owner == wanted.owner)
    if wanted.starts_by is not None:
        found.append(table.c.next_start <= wanted.starts_by)
    return found


_ESCAPED = str.maketrans({"%": "\\%", "_": "\\_", "\\": "\\\\"})


def _state(state: State) -> ColumnElement[bool]:
    table = tables.plans
    if state == "archived":
        return table.c.archived_at.is_not(None)
    closed = table.c.outcome.is_not(None)
    return and_(table.c.archived_at.is_(None), closed if state == "closed" else table.c.outcome.is_(None))
