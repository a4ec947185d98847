"""Critical dates in words: what is due, why, how firm it is, where it lands, what is left in reserve."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.document.moments import read_day, read_moment
from app.phrases import HEALTHS, person_said
from app.timeline import dates_in_order
from scheduler.plan import CUSTOMER
from scheduler.timeline import day_of
from scheduler.wording import amount_said, day_said

from .money import amount_in

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from app.document.wire import CriticalDate
    from app.projection import Projection
    from scheduler.plan import Moment, PartyId, Resolution
    from scheduler.schedule import Health, ScheduledDate


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What delay costs."""

    a_day: tuple[tuple[str, date], ...]
    """What one day costs, `EUR 6,500`, and from which day on."""
    since: date | None
    """From when it has been running."""

    def says(self, day: Callable[[date], str]) -> str:
        """Say it, with days said as whoever asks says them."""
        return f"A day of delay costs {', '.join(f'{amount} from {day(since)}' for amount, since in self.a_day)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class DateBrief:
    """A critical date."""

    id: str
    name: str
    """What it binds."""
    due: Moment
    forecast: Moment
    earliest: Moment
    health: Health
    health_says: str
    standing: str
    """`confirmed by Jo Kern on Fri 20 Nov`, `contractual`, `not yet confirmed`."""
    age: str
    """How long ago somebody last stood by it: `40 days ago`; empty where nobody did, or nobody knows when."""
    party: PartyId
    """Whose date it is."""
    whose: str
    reason: str
    landing: str
    """Where it lands: `forecast Fri 5 Mar, at the earliest Fri 29 Jan`."""
    short: str
    """By how much it is missed; empty where it is met."""
    reserve: str
    """`5 of 5 working days in reserve`; empty without a buffer."""
    buffer: str
    """The whole reserve: `5 working days`; empty without one."""
    left: float
    """The part of the reserve that is left, from 0 to 1."""
    cost: Cost | None


def date_briefs(projection: Projection) -> tuple[DateBrief, ...]:
    """Return the critical dates as they come."""
    written = {date.id: date for date in projection.document.critical_dates}
    return tuple(_brief(projection, one, written[one.id]) for one in dates_in_order(projection.schedule))


def _brief(projection: Projection, one: ScheduledDate, written: CriticalDate) -> DateBrief:
    schedule = projection.schedule
    titles = {step.id: step.title for step in schedule.plan.steps}
    unit = schedule.unit
    return DateBrief(
        id=one.id,
        name=titles[one.step] if one.step is not None else "The whole plan",
        due=one.date,
        forecast=one.forecast,
        earliest=one.earliest,
        health=one.health,
        health_says=HEALTHS[one.health],
        standing=_standing(projection, written),
        age=_age(projection, written),
        party=written.party or CUSTOMER,
        whose=schedule.plan.party_name(written.party or CUSTOMER),
        reason=written.reason or "",
        landing=_landing(projection, one),
        short=amount_said(one.short_by, unit) if one.short_by and one.health != "done" else "",
        reserve=_reserve(one, unit) if one.buffer else "",
        buffer=amount_said(one.buffer, unit) if one.buffer else "",
        left=one.buffer_left / one.buffer if one.buffer else 0,
        cost=_cost(written),
    )


def _reserve(one: ScheduledDate, unit: Resolution) -> str:
    left = f"{one.buffer_left}" if unit == "day" else amount_said(one.buffer_left, unit, elapsed=True)
    return f"{left} of {amount_said(one.buffer, unit)} in reserve"


def _landing(projection: Projection, one: ScheduledDate) -> str:
    near = projection.schedule.as_of
    forecast = day_said(one.forecast, near=near)
    if one.health == "done":
        return f"done on {forecast}"
    if one.forecast == one.earliest:
        return f"forecast {forecast}, which is the earliest"
    return f"forecast {forecast}, at the earliest {day_said(one.earliest, near=near)}"


def _standing(projection: Projection, written: CriticalDate) -> str:
    standing = written.standing or "wished"
    if standing == "wished":
        return "not yet confirmed"
    if written.confirmed is None:
        return standing
    plan, on = projection.schedule.plan, written.confirmed.on
    by = next((person_said(plan, person) for person in plan.people if person.id == written.confirmed.by), "")
    when = day_said(read_moment(on), near=projection.schedule.as_of) if on else ""
    said = " ".join(filter(None, ["confirmed", by and f"by {by}", when and f"on {when}"]))
    return said if standing == "confirmed" else f"{standing}, {said}"


def _age(projection: Projection, written: CriticalDate) -> str:
    if written.confirmed is None or written.confirmed.on is None or not written.standing:
        return ""
    days = (day_of(projection.schedule.as_of) - day_of(read_moment(written.confirmed.on))).days
    if days < 1:
        return "today" if days == 0 else ""
    return "yesterday" if days == 1 else f"{days} days ago"


def _cost(written: CriticalDate) -> Cost | None:
    cost = written.cost_of_delay
    if cost is None or not cost.per_day:
        return None
    steps = sorted(cost.per_day, key=lambda one: one.from_)
    return Cost(
        a_day=tuple((amount_in(cost.currency, one.amount), read_day(one.from_)) for one in steps),
        since=read_day(cost.since) if cost.since else None,
    )
