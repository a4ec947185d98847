"""How a plan stands, in the few values that lists show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.projection import Audience
from app.store.folding import folded
from app.store.plans import Standing
from scheduler.plan import SELLER
from scheduler.timeline import day_of

if TYPE_CHECKING:
    from app.document import PlanDocument
    from app.projection import Projections
    from scheduler.plan import Step
    from scheduler.schedule import Schedule, ScheduledDate


def standing_of(projections: Projections) -> Standing:
    """Return how a plan stands for the seller, whose lists show it: nothing that another side keeps to itself."""
    seen = projections.of(Audience(party=SELLER))
    document, schedule = seen.document, seen.schedule
    coming, starting = next_date(schedule), next_step(document, schedule)
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
        title_key=folded(document.title),
        customer_key=folded(document.customer or ""),
    )


def next_date(schedule: Schedule) -> ScheduledDate | None:
    """Return the first critical date that is not done; none where all are, or there is none."""
    coming = [date for date in schedule.critical_dates.values() if date.health != "done"]
    return min(coming, key=lambda date: (day_of(date.date), date.id), default=None)


def next_step(document: PlanDocument, schedule: Schedule) -> Step | None:
    """Return the step that starts next, of those that have not begun; None on hold, or without one."""
    if document.hold is not None:
        return None
    waiting = [
        step
        for step in schedule.plan.steps
        if step.progress.started is None and not step.progress.skipped and schedule.steps[step.id].health != "done"
    ]
    return min(waiting, key=lambda step: (day_of(schedule.steps[step.id].planned_start), step.id), default=None)
