"""What all answers share: their base, and how moments are given."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, overload
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict

if TYPE_CHECKING:
    from scheduler.schedule import Schedule

Moment = date | datetime
"""A day, or in minute plans a time with its offset; the finish of a day plan is the last day worked."""


class Answer(BaseModel):
    """A part of an answer: its keys always come in the same order, so that the same plan gives the same bytes."""

    model_config = ConfigDict(frozen=True, extra="forbid")


@overload
def timed(moment: Moment, schedule: Schedule) -> Moment: ...
@overload
def timed(moment: Moment | None, schedule: Schedule) -> Moment | None: ...
def timed(moment: Moment | None, schedule: Schedule) -> Moment | None:
    """Return a moment with the offset that it has in the plan's zone, where it is a time without one."""
    if isinstance(moment, datetime) and moment.tzinfo is None:
        return moment.replace(tzinfo=ZoneInfo(schedule.plan.time_zone))
    return moment


def nothing(value: object) -> bool:
    """Tell whether a value says nothing."""
    return value in (None, "", 0)
