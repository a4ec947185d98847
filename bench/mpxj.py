"""The rival MPXJ, in the same process by JPype: the plan as a Microsoft Project file, dated by its MicrosoftScheduler.

Durations, links, lags on the successor's calendar and closed days are the same; critical dates are left out, at which
it does not look.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from .day_loop import Rota, WorkingDays

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from scheduler.plan import Plan

_TYPES = {"FS": "FINISH_START", "SS": "START_START", "FF": "FINISH_FINISH", "SF": "START_FINISH"}


def microsoft_scheduler(plan: Plan, as_of: date) -> tuple[Callable[[], None], Callable[[], list[str]]]:
    """Return its `schedule()` of a plan, to be called, and a reader of the early starts that it found.

    Raises ImportError where MPXJ is not installed, and OSError where there is no Java.
    """
    _start_java()
    java, org = import_module("java.time"), import_module("org.mpxj")
    cpm = import_module("org.mpxj.cpm")
    file, rota = org.ProjectFile(), Rota(plan)
    days = {step.id: rota.own(step) for step in plan.steps}
    calendars = {id(one): _calendar(file, java, one) for one in {id(one): one for one in days.values()}.values()}
    none = org.Duration.getInstance(0, org.TimeUnit.DAYS)
    tasks = {}
    for step in plan.steps:
        task = tasks[step.id] = file.addTask()
        length = org.Duration.getInstance(step.duration.amount if step.duration else 0, org.TimeUnit.DAYS)
        task.setName(step.title)
        task.setCalendar(calendars[id(days[step.id])])
        task.setDuration(length)
        task.setRemainingDuration(length)
        task.setActualDuration(none)
    for step in plan.steps:
        for link in step.after:
            lag = org.Duration.getInstance(link.lag.amount if link.lag else 0, org.TimeUnit.DAYS)
            kind = getattr(org.RelationType, _TYPES[link.type])
            relation = org.Relation.Builder().predecessorTask(tasks[link.step]).type(kind).lag(lag)
            tasks[step.id].addPredecessor(relation)
    scheduler = cpm.MicrosoftScheduler()
    start = java.LocalDateTime.of(as_of.year, as_of.month, as_of.day, 8, 0)
    return (
        lambda: scheduler.schedule(file, start),
        lambda: [str(tasks[step.id].getEarlyStart().toLocalDate()) for step in plan.steps],
    )


def _start_java() -> None:
    import_module("mpxj")
    jpype = import_module("jpype")
    import_module("jpype.imports")
    if not jpype.isJVMStarted():
        jpype.startJVM("-Xmx2g", convertStrings=False)


def _calendar(file: Any, java: Any, days: WorkingDays) -> Any:  # noqa: ANN401 - Java's types
    calendar = file.addDefaultBaseCalendar()
    hours = calendar.getCalendarHours(java.DayOfWeek.MONDAY)
    types = import_module("org.mpxj").DayType
    for number, day in enumerate(java.DayOfWeek.values()):
        worked = number in days.weekdays
        calendar.setCalendarDayType(day, types.WORKING if worked else types.NON_WORKING)
        if worked and number > 4:
            calendar.addCalendarHours(day).addAll(hours)
    for day in sorted(days.closed):
        calendar.addCalendarException(java.LocalDate.of(day.year, day.month, day.day))
    return calendar
