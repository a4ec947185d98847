"""How the letter opens: which date counts, why, and whether it can be kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.phrases import day_in_full
from scheduler.plan import SELLER
from scheduler.timeline import day_of

from .sentences import sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.brief import Brief
    from app.brief.dates import DateBrief
    from scheduler.plan import Moment

OTHERS = 2
"""Critical dates that are told beside the one that presses most."""


def opening(plan: Brief) -> tuple[str, ...]:
    """Return a paragraph for the date that presses most, and one for the others."""
    dates = shared_dates(plan)
    if not dates:
        return (f"Here is where {plan.title} stands, what comes next, and what we ask of you.",)
    pressing = pressing_date(plan)
    others = [date for date in dates if date is not pressing][:OTHERS]
    first = " ".join(
        filter(None, [*_due(plan, pressing), *_hold(plan), *_standing(plan, pressing), *_cost(plan, pressing)])
    )
    return (first, *([" ".join(part for date in others for part in _other(plan, date) if part)] if others else []))


def pressing_date(plan: Brief) -> DateBrief:
    """Return the shared date that presses most: the first late one, else the first that is open."""
    dates = shared_dates(plan)
    open_dates = [date for date in dates if date.health != "done"] or [dates[-1]]
    return next((date for date in open_dates if date.health == "late"), open_dates[0])


def shared_dates(plan: Brief) -> list[DateBrief]:
    """Return the critical dates but the seller's own: those are never called the customer's."""
    private = {step.title for step in plan.steps if step.private}
    return [date for date in plan.dates if date.party != SELLER and date.name not in private]


def _due(plan: Brief, date: DateBrief) -> Iterator[str]:
    if date.health != "done":
        yield f"{date.name} is due on {_day(plan, date.due)}."
        yield sentence(date.reason)


def _hold(plan: Brief) -> Iterator[str]:
    if plan.hold is not None:
        until = f"until {_day(plan, plan.hold.until)}" if plan.hold.until is not None else "for the time being"
        yield f"The plan is on hold {until}{f': {plan.hold.reason}' if plan.hold.reason else ''}."


def _standing(plan: Brief, date: DateBrief) -> Iterator[str]:
    forecast = _day(plan, date.forecast)
    if date.health == "done":
        yield f"{date.name} was done on {forecast}, due on {_day(plan, date.due)}."
    elif date.short:
        yield f"As things stand we land on {forecast}, {date.short} too late."
        yield "We want to settle with you how to win that back."
    elif date.health == "on_track" and date.reserve:
        yield f"If we both keep the plan we are there on {forecast}, with {date.buffer} in reserve."
    elif date.health == "at_risk":
        yield f"If we both keep the plan we are there on {forecast}, but with only {date.reserve} left."
    else:
        yield f"If we both keep the plan we are there on {forecast}."


def _other(plan: Brief, date: DateBrief) -> Iterator[str]:
    yield from _due(plan, date)
    if date.health == "done" or date.short:
        yield from _standing(plan, date)


def _cost(plan: Brief, date: DateBrief) -> Iterator[str]:
    if date.cost and date.health != "done":
        yield f"{date.cost.says(lambda day: _day(plan, day))}."


def _day(plan: Brief, day: Moment) -> str:
    return day_in_full(day, near=day_of(plan.as_of))
