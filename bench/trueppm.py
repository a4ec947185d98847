"""The rival trueppm-scheduler: the same plan as one of its projects, each working time a calendar of its registry.

It counts a lag in calendar days, allows one link between two steps and knows no critical dates;
steps, first links, durations and closed days are the same.
"""

from __future__ import annotations

from datetime import timedelta
from importlib import import_module
from typing import TYPE_CHECKING, Any

from .day_loop import Rota, WorkingDays

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from scheduler.plan import Duration, Plan


def trueppm_scheduler(plan: Plan, as_of: date, *, lags: bool = True) -> Callable[[], Any]:
    """Return its `schedule()` of a plan, to be called; ImportError where it is not installed."""
    its = import_module("trueppm_scheduler")
    rota = Rota(plan)
    names = {step.id: rota.own(step) for step in plan.steps}
    calendars = {id(days): _calendar(its, days) for days in names.values()}
    project = its.Project(
        id="plan",
        name=plan.title,
        start_date=as_of,
        calendars={str(name): calendar for name, calendar in calendars.items()},
        tasks=[
            its.Task(id=step.id, name=step.title, duration=_time(step.duration), calendar_id=str(id(names[step.id])))
            for step in plan.steps
        ],
        dependencies=[
            its.Dependency(
                predecessor_id=link.step,
                successor_id=step.id,
                dep_type=its.DependencyType(link.type),
                lag=_time(link.lag if lags else None),
            )
            for step in plan.steps
            for link in {link.step: link for link in reversed(step.after)}.values()
        ],
    )
    return lambda: its.schedule(project)


def _calendar(its: Any, days: WorkingDays) -> Any:  # noqa: ANN401 - the rival is no dependency, so its types are unknown
    mask = sum(1 << day for day in days.weekdays)
    return its.Calendar(
        working_days=mask, exceptions=[its.DateRange(start=day, end=day) for day in sorted(days.closed)]
    )


def _time(duration: Duration | None) -> timedelta:
    return timedelta(days=0 if duration is None else duration.amount)
