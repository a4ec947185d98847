"""Plan documents as plain data, read and scheduled for the tests of the engine."""

import json
from datetime import UTC, date, datetime
from typing import Any

from app.document import read
from scheduler.plan import Moment, Plan
from scheduler.schedule import Schedule
from tests.app.document.refusals import unscheduled

Document = dict[str, Any]


def plan_of(document: Document, as_of: str | None = None) -> tuple[Plan, Moment]:
    """Read a document; return the plan and the day it is seen from, whether or not it can be scheduled."""
    reading = read(json.dumps(document), file="plan.json", as_of=as_of, scheduling=unscheduled)
    return reading.plan, reading.as_of


def schedule_of(document: Document, as_of: str | None = None) -> Schedule:
    """Read and schedule a document."""
    return read(json.dumps(document), file="plan.json", as_of=as_of).schedule


def spelled(value: object) -> object:
    """Spell a day as ISO, a time as UTC minutes, and leave everything else."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="minutes")
    return value.isoformat() if isinstance(value, date) else value
