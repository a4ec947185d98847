"""The answer to a plan: how its critical dates stand, and every date of every step."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from pydantic import Field

from scheduler.headline import headline
from scheduler.plan import Resolution
from scheduler.schedule import Health

from .findings import FindingAnswer
from .steps import StepAnswer
from .values import Answer, Moment, timed

if TYPE_CHECKING:
    from app.document.wire import Confirmed
    from app.projection import Projection
    from scheduler.plan import CriticalDate
    from scheduler.schedule import Schedule


class BufferAnswer(Answer):
    """The shared reserve before a critical date."""

    size: int = Field(description="Working units, as agreed.")
    left: int = Field(description="Working units that the forecast leaves of it.")


class ConfirmedAnswer(Answer):
    """Who last stood by a critical date, and when."""

    by: str | None = Field(description="The person; null where nobody is named, or you do not see whom.")
    on: str | None = Field(description="The day.")


class CriticalDateAnswer(Answer):
    """How a critical date stands."""

    id: str = Field(description="Unique among the plan's critical dates.")
    step: str | None = Field(description="The step that it binds; null where it binds the whole plan.")
    date: Moment = Field(description="Kept when the step is done by its end.")
    reason: str = Field(description="Why it is what it is: the compelling event.")
    party: str = Field(description="Whose date it is.")
    standing: Literal["wished", "confirmed", "contractual"] = Field(description="How firm it is.")
    confirmed: ConfirmedAnswer | None = Field(description="Who last stood by it, and when; null where nobody did.")
    forecast: Moment = Field(description="Where it lands if the plan is kept.")
    earliest: Moment = Field(description="Where it could land at best.")
    total_float: int | None = Field(description="Units that its step can slip before it is missed.")
    short_by: int = Field(description="Working units from the date to the forecast; 0 if it is met.")
    buffer: BufferAnswer = Field(description="Its reserve.")
    health: Health = Field(description="On track while the forecast leaves the buffer whole.")
    critical_path: tuple[str, ...] = Field(description="The steps that set its earliest date, predecessors first.")

    @classmethod
    def of(cls, date: CriticalDate, confirmed: Confirmed | None, schedule: Schedule) -> CriticalDateAnswer:
        """Write a critical date out."""
        seen = {person.id for person in schedule.plan.people}
        one = schedule.critical_dates[date.id]
        return cls(
            id=date.id,
            step=date.step,
            date=timed(date.date, schedule),
            reason=date.reason,
            party=date.party,
            standing=date.standing,
            confirmed=None
            if confirmed is None
            else ConfirmedAnswer(by=confirmed.by if confirmed.by in seen else None, on=confirmed.on),
            forecast=timed(one.forecast, schedule),
            earliest=timed(one.earliest, schedule),
            total_float=one.total_float,
            short_by=one.short_by,
            buffer=BufferAnswer(size=one.buffer, left=one.buffer_left),
            health=one.health,
            critical_path=one.critical_path,
        )


class PlanAnswer(Answer):
    """A plan with every date computed, as things stand on a day."""

    id: str | None = Field(description="The plan's UUID, where it has one.")
    title: str = Field(description="What the plan is for.")
    seller: str = Field(description="The seller's name.")
    customer: str = Field(description="The customer's name.")
    time_zone: str = Field(description="The plan's zone.")
    unit: Resolution = Field(description="What floats, shortfalls and buffers are counted in.")
    as_of: Moment = Field(description="The day from which is planned.")
    headline: str = Field(description="How the plan stands, in one sentence.")
    feasible: bool = Field(description="No critical date late, no float negative.")
    critical_dates: tuple[CriticalDateAnswer, ...] = Field(description="How each stands, in the document's order.")
    findings: tuple[FindingAnswer, ...] = Field(description="What to look at, in the order in which it matters.")
    steps: tuple[StepAnswer, ...] = Field(description="Predecessors first, ties by id.")

    @classmethod
    def of(cls, projection: Projection) -> PlanAnswer:
        """Write out what an audience may see."""
        schedule, plan = projection.schedule, projection.schedule.plan
        written = {step.id: step for step in projection.document.steps}
        steps = {step.id: step for step in plan.steps}
        confirmed = {date.id: date.confirmed for date in projection.document.critical_dates}
        return cls(
            id=projection.document.id,
            title=plan.title,
            seller=plan.seller,
            customer=plan.customer,
            time_zone=plan.time_zone,
            unit=schedule.unit,
            as_of=timed(schedule.as_of, schedule),
            headline=headline(schedule),
            feasible=schedule.feasible,
            critical_dates=tuple(
                CriticalDateAnswer.of(date, confirmed[date.id], schedule) for date in plan.critical_dates
            ),
            findings=tuple(FindingAnswer.of(one) for one in schedule.findings),
            steps=tuple(StepAnswer.of(written[one], steps[one], schedule) for one in schedule.steps),
        )
