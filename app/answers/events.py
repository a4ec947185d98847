"""What webhooks are told: one event of a plan, as the webhook's audience sees it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from pydantic import Field

from scheduler.headline import headline
from scheduler.schedule import Health
from scheduler.timeline import day_of

from .values import Answer, Moment, timed

if TYPE_CHECKING:
    from app.document.wire.steps import Step
    from app.projection import Projection

MOST_MOVES = 100
"""Steps whose moved dates one event tells; more are counted."""


class EventName(Answer):
    """What another system calls a plan."""

    system: str = Field(description="The system, such as `salesforce`.")
    id: str = Field(description="What it calls the plan, or what the plan is for.")


class EventPlan(Answer):
    """The plan that an event is of."""

    id: str = Field(description="The plan's UUID.")
    title: str = Field(description="What the plan is for; empty of one that was erased.")
    revision: int = Field(
        description="The number of what the audience sees now: for the seller the one that the API counts, for others "
        "counted by this webhook from 1. What the audience does not see is not counted."
    )
    external_ids: tuple[EventName, ...] = Field(description="What other systems call it; told to the seller alone.")


class EventStep(Answer):
    """The step that an event is about, as it is now."""

    id: str = Field(description="The step.")
    title: str = Field(description="What is to be done.")
    started: str | None = Field(description="When work began.")
    finished: str | None = Field(description="When it was done.")
    blocked: str | None = Field(description="What stands in the way.")
    agreed_start: str | None = Field(description="The start that both sides agreed to.")
    agreed_finish: str | None = Field(description="The finish that both sides agreed to.")

    @classmethod
    def of(cls, step: Step) -> EventStep:
        """Write a step out."""
        progress, agreed = step.progress, step.agreed
        return cls(
            id=step.id,
            title=step.title,
            started=progress.started if progress else None,
            finished=progress.finished if progress else None,
            blocked=progress.blocked.reason if progress and progress.blocked else None,
            agreed_start=agreed.start if agreed else None,
            agreed_finish=agreed.finish if agreed else None,
        )


class EventDate(Answer):
    """How a critical date stands."""

    id: str = Field(description="Unique among the plan's critical dates.")
    date: Moment = Field(description="When it is due.")
    forecast: Moment = Field(description="Where it lands if the plan is kept.")
    forecast_before: Moment | None = Field(description="Where it landed before; null of a date that is new.")
    days: int = Field(description="Calendar days by which the forecast moved, later is positive.")
    short_by: int = Field(description="Working units from the date to the forecast; 0 if it is met.")
    health: Health = Field(description="How it stands.")


class EventMove(Answer):
    """A step whose planned dates are others than before."""

    step: str = Field(description="The step.")
    title: str = Field(description="What is to be done.")
    start_before: Moment | None = Field(description="When it was planned to begin; null of a step that is new.")
    start: Moment | None = Field(description="When it is planned to begin; null of a step that is gone.")
    finish_before: Moment | None = Field(description="When it was planned to end; null of a step that is new.")
    finish: Moment | None = Field(description="When it is planned to end; null of a step that is gone.")


class EventBody(Answer):
    """What happened, and how the plan stands since."""

    audience: str = Field(description="For whose eyes it is: `seller`, `customer` or another party of the plan.")
    sequence: int = Field(
        description="Which event of this plan it is for this webhook, counted from 1 without gaps. Events can arrive "
        "in another order: the one with the larger number is the newer."
    )
    plan: EventPlan = Field(description="The plan.")
    step: EventStep | None = Field(description="The step that it is about; null where it is about the plan.")
    headline: str = Field(description="How the plan stands, in one sentence; empty of one that was erased.")
    critical_dates: tuple[EventDate, ...] = Field(description="How each critical date stands, in the document's order.")
    moves: tuple[EventMove, ...] = Field(
        description=f"Steps whose planned dates are others than before, by id; at most {MOST_MOVES}."
    )
    more_moves: int = Field(description="How many more have moved.")


class WebhookEvent(Answer):
    """One event, as it is sent."""

    type: str = Field(description="What happened.")
    timestamp: datetime = Field(description="When it happened.")
    data: EventBody = Field(description="What happened, and how the plan stands since.")


class PingBody(Answer):
    """What a test tells."""

    webhook: str = Field(description="The webhook's UUID.")


class PingEvent(Answer):
    """A test, as it is sent."""

    type: str = Field(description="`ping`.")
    timestamp: datetime = Field(description="When the test was asked for.")
    data: PingBody = Field(description="Which webhook is tried.")


def dates_of(before: Projection | None, after: Projection) -> tuple[EventDate, ...]:
    """Say how each critical date stands, and how far its forecast moved."""
    new, old = after.schedule, {} if before is None else before.schedule.critical_dates
    return tuple(
        EventDate(
            id=one.id,
            date=timed(found.date, new),
            forecast=timed(found.forecast, new),
            forecast_before=timed(old[one.id].forecast, new) if one.id in old else None,
            days=(day_of(found.forecast) - day_of(old[one.id].forecast)).days if one.id in old else 0,
            short_by=found.short_by,
            health=found.health,
        )
        for one in new.plan.critical_dates
        for found in [new.critical_dates[one.id]]
    )


def moves_of(before: Projection | None, after: Projection) -> list[EventMove]:
    """Say which planned dates of steps are others than before; none of a plan that is new."""
    if before is None:
        return []
    old, new = before.schedule.steps, after.schedule.steps
    titles = {step.id: step.title for one in (before, after) for step in one.document.steps}
    found = []
    for step in sorted({*old, *new}):
        was = (old[step].planned_start, old[step].planned_finish) if step in old else (None, None)
        now = (new[step].planned_start, new[step].planned_finish) if step in new else (None, None)
        if was != now:
            start_before, finish_before = (timed(each, after.schedule) for each in was)
            start, finish = (timed(each, after.schedule) for each in now)
            found.append(
                EventMove(
                    step=step,
                    title=titles[step],
                    start_before=start_before,
                    start=start,
                    finish_before=finish_before,
                    finish=finish,
                )
            )
    return found


def headline_of(after: Projection) -> str:
    """Say how a plan stands."""
    return headline(after.schedule)
