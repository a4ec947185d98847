"""What set a date, as it is answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import Field

from scheduler.causes import CauseKind
from scheduler.plan import LinkType

from .values import Answer, Moment, nothing, timed

if TYPE_CHECKING:
    from scheduler.causes import Cause
    from scheduler.plan import Link
    from scheduler.schedule import Schedule


class LinkAnswer(Answer):
    """A link as the plan has it, with all that it leaves to be understood."""

    step: str = Field(description="The predecessor.")
    type: LinkType = Field(description="From its start or finish to the step's own.")
    lag: str | None = Field(description="Time between, as it is written; negative is a lead.")
    lag_calendar: str = Field(description="Where a working lag counts: successor, predecessor, or a calendar's name.")

    @classmethod
    def of(cls, link: Link) -> LinkAnswer:
        """Write a link out."""
        lag = None if link.lag is None else str(link.lag)
        return cls(step=link.step, type=link.type, lag=lag, lag_calendar=link.lag_calendar)


class CauseAnswer(Answer):
    """One reason why a date is what it is; a key that would say nothing is left out."""

    kind: CauseKind = Field(description="What sort of thing it is.")
    step: str | None = Field(None, exclude_if=nothing, description="The step at the other end of a link.")
    critical_date: str | None = Field(None, exclude_if=nothing, description="The critical date that it comes from.")
    link: LinkAnswer | None = Field(None, exclude_if=nothing, description="The link that binds.")
    constraint: str | None = Field(
        None, exclude_if=nothing, description="The step's field that binds; `finish` where nobody waits for its finish."
    )
    amount: int = Field(
        0,
        exclude_if=nothing,
        description="Units by which it moves the date: a lag, a buffer, what a closure or a missed slot takes.",
    )
    start: Moment | None = Field(None, exclude_if=nothing, description="Its day, or the first of its days.")
    end: Moment | None = Field(None, exclude_if=nothing, description="The last of its days.")
    who: str = Field("", exclude_if=nothing, description="Who is closed or away, or what needs the slot.")
    reason: str = Field("", exclude_if=nothing, description="Why, in the plan's own words.")

    @classmethod
    def of(cls, cause: Cause, schedule: Schedule) -> CauseAnswer:
        """Write a cause out."""
        return cls(
            kind=cause.kind,
            step=cause.step,
            critical_date=cause.critical_date,
            link=None if cause.link is None else LinkAnswer.of(cause.link),
            constraint=cause.constraint,
            amount=cause.amount,
            start=timed(cause.start, schedule),
            end=timed(cause.end, schedule),
            who=cause.who,
            reason=cause.reason,
        )


class CausesAnswer(Answer):
    """What set each of a step's six dates: what binds it first, then what lay in its way; empty for a null date."""

    early_start: tuple[CauseAnswer, ...] = Field(description="Of the earliest possible start.")
    early_finish: tuple[CauseAnswer, ...] = Field(description="Of the earliest possible finish.")
    late_start: tuple[CauseAnswer, ...] = Field(description="Of the latest safe start.")
    late_finish: tuple[CauseAnswer, ...] = Field(description="Of the latest safe finish.")
    planned_start: tuple[CauseAnswer, ...] = Field(description="Of the start that people are asked to keep.")
    planned_finish: tuple[CauseAnswer, ...] = Field(description="Of the finish that people are asked to keep.")
