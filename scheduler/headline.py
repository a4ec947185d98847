"""The one sentence that a plan answers with: whether its critical date can be met, and what must start when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .causes import is_needed
from .compiled import FINISHED, STARTED
from .explain import explain
from .found import waited_for
from .saying import obstacle_said
from .timeline import day_of
from .wording import amount_said, day_said, listed

if TYPE_CHECKING:
    from .plan import Moment, StepId
    from .schedule import Schedule, ScheduledDate, ScheduledStep

AT_ONCE = 3
"""Steps named in the sentence; more are counted."""


def headline(schedule: Schedule) -> str:
    """Say how the plan stands: the critical date that hurts most, and what has to start first."""
    date = _most_pressing(schedule)
    if date is None:
        return _without_date(schedule)
    if date.health == "done":
        return f"{_name(schedule, date)} is done."
    return f"{_standing(schedule, date)}{_first_steps(schedule, date)}{_late_for_others(schedule, date)}."


def _without_date(schedule: Schedule) -> str:
    if not schedule.steps:
        return "The plan has no steps yet."
    last = max(step.planned_finish for step in schedule.steps.values())
    return f"The plan has no critical date; as it stands it is through on {day_said(last, near=schedule.as_of)}."


def _most_pressing(schedule: Schedule) -> ScheduledDate | None:
    """Return the date that is missed by most, else the next one that is not done; ties by id."""
    dates = sorted(schedule.critical_dates.values(), key=lambda date: (day_of(date.date), date.id))
    late = [date for date in dates if date.health == "late"]
    if late:
        return max(late, key=lambda date: date.short_by)
    waiting = [date for date in dates if date.health != "done"]
    return waiting[0] if waiting else dates[-1] if dates else None


def _standing(schedule: Schedule, date: ScheduledDate) -> str:
    name, near = _name(schedule, date), schedule.as_of
    due = day_said(date.date, near=near)
    if date.health == "late":
        return (
            f"{name} is {amount_said(date.short_by, schedule.unit)} short: due on {due}, it lands on "
            f"{day_said(date.forecast, near=near)}{_costliest_closure(schedule, date)}"
        )
    met = f"{name} can be through by {due}" if date.step is None else f"{name} on {due} can be met"
    if date.health == "on_hold" and schedule.plan.hold is not None and schedule.plan.hold.until is None:
        could = "could not" if date.short_by else "could"
        until = "The plan is on hold, and nobody has said until when"
        return f"{until}; resumed today, {met.replace(' can ', f' {could} ')}"
    if date.short_by:
        return f"The plan is on hold; as it stands {name} lands on {day_said(date.forecast, near=near)}, after {due}"
    waiting = "The plan is on hold; " if date.health == "on_hold" else ""
    if date.buffer_left < date.buffer:
        return f"{waiting}{met}, but {_left(schedule, date)} left"
    reserve = f", with {amount_said(date.buffer, schedule.unit)} in reserve" if date.buffer else ""
    return f"{waiting}{met}{reserve}"


def _costliest_closure(schedule: Schedule, date: ScheduledDate) -> str:
    """Say which closed or frozen days on the way to a late date cost most, unless only one did; nobody's absence."""
    c = schedule.run.compiled
    if schedule.run.waits.landing(date.id).planned is not None:
        return ""  # it lands with something that is not shown
    bound = [c.steps[at].id for at in c.bound_steps(next(one for one in c.dates if one.source.id == date.id))]
    last = max(bound, key=lambda step: str(schedule.steps[step].planned_finish))
    met = {cause for hop in explain(schedule, last, "planned_finish").chain for cause in hop.in_the_way}
    closures = [cause for cause in met if cause.kind in {"closure", "freeze"} and cause.amount > 1]
    if not closures:
        return ""
    worst = min(closures, key=lambda cause: (-cause.amount, str(cause.start), cause.who))
    return f"; {obstacle_said(c, worst)}"


def _left(schedule: Schedule, date: ScheduledDate) -> str:
    reserve = f"of the {amount_said(date.buffer, schedule.unit)} in reserve"
    if schedule.unit == "minute" and date.buffer_left:
        return f"only {amount_said(date.buffer_left, schedule.unit)} {reserve} are"
    if date.buffer_left <= 1:
        return f"{'only 1' if date.buffer_left else 'none'} {reserve} is"
    return f"only {date.buffer_left} {reserve} are"


def _name(schedule: Schedule, date: ScheduledDate) -> str:
    if date.step is None:
        return "The whole plan"
    return _title(schedule, date.step)


def _title(schedule: Schedule, step: StepId) -> str:
    c = schedule.run.compiled
    return c.steps[c.index[step]].title


def _first_steps(schedule: Schedule, date: ScheduledDate) -> str:
    """Say what has to start first: what should have started, else what must today, else what comes next."""
    if schedule.run.compiled.held:
        return ""
    today = day_of(schedule.as_of)
    ready = _ready(schedule, date)
    overdue = [title for day, title in ready if day_of(day) < today]
    if overdue:
        return f"; {_some(overdue)} should have started already"
    now = [title for day, title in ready if day_of(day) == today]
    if now:
        return f"; {_some(now)} must start today"
    if ready:
        first = ready[0][0]
        titles = [title for moment, title in ready if moment == first]
        return f"; {_some(titles)} must start by {day_said(first, near=schedule.as_of)}"
    return ""


def _ready(schedule: Schedule, date: ScheduledDate) -> list[tuple[Moment, str]]:
    """Return the latest safe starts, for a date, of what waits for nobody that has not begun, the earliest first."""
    c = schedule.run.compiled
    found = []
    for at, step in enumerate(c.steps):
        one = schedule.steps[step.id]
        late = one.late_start if _counts_for(schedule, one, date) else None
        begun = c.kind[at] in {STARTED, FINISHED} or step.progress.skipped
        waits = any(c.kind[other] != STARTED for other in waited_for(c, at))
        hidden = schedule.run.waits.early.get(at) and late is not None and day_of(late) < day_of(schedule.as_of)
        if late is not None and not begun and not waits and not hidden:
            found.append((late, step.title))
    return sorted(found, key=lambda one: (str(one[0]), one[1]))


def _counts_for(schedule: Schedule, step: ScheduledStep, date: ScheduledDate) -> bool:
    """Tell whether a step's late dates come from a date, or from something that is not shown and may."""
    if step.governing_date is not None or not schedule.run.waits.late:
        return step.governing_date == date.id
    return is_needed(schedule.run, schedule.run.compiled.index[step.id])


def _late_for_others(schedule: Schedule, date: ScheduledDate) -> str:
    """Say what is late for something else than the date that was told, so that nobody takes the plan for sound."""
    if date.health in {"late", "on_hold"} or schedule.feasible:
        return ""
    limited: list[str] = []
    needed: list[str] = []
    for one in schedule.steps.values():
        if one.total_float is not None and one.total_float < 0 and one.governing_date != date.id:
            at = schedule.run.compiled.index[one.id]
            (needed if is_needed(schedule.run, at) else limited).append(schedule.run.compiled.steps[at].title)
    said = f"; {_limits_missed(schedule, limited)}" if limited else ""
    if needed:
        many = len(needed) > 1
        said += (
            f"; {_some(needed)} {'are' if many else 'is'} needed earlier than {'they' if many else 'it'} can be done"
        )
    return said


def _limits_missed(schedule: Schedule, titles: list[str]) -> str:
    """Say the limit or pin that is not kept as its finding does; where none has one, who is late."""
    told = [one.sentence for one in schedule.findings if one.code in {"limit-missed", "pin-pushed"}]
    if told:
        more = len(told) - 1
        return told[0] + (f", and {more} more limit{'s are' if more > 1 else ' is'} missed" if more else "")
    return (
        f"{_some(titles)} {'are late for limits of their own' if len(titles) > 1 else 'is late for a limit of its own'}"
    )


def _some(titles: list[str]) -> str:
    more = len(titles) - AT_ONCE
    return listed([*titles[:AT_ONCE], f"{more} more"] if more > 0 else titles)
