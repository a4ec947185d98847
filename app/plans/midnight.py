"""Midnight comes to every plan in its own zone: each is brought to the new day by a job of its own."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from app.actors import SYSTEM
from app.jobs import Job, Regular, enqueue
from app.jobs.report import report
from app.store.behind import Behind, behind, zones
from app.store.plans import find_plan

from .advancing import advance_day

if TYPE_CHECKING:
    from datetime import date, datetime

    from app.jobs import Task
    from app.store import Database

ADVANCE = Job(name="advance_plan", priority=1_000)
FIND_BEHIND = Job(name="find_plans_behind", waits=())
AT_MIDNIGHT = Regular(job=FIND_BEHIND, every=timedelta(minutes=15))
"""Every midnight on earth is at a quarter of an hour of UTC."""
AT_ONCE = 200
"""Plans that are found in one transaction."""
ALL = ""
"""The workspace of what concerns all of them."""


def find_behind(database: Database, now: datetime) -> None:
    """Have each plan advanced whose day is over in its zone; one that waits for it already does so once."""
    with database.reading(workspace=ALL, actor=SYSTEM, now=now) as unit:
        found = zones(unit)
    for zone in found:
        try:
            today = now.astimezone(ZoneInfo(zone)).date()
        except ZoneInfoNotFoundError:
            report("plans stand still, nobody knows their time zone", {"zone": zone})
            continue
        last = _keep_some(database, zone, today, None, now)
        while last is not None:
            last = _keep_some(database, zone, today, last, now)


def _keep_some(database: Database, zone: str, today: date, after: Behind | None, now: datetime) -> Behind | None:
    """Have the next plans of a zone advanced, and return the last of them; None where none is left."""
    with database.writing(workspace=ALL, actor=SYSTEM, now=now) as unit:
        found = behind(unit, zone, today, after=after, limit=AT_ONCE)
        for plan in found:
            enqueue(replace(unit, workspace=plan.workspace), ADVANCE, plan.id, key=f"{plan.id}:{today}")
    return found[-1] if len(found) == AT_ONCE else None


def advance(database: Database, task: Task, now: datetime) -> None:
    """Bring a plan to the day that it is, unless somebody touched it first, or it is gone."""
    with database.writing(workspace=task.workspace, actor=SYSTEM, now=now) as unit:
        if find_plan(unit, task.about) is not None:
            advance_day(unit, task.about)
