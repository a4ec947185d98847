"""How often a job was taken over from a worker that died with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, insert, select, update

from . import tables

if TYPE_CHECKING:
    from datetime import datetime

    from .unit import Unit


def count_takeover(unit: Unit, job: str) -> int:
    """Count that a job is taken over, and return how often it was; one worker at a time does so."""
    table = tables.takeovers
    times = unit.connection.scalar(select(table.c.times).where(table.c.job == job))
    if times is None:
        unit.connection.execute(insert(table).values(job=job, times=1, at=unit.now))
        return 1
    unit.connection.execute(update(table).where(table.c.job == job).values(times=times + 1, at=unit.now))
    return int(times) + 1


def taken_over(unit: Unit) -> dict[str, int]:
    """Return how often each job was taken over that was."""
    table = tables.takeovers
    return {job: int(times) for job, times in unit.connection.execute(select(table.c.job, table.c.times))}


def forget_takeovers(unit: Unit, *, before: datetime) -> None:
    """Forget jobs that were taken over long ago."""
    unit.connection.execute(delete(tables.takeovers).where(tables.takeovers.c.at < before))
