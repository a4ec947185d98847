"""When, where and how long people meet for a step, as one of them sees it who may be invited to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from app.exports.ics.entries import step_entry
from app.exports.moments import day_in
from app.projection import Audience
from app.store.users import key_of
from scheduler.refusals import moment_written

from .opening import rests

if TYPE_CHECKING:
    from datetime import date

    from app.document import PlanDocument
    from app.document.wire import Person
    from app.document.wire.steps import Step
    from app.exports.ics import Entry
    from app.projection import Projections
    from app.store.plans import StoredPlan
    from scheduler.plan import Moment

KINDS = frozenset({"meeting", "gate"})
"""What people come together for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Appointment:
    """What a person is told of a step that people meet for."""

    step: Step
    """As the person sees it."""
    entry: Entry
    """The same as in a feed, so that the two say the same day."""
    start: str | None
    """The date, as a plan writes it: what is agreed, else planned."""
    finish: str
    zone: ZoneInfo

    @property
    def is_agreed(self) -> bool:
        """Whether both sides have accepted its date."""
        return self.step.agreed is not None

    @property
    def is_over(self) -> bool:
        """Whether it took place."""
        return self.step.progress is not None and self.step.progress.finished is not None

    @property
    def begin(self) -> str:
        """When it begins, as it is kept."""
        return self.entry.span.begin.isoformat()

    @property
    def end(self) -> str:
        """When it ends, as it is kept: the first day or minute after it."""
        return self.entry.span.end.isoformat()

    def day(self, begin: str) -> date:
        """Return the day on which something begins, in the plan's zone."""
        return day_in(moment_kept(begin), self.zone)


def moment_kept(text: str) -> Moment:
    """Return a day or a time that was kept as text."""
    return datetime.fromisoformat(text) if "T" in text else datetime.fromisoformat(text).date()


def appointment(
    projections: Projections, stored: StoredPlan, *, step: str, party: str, person: str, email: str
) -> Appointment | None:
    """Return what a person is told of a step; None where there is nothing to come to, or not for that person."""
    document = projections.document(party)
    written = next((one for one in document.steps if one.id == step), None)
    if written is None or written.kind not in KINDS or rests(stored) or waits(projections):
        return None
    if not any(one.id == person and key_of(one.email or "") == key_of(email) for one in comers(document, written)):
        return None
    return dated_appointment(projections, written, party=party, person=person)


def dated_appointment(projections: Projections, written: Step, *, party: str, person: str) -> Appointment | None:
    """Return what is to be told of a step that is there; None of one that is left out."""
    seen = projections.dated(Audience(party=party, person=person))
    entry = step_entry(seen, written.id)
    if entry is None:
        return None
    start, finish = _promised(projections, written)
    return Appointment(step=written, entry=entry, start=start, finish=finish, zone=ZoneInfo(seen.plan.time_zone))


def comers(document: PlanDocument, step: Step) -> tuple[Person, ...]:
    """Return who comes to a step: who owns it on each side, and who decides."""
    wanted = {*step.owners.values(), step.decider}
    return tuple(one for one in document.people if one.id in wanted)


def waits(projections: Projections) -> bool:
    """Tell whether the plan is on hold as of its day."""
    hold, today = projections.reading.plan.hold, projections.reading.schedule.as_of
    if hold is None:
        return False
    zone = ZoneInfo(projections.reading.document.time_zone or "UTC")
    now = day_in(today, zone)
    return day_in(hold.since, zone) <= now and (hold.until is None or now < day_in(hold.until, zone))


def _promised(projections: Projections, step: Step) -> tuple[str | None, str]:
    """Return the date of a step as it would be proposed: what is agreed, else what is planned."""
    if step.agreed is not None and (found := step.agreed.finish or step.agreed.start):
        return step.agreed.start, found
    planned = projections.reading.schedule.steps[step.id]
    start = moment_written(planned.planned_start) if step.duration is not None else None
    return start, moment_written(planned.planned_finish)
