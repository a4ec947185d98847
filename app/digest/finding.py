"""Whose digest is due: seven in the morning comes to every zone, and each person there gets a job of its own."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from app.actors import SYSTEM
from app.jobs import Job, Regular, enqueue
from app.jobs.report import report
from app.store.behind import zones
from app.store.digests import Due, begin_digest, due, forget_digests

if TYPE_CHECKING:
    from datetime import date, datetime

    from app.store import Database

FIND_DUE = Job(name="find_due_digests", waits=())
WRITE = Job(name="write_digest")
EVERY_QUARTER = Regular(job=FIND_DUE, every=timedelta(minutes=15))
FIRST, LAST = 7, 18
"""The hours of a zone between which a digest is begun: late after a standstill, but never in the night."""
AT_ONCE = 200
"""People who are found in one transaction."""
KEPT = timedelta(days=90)
ALL = ""
"""The workspace of what concerns all of them."""


def find_due(database: Database, now: datetime) -> None:
    """Have a digest written for everybody whose morning it is; what was begun for a day is not begun again."""
    with database.reading(workspace=ALL, actor=SYSTEM, now=now) as unit:
        found = zones(unit)
    for zone in found:
        day = _morning(zone, now)
        last = None if day is None else _keep_some(database, zone, day, None, now)
        while day is not None and last is not None:
            last = _keep_some(database, zone, day, last, now)
    with database.writing(workspace=ALL, actor=SYSTEM, now=now) as unit:
        forget_digests(unit, before=(now - KEPT).date())


def _morning(zone: str, now: datetime) -> date | None:
    """Return the day that it is in a zone, at an hour at which people are written to."""
    try:
        local = now.astimezone(ZoneInfo(zone))
    except ZoneInfoNotFoundError:
        report("no digests, nobody knows the time zone", {"zone": zone})
        return None
    return local.date() if FIRST <= local.hour < LAST else None


def _keep_some(database: Database, zone: str, day: date, after: Due | None, now: datetime) -> Due | None:
    """Begin the next digests of a zone, and return the last one's person; None where nobody is left."""
    with database.writing(workspace=ALL, actor=SYSTEM, now=now) as unit:
        found = due(unit, zone, day, after=after, limit=AT_ONCE)
        for one in found:
            theirs = replace(unit, workspace=one.workspace)
            begun = begin_digest(theirs, one.email_key, day)
            if begun is not None:
                enqueue(theirs, WRITE, begun, key=begun)
    return found[-1] if len(found) == AT_ONCE else None
