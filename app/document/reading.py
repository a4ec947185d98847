"""Read a plan document: text in, the document and its schedule out, or every problem at once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from app.tallies import SCHEDULES
from scheduler.refusals import Refused
from scheduler.schedule import schedule

from .limits import Limits
from .mend import validated
from .places import Places
from .plain import plain
from .problems import Problems, Unreadable
from .read_plan import read_plan
from .references import check_references
from .text import read_text, take_plain

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from scheduler.plan import Moment, Plan
    from scheduler.schedule import Schedule

    from .places import Value
    from .wire import PlanDocument

    Scheduling = Callable[[Plan, Moment], Schedule]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A document that can be scheduled, and has been: only who dates a plan knows all that is wrong with it."""

    document: PlanDocument
    """All that is written, in the form of the schema."""
    schedule: Schedule
    """Its dates, nothing hidden."""
    places: Places
    """The line of everything in the text."""

    @property
    def plan(self) -> Plan:
        """Return what the engine needs of the document."""
        return self.schedule.plan

    @property
    def as_of(self) -> Moment:
        """Return the moment from which is planned."""
        return self.schedule.as_of


_LIMITS = Limits()


def read(
    text: str | bytes,
    *,
    file: str,
    today: Callable[[str], date] | None = None,
    as_of: str | None = None,
    limits: Limits = _LIMITS,
    scheduling: Scheduling | None = None,
) -> Reading:
    """Return what a YAML or JSON text says; raise Unreadable with all of its problems where something is wrong.

    `file` is what the problems call the text, `today` gives the day in a time zone where neither the caller (`as_of`)
    nor the document says from when to plan.
    """
    written, problems = read_text(text, file=file, limits=limits)
    return _read(written, problems, today=today, as_of=as_of, scheduling=scheduling)


def read_plain(
    written: dict[str, Value],
    *,
    file: str = "plan",
    today: Callable[[str], date] | None = None,
    as_of: str | None = None,
    limits: Limits = _LIMITS,
) -> Reading:
    """Return what plain data says, like `read`; its problems have a path and no line."""
    problems = take_plain(written, file=file, limits=limits)
    return _read(written, problems, today=today, as_of=as_of)


def reread(
    document: PlanDocument,
    *,
    file: str = "plan",
    today: Callable[[str], date] | None = None,
    as_of: str | None = None,
    limits: Limits = _LIMITS,
) -> Reading:
    """Return what a document says after a change of it, which nothing has checked yet; like `read_plain`."""
    return read_plain(plain(document), file=file, today=today, as_of=as_of, limits=limits)


def plan_of(document: PlanDocument, as_of: Moment) -> Plan:
    """Return the engine's plan of a part of a document that has been read; whether it can be scheduled is not asked."""
    problems = Problems("plan", Places({}, None), _LIMITS)
    written = as_of.isoformat(" ", "minutes") if isinstance(as_of, datetime) else as_of.isoformat()
    found = read_plan(document, {}, problems, today=None, as_of=written)
    if problems or found is None:
        raise Unreadable(problems.in_order())
    return found[0]


def _read(
    written: dict[str, Value],
    problems: Problems,
    *,
    today: Callable[[str], date] | None,
    as_of: str | None,
    scheduling: Scheduling | None = None,
) -> Reading:
    document = validated(written, problems)
    newer = problems.told("format-newer")
    if newer or document is None:
        # What this version does not know may be right in the next one.
        raise Unreadable(newer or problems.in_order())
    found = read_plan(document, written, problems, today=today, as_of=as_of)
    check_references(document, problems)
    dates = scheduling or partial(schedule, stretches=problems.limits.stretches)
    dated = _dated(dates, *found, problems) if found is not None else None
    if problems or dated is None:
        raise Unreadable(problems.in_order())
    return Reading(document=document, schedule=dated, places=problems.places)


def _dated(dates: Scheduling, plan: Plan, as_of: Moment, problems: Problems) -> Schedule | None:
    """Return the schedule of a plan; nothing where it has none, which is told."""
    try:
        with SCHEDULES.timed():
            return dates(plan, as_of)
    except Refused as refused:
        for problem in refused.problems:
            problems.tell(problem.code, problem.path, problem.sentence, settles=False)
        return None
