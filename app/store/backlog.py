"""How much waits in a database, of all workspaces: jobs and mails, for whoever watches the service."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnClause, TableClause, case, func, select, table, text
from sqlalchemy import column as named

from . import tables

if TYPE_CHECKING:
    from .unit import Unit


@cache
def _jobs(dialect: str) -> TableClause:
    """Return the job engine's table, as far as it is looked at."""
    columns: tuple[ColumnClause[Any], ...] = (named("status"), named("created_at"), named("delay_until_epoch_ms"))
    return table("workflow_status", *columns, schema="dbos" if dialect == "postgresql" else None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Backlog:
    """What waits, and what came to nothing."""

    waiting: int
    """Jobs whose time has come."""
    later: int
    """Jobs that rest until their time comes."""
    running: int
    given_up: int
    """Jobs that failed until no attempt was left, as long as that is remembered."""
    oldest: float
    """Seconds for which the oldest job waits whose time has come; 0 where none does."""
    mails_waiting: int
    mails_failed: int


def backlog(unit: Unit) -> Backlog:
    """Return how much waits."""
    jobs = _jobs(unit.connection.dialect.name)
    due = func.coalesce(jobs.c.delay_until_epoch_ms, jobs.c.created_at)
    query = select(jobs.c.status, func.count(), func.min(due)).group_by(jobs.c.status)
    found = {status: (number, first) for status, number, first in unit.connection.execute(query)}
    number, first = found.get("ENQUEUED", (0, None))
    mails = tables.mails
    waits = case(((mails.c.sent_at.is_(None)) & (mails.c.failed_at.is_(None)), 1))
    failed = case((mails.c.failed_at.is_not(None), 1))
    counted = unit.connection.execute(select(func.count(waits), func.count(failed)).select_from(mails)).one()
    return Backlog(
        waiting=number,
        later=found.get("DELAYED", (0, None))[0],
        running=found.get("PENDING", (0, None))[0],
        given_up=found.get("ERROR", (0, None))[0],
        oldest=0.0 if first is None else max(0.0, unit.now.timestamp() - first / 1000),
        mails_waiting=counted[0],
        mails_failed=counted[1],
    )


def answers(unit: Unit) -> None:
    """See that the database answers; raise what its driver raises where it does not."""
    unit.connection.execute(text("SELECT 1"))
