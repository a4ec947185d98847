"""How a plan stands, in the few values that lists show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.store.plans import Standing
from scheduler.plan import SELLER
from scheduler.timeline import day_of

if TYPE_CHECKING:
    from app.document import Reading
    from scheduler.plan import Step
    from scheduler.schedule import Schedule, ScheduledDate


def standing_of(reading: Reading) -> Standing:
    """Return how a plan stands."""
    document, coming = reading.document, next_date(reading.schedule)
    starting = next_step(reading)
    return Standing(
        title=document.title,
        customer=document.customer,
        outcome=document.outcome.result if document.outcome else None,
        health=coming.health if coming else "done" if reading.schedule.critical_dates else "on_track",
        next_date=coming.id if coming else None,
        next_due=day_of(coming.date) if coming else None,
        forecast=day_of(coming.forecast) if coming else None,
        short_by=coming.short_by if coming else 0,
        next_step=starting.title if starting else None,
        next_start=day_of(reading.schedule.steps[starting.id].planned_start) if starting else None,
    )


def next_date(schedule: Schedule) -> ScheduledDate | None:
    """Return the first critical date that is not done; none where all are, or there is none."""
    coming = [date for date in schedule.critical_dates.values() if date.health != "done"]
    return min(coming, key=lambda date: (day_of(date.date), date.id), default=None)


def next_step(reading: Reading) -> Step | None:
    """Return the step that the seller sees start next, of those that have not begun; None on hold, or without one."""
    if reading.document.hold is not None:
        return None
    hidden = {step.id for step in reading.document.steps if step.private not in {None, SELLER}}
    waiting = [
        step
        for step in reading.plan.steps
        if step.id not in hidden
        and step.progress.started is None
        and not step.progress.skipped
        and reading.schedule.steps[step.id].health != "done"
    ]
    starts = reading.schedule.steps
    return min(waiting, key=lambda step: (day_of(starts[step.id].planned_start), step.id), default=None)
