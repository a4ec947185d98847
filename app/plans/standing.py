"""How a plan stands, in the few values that lists show."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from app.projection import Audience
from app.store.folding import folded
from app.store.plans import Standing, Starting
from scheduler.plan import SELLER
from scheduler.timeline import day_of

if TYPE_CHECKING:
    from app.document import PlanDocument
    from app.projection import Projections
    from scheduler.plan import Step
    from scheduler.schedule import Schedule, ScheduledDate

SOON = timedelta(days=13)
"""How far lists look ahead: this week and the next, whatever day it is."""
MOST = 30
"""Steps of one plan that lists show."""


def standing_of(projections: Projections) -> Standing:
    """Return how a plan stands for the seller, whose lists show it: nothing that another side keeps to itself."""
    seen = projections.of(Audience(party=SELLER))
    document, schedule = seen.document, seen.schedule
    coming, waiting = next_date(schedule), next_steps(document, schedule)
    starting = waiting[0] if waiting else None
    return Standing(
        title=document.title,
        customer=document.customer,
        outcome=document.outcome.result if document.outcome else None,
        health=coming.health if coming else "done" if schedule.critical_dates else "on_track",
        next_date=coming.id if coming else None,
        next_due=day_of(coming.date) if coming else None,
        forecast=day_of(coming.forecast) if coming else None,
        short_by=coming.short_by if coming else 0,
        next_step=starting.title if starting else None,
        next_start=day_of(schedule.steps[starting.id].planned_start) if starting else None,
        starting=_soon(waiting, schedule),
        title_key=folded(document.title),
        customer_key=folded(document.customer or ""),
    )


def next_date(schedule: Schedule) -> ScheduledDate | None:
    """Return the first critical date that is not done; none where all are, or there is none."""
    coming = [date for date in schedule.critical_dates.values() if date.health != "done"]
    return min(coming, key=lambda date: (day_of(date.date), date.id), default=None)


def next_steps(document: PlanDocument, schedule: Schedule) -> list[Step]:
    """Return the steps that have not begun, by when they are planned to start; none on hold."""
    if document.hold is not None:
        return []
    waiting = [
        step
        for step in schedule.plan.steps
        if step.progress.started is None and not step.progress.skipped and schedule.steps[step.id].health != "done"
    ]
    return sorted(waiting, key=lambda step: (day_of(schedule.steps[step.id].planned_start), step.id))


def _soon(waiting: list[Step], schedule: Schedule) -> list[Starting]:
    """Return those that start soon, as they are kept."""
    days = [(step, day_of(schedule.steps[step.id].planned_start)) for step in waiting[:MOST]]
    until = day_of(schedule.as_of) + SOON
    return [
        Starting(step=step.id, title=step.title, sides=[*step.side], start=day.isoformat())
        for step, day in days
        if day <= until
    ]
