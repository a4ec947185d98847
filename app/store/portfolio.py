"""The plans of a workspace as lists: filtered, in an order that lasts, a page at a time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Literal

from sqlalchemy import Column, ColumnElement, Date, and_, func, literal, or_, select, tuple_

from . import tables
from .folding import folded
from .plans import StoredPlan

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .unit import Unit

State = Literal["open", "closed", "archived"]
Order = Literal["starts", "due", "title", "changed"]
Key = date | datetime | str
"""What a plan is put in order by."""
NEVER = date(9999, 12, 31)
"""Stands for a day that there is none of: such plans come last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Which plans are wanted."""

    state: State | None = "open"
    """None for all of them."""
    text: str = ""
    """What title or customer contain, in whatever capitals."""
    health: str = ""
    owner: str = ""
    customer: str = ""
    """The customer's name, in whatever capitals."""
    outcome: str = ""
    starts_by: date | None = None
    """The last day on which their next step starts."""
    starts_after: date | None = None
    due_by: date | None = None
    """The last day of their next critical date."""
    due_after: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Behind:
    """Where a page ended in some order: behind this plan the next one begins."""

    key: Key
    plan: str


def plans_in_order(
    unit: Unit, wanted: Filter, order: Order, *, behind: Behind | None = None, limit: int
) -> list[StoredPlan]:
    """Return plans in an order: by a day, those without one last, by title, or the one that changed last first."""
    table, by = tables.plans, _column(order)
    key = func.coalesce(by, literal(NEVER, by.type)) if isinstance(by.type, Date) else by
    query = select(table).where(table.c.workspace == unit.workspace, *_conditions(wanted))
    if behind is not None:
        here, there = tuple_(key, table.c.id), tuple_(literal(behind.key, by.type), literal(behind.plan))
        query = query.where(here < there if order == "changed" else here > there)
    ends = (key.desc(), table.c.id.desc()) if order == "changed" else (key, table.c.id)
    rows = unit.connection.execute(query.order_by(*ends).limit(limit))
    return [StoredPlan(**row._mapping) for row in rows]  # noqa: SLF001 - SQLAlchemy's documented name


def key_of(plan: StoredPlan, order: Order) -> Key:
    """Return what a plan is put in order by."""
    days: dict[str, Key] = {"starts": plan.next_start or NEVER, "due": plan.next_due or NEVER}
    return {**days, "title": plan.title_key, "changed": plan.changed_at}[order]


def key_written(key: Key) -> str:
    """Return what a plan is put in order by, as an address holds it."""
    return key if isinstance(key, str) else key.isoformat()


def key_read(order: Order, written: str) -> Key:
    """Return what an address says that a page ended at; raise ValueError for what is none."""
    if order == "title":
        return written
    if order != "changed":
        return date.fromisoformat(written)
    moment = datetime.fromisoformat(written)
    if moment.tzinfo is None:
        raise ValueError(written)
    return moment


def _column(order: Order) -> Column[Any]:
    named = {"starts": "next_start", "due": "next_due", "title": "title_key", "changed": "changed_at"}
    return tables.plans.c[named[order]]


def _conditions(wanted: Filter) -> list[ColumnElement[bool]]:
    table = tables.plans
    found = [] if wanted.state is None else [_state(wanted.state)]
    if wanted.text:
        text = folded(wanted.text)
        found.append(
            or_(
                table.c.title_key.contains(text, autoescape=True),
                table.c.customer_key.contains(text, autoescape=True),
            )
        )
    if wanted.health:
        found.append(table.c.health == wanted.health)
    if wanted.owner:
        found.append(table.c.owner == wanted.owner)
    if wanted.customer:
        found.append(table.c.customer_key == folded(wanted.customer))
    if wanted.outcome:
        found.append(table.c.outcome == wanted.outcome)
    starts = _between(table.c.next_start, wanted.starts_after, wanted.starts_by)
    return [*found, *starts, *_between(table.c.next_due, wanted.due_after, wanted.due_by)]


def _between(column: Column[Any], first: date | None, last: date | None) -> Iterator[ColumnElement[bool]]:
    """Yield what binds a day to those behind one, and to those until another."""
    if first is not None:
        yield column > first
    if last is not None:
        yield column <= last


def _state(state: State) -> ColumnElement[bool]:
    table = tables.plans
    if state == "archived":
        return table.c.archived_at.is_not(None)
    closed = table.c.outcome.is_not(None)
    return and_(table.c.archived_at.is_(None), closed if state == "closed" else table.c.outcome.is_(None))
