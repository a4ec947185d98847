"""The answer for a part of a plan, with the dates of the whole: what a reader gets from whom the rest is hidden.

Only shown dates come from the whole; floats, paths, drag, findings and causes are those of the part. So whatever
changes in the rest without moving a shown date changes nothing here. `docs/decisions/0006-projection.md` says more.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from .compiled import FINISHED, NEVER, Compiled, waits_for_target
from .compiling import compile_part
from .passes import Run, finish_caps, target_floors
from .schedule import Schedule, answer
from .settled import Shown, backward_with, settled_forward, settled_late, settled_targets, standing
from .shown import forward_finish
from .sweeps import Spans
from .waits import Landing, Waits

if TYPE_CHECKING:
    from .plan import CriticalDateId, Moment, Plan, StepId


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownStep:
    """The dates of one step that people see."""

    early: Shown
    late: Shown
    planned: Shown
    book_by: Moment | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownDates:
    """All that a part takes from the whole."""

    as_of: Moment
    steps: dict[StepId, ShownStep]
    lands: dict[CriticalDateId, Landing]
    """Of critical dates without a step: where the whole plan lands."""


def part(plan: Plan, whole: Schedule) -> Schedule:
    """Return the schedule of a part of a plan: some of its steps, calendars with fewer closures, people less away.

    Raises Refused for a part that names what it does not have.
    """
    return dated(plan, shown_dates(plan, whole))


def shown_dates(plan: Plan, whole: Schedule) -> ShownDates:
    """Return the dates in the whole that a part shows."""
    steps = {}
    for step in plan.steps:
        one = whole.steps[step.id]
        steps[step.id] = ShownStep(
            early=(one.early_start, one.early_finish),
            late=(one.late_start, one.late_finish),
            planned=(one.planned_start, one.planned_finish),
            book_by=one.book_by,
        )
    lands = {
        date.id: Landing(planned=whole.critical_dates[date.id].forecast, early=whole.critical_dates[date.id].earliest)
        for date in plan.critical_dates
        if date.step is None
    }
    return ShownDates(as_of=whole.as_of, steps=steps, lands=lands)


def dated(plan: Plan, shown: ShownDates) -> Schedule:
    """Return the schedule of a plan whose dates are given."""
    c = compile_part(plan, shown.as_of)
    dates = [shown.steps[step.id] for step in c.steps]
    found = answer(_run(_with_actuals(c, dates), dates, shown.lands))
    steps = {step.id: replace(step, book_by=shown.steps[step.id].book_by) for step in found.steps.values()}
    return replace(found, steps=steps)


def _with_actuals(c: Compiled, dates: list[ShownStep]) -> Compiled:
    """Let what is finished have begun and ended when the whole says."""
    start, finish = list(c.actual_start), list(c.actual_finish)
    for at, kind in enumerate(c.kind):
        if kind == FINISHED:
            start[at], finish[at] = standing(c, at, *dates[at].early)
    return replace(c, actual_start=start, actual_finish=finish)


def _run(c: Compiled, dates: list[ShownStep], lands: dict[CriticalDateId, Landing]) -> Run:
    planned_dates = [one.planned for one in dates]
    early = settled_forward(c, c.floor, [one.early for one in dates])
    goals = _goals(c, dates)
    target = settled_targets(c, goals, planned_dates)
    aims = [goal and (at not in target.waits or _could_be_earlier(dates[at])) for at, goal in enumerate(goals)]
    c = replace(c, aims=aims)
    planned = settled_forward(c, target_floors(c, target.spans), planned_dates)
    late = settled_late(c, planned.spans, [one.late for one in dates])
    run = Run(compiled=c, early=early.spans, late=late.spans, target=target.spans, planned=planned.spans)
    later = {date: _later(run, landing) for date, landing in lands.items()}
    waits = Waits(early=early.waits, late=late.waits, target=target.waits, planned=planned.waits, lands=later)
    return replace(run, waits=waits)


def _later(run: Run, landing: Landing) -> Landing:
    """Return when the whole lands, where that is later than all that is shown."""
    c = run.compiled

    def later(moment: Moment | None, spans: Spans) -> Moment | None:
        shown = max((forward_finish(c, spans, at) for at in range(len(c))), default=None)
        return moment if moment is not None and (shown is None or moment > shown) else None

    return Landing(planned=later(landing.planned, run.planned), early=later(landing.early, run.early))


def _could_be_earlier(dates: ShownStep) -> bool:
    """Tell whether a planned start is later than it has to be, so that something that comes after has set it."""
    early, planned = dates.early[0], dates.planned[0]
    return early is not None and planned is not None and early < planned


def _goals(c: Compiled, dates: list[ShownStep]) -> list[bool]:
    """Tell which steps wait for a target: of a date that is shown, or of something else that is not."""
    asked = backward_with(c, c.start_cap, finish_caps(c))
    return [
        waits_for_target(c.steps[at], c.kind[at])
        and (c.led[at] or (asked.finish[at] == NEVER and one.late[1] is not None))
        for at, one in enumerate(dates)
    ]
