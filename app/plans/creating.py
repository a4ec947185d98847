"""A plan document becomes a stored plan, with an id of its own and revision 1."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from app.document import reread, with_holidays_written
from app.new_plan import YEARS
from app.projection import Projections
from app.store.plans import StoredPlan, add_plan, is_taken
from app.templates import keep_ready_made
from scheduler.timeline import day_of

from .opening import LIMITS
from .recording import Changed, Deed, record
from .standing import standing_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.document import PlanDocument, Reading
    from app.store import Unit

CREATE = "create"


def create_plan(
    unit: Unit,
    document: PlanDocument,
    *,
    owner: str | None = None,
    why: str | None = None,
    source: Mapping[str, Any] | None = None,
) -> Changed:
    """Keep a document as a new plan; it keeps its id, unless some plan has that already. `source` is what it is from.

    The holidays of its years are written into it, and the version of its template is kept.
    Raises Unreadable for one that cannot be scheduled.
    """
    zone = document.time_zone or "UTC"
    today = unit.now.astimezone(ZoneInfo(zone)).date()
    named = document.model_copy(update={"id": _id(unit, document.id), "as_of": None, "revision": 1})
    reading = _with_holidays(_read(named, today), today)
    projections = Projections(reading)
    stored = StoredPlan(
        **asdict(standing_of(projections)),
        id=reading.document.id or "",
        workspace=unit.workspace,
        revision=0,
        entries=0,
        day=today,
        zone=zone,
        made_at=unit.now,
        changed_at=unit.now,
        owner=owner,
    )
    add_plan(unit, stored)
    keep_ready_made(unit, document.template)
    return record(unit, stored, None, projections, _deed(source, why))


def _deed(source: Mapping[str, Any] | None, why: str | None) -> Deed:
    """Return what the log tells: that it is new, and from what."""
    return Deed(verb=CREATE, asked=({"do": CREATE, **source},) if source else (), why=why)


def _id(unit: Unit, given: str | None) -> str:
    """Return the id of a new plan: the one that its calendar entries have already, where nobody has it."""
    try:
        wanted = str(UUID(given or ""))
    except ValueError:
        return str(uuid4())
    return str(uuid4()) if is_taken(unit, wanted) else wanted


def _read(document: PlanDocument, today: date) -> Reading:
    return reread(document, file=document.title, as_of=today.isoformat(), limits=LIMITS)


def _with_holidays(reading: Reading, today: date) -> Reading:
    """Return a plan with the holidays of its years written into it, so that an update of the library moves no date."""
    plan = reading.plan
    days = [today, *map(day_of, filter(None, [plan.start, *(one.date for one in plan.critical_dates)]))]
    ends = [*days, *(day_of(step.planned_finish) for step in reading.schedule.steps.values())]
    last = date(min(max(ends).year + YEARS, date.max.year), 12, 31)
    document = with_holidays_written(reading.document, first=min(days).replace(day=1), last=last)
    return reading if document == reading.document else _read(document, today)
