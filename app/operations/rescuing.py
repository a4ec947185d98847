"""What would help a critical date that is missed: steps that hold it up done as quickly as they can be, a later day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scheduler.plan import Duration, Step
    from scheduler.schedule import Schedule, ScheduledDate

TRIED = 4
"""Steps that are tried, those first without which most would be won."""
TOLD = 3
LONGEST_WAIT = 20
"""Days that closed days may put the reserve off."""
SATURDAY = 5


def first_date(schedule: Schedule) -> ScheduledDate | None:
    """Return the first critical date of a plan, which is the one to rescue; None without one."""
    dates = schedule.plan.critical_dates
    return schedule.critical_dates[dates[0].id] if dates else None


def dragging(schedule: Schedule, short: ScheduledDate) -> list[Step]:
    """Return the steps on the way to a date that hold it up, those that cost most first."""
    steps = {step.id: step for step in schedule.plan.steps}
    drags = [(schedule.steps[one].drag or 0, one) for one in short.critical_path]
    return [steps[one] for drag, one in sorted(drags, key=lambda pair: (-pair[0], pair[1])) if drag > 0][:TRIED]


def is_shorter(low: str, planned_for: Duration) -> bool:
    """Tell whether the low end of an estimate is less than what is planned, in the same unit."""
    amount, unit = low.rstrip("edhmw"), "ed" if planned_for.elapsed else planned_for.unit
    return low == f"{amount}{unit}" and int(amount) < planned_for.amount


def later_days(first: date, working_days: int) -> Iterator[date]:
    """Yield the days that may leave a reserve whole behind the earliest one, the first of them first."""
    day = first
    while working_days > 0:
        day += timedelta(days=1)
        working_days -= day.weekday() < SATURDAY
    yield from (day + timedelta(days=wait) for wait in range(LONGEST_WAIT))
