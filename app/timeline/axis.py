"""Between the moments of a schedule and places on an axis of days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from math import ceil, floor
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from .picture import Span

if TYPE_CHECKING:
    from scheduler.plan import Moment
    from scheduler.schedule import Schedule

MINUTES_A_DAY = 1440


@dataclass(frozen=True, slots=True, kw_only=True)
class Axis:
    """Days from a first one, as many as the plan needs; in minute plans they have parts."""

    zone: str
    first: date
    days: float

    def start(self, moment: Moment) -> float:
        """Return where a day begins, or where a time is."""
        if not isinstance(moment, datetime):
            return moment.toordinal() - self.first.toordinal()
        local = moment.astimezone(ZoneInfo(self.zone)) if moment.tzinfo else moment
        return local.toordinal() - self.first.toordinal() + (local.hour * 60 + local.minute) / MINUTES_A_DAY

    def end(self, moment: Moment) -> float:
        """Return where a day ends, or where a time is."""
        return self.start(moment) + (0 if isinstance(moment, datetime) else 1)

    def span(self, start: Moment, finish: Moment) -> Span:
        """Return the stretch from a start to a finish, of days both included."""
        return Span(start=self.start(start), end=self.end(finish))


def axis_of(schedule: Schedule, before: Schedule | None = None) -> Axis:
    """Return an axis on which every date of a schedule has its place, and what was planned before the last change."""
    zone = schedule.plan.time_zone
    bare = Axis(zone=zone, first=date.min, days=0)
    starts = [schedule.as_of, *(date.date for date in schedule.critical_dates.values())]
    ends = list(starts)
    for one in before.steps.values() if before else ():
        starts.append(one.planned_start)
        ends.append(one.planned_finish)
    for one in schedule.steps.values():
        starts += [one.early_start, one.planned_start]
        ends += [end for end in (one.planned_finish, one.late_finish) if end is not None]
    agreed = [step.agreed.finish for step in schedule.plan.steps if step.agreed and step.agreed.finish]
    first = floor(min(bare.start(moment) for moment in starts + agreed))
    last = max(bare.end(moment) for moment in ends + agreed)
    return Axis(
        zone=zone,
        first=date.fromordinal(first + 1),
        days=max(1, ceil(last) - first),
    )
