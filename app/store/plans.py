"""Plans as the store keeps them, each found only in the workspace that it belongs to."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, TypedDict

from sqlalchemy import ColumnElement, and_, delete, func, insert, select, update

from . import tables

if TYPE_CHECKING:
    from datetime import date, datetime

    from .unit import Unit


class Starting(TypedDict):
    """A step that starts soon."""

    step: str
    title: str
    sides: list[str]
    """The parties that do it."""
    start: str
    """The day on which it is planned to start, ISO."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How a plan stands, as lists show it; written with every change."""

    title: str
    customer: str | None
    outcome: str | None
    health: str
    next_date: str | None
    """The next critical date that is not done."""
    next_due: date | None
    forecast: date | None
    """Where that date lands."""
    short_by: int
    """Working units by which it is short."""
    next_step: str | None = field(default=None, compare=False)
    """The title of the step that starts next, as the seller sees it; another one is no news for the log."""
    next_start: date | None = field(default=None, compare=False)
    """When it is planned to."""
    starting: list[Starting] | None = field(default=None, compare=False)
    """The steps that start within two weeks of the plan's day, the soonest first; None until a day passes in a plan
    that an older version kept."""
    title_key: str = field(default="", compare=False)
    """The title as it is looked for and put in order."""
    customer_key: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredPlan(Standing):
    """A plan without its document."""

    id: str
    workspace: str
    revision: int
    """The newest state of its document, counted from 1."""
    entries: int
    """How many entries its log has."""
    day: date
    """Up to which day of its zone time has passed in it."""
    zone: str
    made_at: datetime
    changed_at: datetime
    archived_at: datetime | None = None
    over_at: datetime | None = None
    """Since when it is closed or archived, whichever came first; None where it is neither."""
    erasure_told_at: datetime | None = None
    """When the admins were told that it will be erased, as it is over."""
    owner: str | None = None
    """The member who answers for it."""


def find_plan(unit: Unit, plan_id: str, *, to_change: bool = False) -> StoredPlan | None:
    """Return a plan of the unit's workspace; nobody else changes one that was found to be changed."""
    query = select(tables.plans).where(_own(unit, plan_id))
    row = unit.connection.execute(query.with_for_update() if to_change else query).one_or_none()
    return None if row is None else StoredPlan(**row._mapping)  # noqa: SLF001 - SQLAlchemy's documented name


def plans_here(unit: Unit) -> list[str]:
    """Return the ids of all plans of the unit's workspace."""
    query = select(tables.plans.c.id).where(tables.plans.c.workspace == unit.workspace)
    return [*unit.connection.scalars(query.order_by(tables.plans.c.made_at, tables.plans.c.id))]


def over_before(unit: Unit, moment: datetime) -> list[StoredPlan]:
    """Return the plans of the unit's workspace that were over by a moment, those first that were so for longest."""
    table = tables.plans
    query = select(table).where(table.c.workspace == unit.workspace, table.c.over_at <= moment)
    rows = unit.connection.execute(query.order_by(table.c.over_at, table.c.id).with_for_update())
    return [StoredPlan(**row._mapping) for row in rows]  # noqa: SLF001 - SQLAlchemy's documented name


def is_taken(unit: Unit, plan_id: str) -> bool:
    """Tell whether a plan of any workspace has an id; asked only before one is given.

    On PostgreSQL nobody else gives it meanwhile; on SQLite whoever writes is alone.
    """
    if unit.connection.dialect.name == "postgresql":
        unit.connection.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(plan_id, 0))))
    query = select(tables.plans.c.id).where(tables.plans.c.id == plan_id)
    return unit.connection.execute(query).one_or_none() is not None


def add_plan(unit: Unit, plan: StoredPlan) -> None:
    """Keep a new plan."""
    unit.connection.execute(insert(tables.plans).values(**asdict(plan)))


def keep_plan(unit: Unit, plan: StoredPlan) -> None:
    """Keep what changed of a plan that was found to be changed."""
    unit.connection.execute(update(tables.plans).where(_own(unit, plan.id)).values(**asdict(plan)))


def erase_plan(unit: Unit, plan_id: str) -> None:
    """Remove a plan and everything that belongs to it."""
    unit.cache.forget(plan_id)
    unit.connection.execute(delete(tables.plans).where(_own(unit, plan_id)))


def _own(unit: Unit, plan_id: str) -> ColumnElement[bool]:
    """Return what binds a query to one plan of the unit's workspace: the one place that keeps tenants apart."""
    return and_(tables.plans.c.id == plan_id, tables.plans.c.workspace == unit.workspace)
