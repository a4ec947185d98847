"""The answer: every date of a plan, its floats and health, as values that people and programs can read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from .compiled import FINISHED, CompiledDate
from .compiling import compile_plan
from .drag import Drags
from .findings import Finding, findings_of
from .floats import driving_path, free_floats, governing_date, late_by_date, total_float
from .landings import Landing, earliest_shown, landing_shown, landings
from .passes import Run, run
from .placing import beyond_horizon
from .shown import book_by, forward_finish, forward_start, late_finish, late_start
from .stretches import MOST
from .sweeps import Spans

if TYPE_CHECKING:
    from .compiled import Compiled
    from .plan import CriticalDateId, Moment, Plan, Resolution, StepId

Health = Literal["on_track", "at_risk", "late", "blocked", "on_hold", "done"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduledStep:
    """The dates of one step: days, a finish being the last one worked, or in minute plans times with an offset."""

    id: StepId
    early_start: Moment
    early_finish: Moment
    late_start: Moment | None
    """The start-by date; None where no critical date and no limit binds the step."""
    late_finish: Moment | None
    planned_start: Moment
    planned_finish: Moment
    total_float: int | None
    """Working time it can slip before it hurts a critical date, in the plan's unit on its own calendar."""
    free_float: int | None
    """Working time it can slip before it moves a successor."""
    critical: bool
    float_by_date: dict[CriticalDateId, int]
    governing_date: CriticalDateId | None
    health: Health
    book_by: Moment | None
    """Meetings with a booking lead time: the day on which it has to be booked at the latest."""

    drags: Drags = field(repr=False, compare=False)
    """Where the drag comes from, when somebody asks."""

    @property
    def drag(self) -> int | None:
        """Return what the forecast would gain if it took no time; None for a step that is not critical."""
        return self.drags.of(self.id) if self.critical else None

    @property
    def start_by(self) -> Moment | None:
        """Return the latest safe start: the late start."""
        return self.late_start


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduledDate:
    """How a critical date stands."""

    id: CriticalDateId
    step: StepId | None
    date: Moment
    forecast: Moment
    """Where it lands if the plan is kept."""
    earliest: Moment
    """Where it could land at best."""
    total_float: int | None
    short_by: int
    """Working units from the date to the forecast; 0 if it is met."""
    buffer: int
    buffer_left: int
    health: Health
    critical_path: tuple[StepId, ...]
    """The driving path to it, predecessors first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """A plan with every date computed, as things stand at `as_of`."""

    plan: Plan
    unit: Resolution
    """What floats, buffers and shortfalls are counted in."""
    as_of: Moment
    feasible: bool
    """No critical date late, no float negative."""
    critical_dates: dict[CriticalDateId, ScheduledDate]
    steps: dict[StepId, ScheduledStep]
    """Predecessors first, ties by id."""
    findings: tuple[Finding, ...]
    run: Run = field(repr=False, compare=False)
    """The passes behind it, for causes and explanations."""


def schedule(plan: Plan, as_of: Moment, *, stretches: int = MOST) -> Schedule:
    """Date every step of a plan, forward from `as_of` and backward from its critical dates.

    `as_of` is a day, or in minute plans a day or a time; `stretches` of working time are the most that the plan may
    make. Raises Refused with every problem of a plan that cannot be scheduled.
    """
    compiled = compile_plan(plan, as_of, stretches=stretches)
    try:
        return answer(run(compiled))
    except IndexError:  # a milestone's last working day, a buffer or a booking before the calendar begins
        raise beyond_horizon(compiled) from None


def answer(passes: Run) -> Schedule:
    """Read the passes of a compiled plan as a schedule."""
    c = passes.compiled
    by_date = late_by_date(passes)
    paths = {date: driving_path(passes, date) for date in c.dates}
    steps = _steps(passes, by_date, paths)
    dates = {date.source.id: _date(passes, date, by_date[date], paths[date]) for date in c.dates}
    feasible = all(date.short_by == 0 or date.health == "done" for date in dates.values()) and all(
        step.total_float is None or step.total_float >= 0 for step in steps.values()
    )
    return Schedule(
        plan=c.plan,
        unit=c.timeline.resolution,
        as_of=c.as_of,
        feasible=feasible,
        critical_dates=dates,
        steps=steps,
        findings=findings_of(passes, by_date),
        run=passes,
    )


def _steps(
    passes: Run, by_date: dict[CompiledDate, Spans], paths: dict[CompiledDate, frozenset[int]]
) -> dict[StepId, ScheduledStep]:
    c, early, late, planned = passes.compiled, passes.early, passes.late, passes.planned
    free = free_floats(c, early)
    slacks = [total_float(c, early, late, at) for at in range(len(c))]
    critical = {
        at
        for at, slack in enumerate(slacks)
        if (slack is not None and slack <= c.plan.critical_threshold) or any(at in path for path in paths.values())
    }
    drags = Drags(passes, paths, by_date)
    found: dict[StepId, ScheduledStep] = {}
    at = -1
    try:
        for at, step in enumerate(c.steps):
            if planned.finish[at] > c.timeline.length:  # a milestone looks into no calendar, so no table told
                raise beyond_horizon(c, at)
            slack = slacks[at]
            by_id = {
                date.source.id: by for date in c.dates if (by := total_float(c, early, by_date[date], at)) is not None
            }
            governing = governing_date(passes, by_date, at) if slack is not None else None
            found[step.id] = ScheduledStep(
                id=step.id,
                early_start=forward_start(c, early, at),
                early_finish=forward_finish(c, early, at),
                late_start=late_start(c, late, planned, at, passes.waits.late),
                late_finish=late_finish(c, late, planned, at, passes.waits.late),
                planned_start=forward_start(c, planned, at),
                planned_finish=forward_finish(c, planned, at),
                total_float=slack,
                free_float=slack if free[at] is None else free[at],
                critical=at in critical,
                drags=drags,
                float_by_date=by_id,
                governing_date=governing.source.id if governing else None,
                health=_step_health(passes, at, slack, by_id),
                book_by=book_by(c, planned, at),
            )
    except IndexError:  # a milestone's last working day, or a booking, before the calendar begins
        raise beyond_horizon(c, at) from None
    return found


def _step_health(passes: Run, at: int, slack: int | None, slacks: dict[CriticalDateId, int]) -> Health:
    c = passes.compiled
    step = c.steps[at]
    if c.kind[at] == FINISHED or step.progress.skipped:
        return "done"
    if c.held:
        return "on_hold"
    if step.progress.blocked is not None:
        return "blocked"
    if slack is not None and slack < 0:
        return "late"
    if any(date.source.id in slacks and slacks[date.source.id] < date.buffer for date in c.dates):
        return "at_risk"
    return "on_track"


def _date(passes: Run, date: CompiledDate, late: Spans, path: frozenset[int]) -> ScheduledDate:
    c = passes.compiled
    slacks = [slack for step in c.bound_steps(date) if (slack := total_float(c, passes.early, late, step)) is not None]
    w, lands = date.time.before, landings(passes, date)
    missed = any(one.finish > one.due for one in lands)
    short = max((w[one.finish] - w[one.due] for one in lands), default=0)
    return ScheduledDate(
        id=date.source.id,
        step=date.source.step,
        date=date.source.date,
        forecast=max((landing_shown(passes, one) for one in lands), default=c.as_of),
        earliest=earliest_shown(passes, date),
        total_float=min(slacks, default=None),
        short_by=max(1, short) if missed else 0,
        buffer=date.buffer,
        buffer_left=min(date.buffer, max(0, -short)),
        health=_date_health(c, lands, missed=missed),
        critical_path=tuple(c.steps[step].id for step in sorted(path)),
    )


def _date_health(c: Compiled, lands: list[Landing], *, missed: bool) -> Health:
    if all(not one.open or (one.step is not None and c.steps[one.step].progress.skipped) for one in lands):
        return "done"
    if c.held:
        return "on_hold"
    if missed:
        return "late"
    if any(one.finish > one.target for one in lands):
        return "at_risk"
    return "on_track"


__all__ = ["Health", "Schedule", "ScheduledDate", "ScheduledStep", "answer", "schedule"]
