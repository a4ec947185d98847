"""Whether the rivals date a plan as Backplan does: who computes something else proves nothing by being slow."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from scheduler.compiled import NEVER
from scheduler.compiling import compile_plan
from scheduler.passes import run

from .day_loop import Network
from .documents import AS_OF
from .mpxj import microsoft_scheduler
from .trueppm import trueppm_scheduler

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from scheduler.passes import Run
    from scheduler.plan import Plan, StepId


class DisagreementError(Exception):
    """A rival gives other dates."""


def check_day_loop(plan: Plan) -> str:
    """Compare all four dates of every step."""
    passes, network = run(compile_plan(plan, AS_OF)), Network(plan, AS_OF)
    network.date_all()
    ours = {
        step.id: tuple(_day(passes, spans[at]) for spans in (early.start, early.finish, late.start, late.finish))
        for early, late in ((passes.early, passes.late),)
        for at, step in enumerate(passes.compiled.steps)
    }
    theirs = {
        step: (node.early_start, node.early_finish, node.late_start, node.late_finish)
        for step, node in network.nodes.items()
    }
    return _same("day loop", "early and late dates", ours, theirs)


def check_trueppm(plan: Plan) -> str:
    """Compare the early dates of the work, on the plan without what it reads differently: lags and second links."""
    plan = _with_plain_links(plan)
    theirs = {task.id: (task.early_start, task.early_finish) for task in trueppm_scheduler(plan, AS_OF)().tasks}
    passes = run(compile_plan(plan, AS_OF))
    ours = {
        step.id: (_day(passes, passes.early.start[at]), _day(passes, passes.early.finish[at] - 1))
        for at, step in enumerate(passes.compiled.steps)
        if step.duration
    }
    return _same("trueppm-scheduler", "early dates without lags", ours, {step: theirs[step] for step in ours})


def check_mpxj(plan: Plan) -> str:
    """Compare the early starts of the work, on the plan without absences, which its lags heed.

    Its milestones slide to the next working day of their own calendar, which few steps behind them notice.
    """
    plan = replace(plan, people=tuple(replace(person, away=()) for person in plan.people))
    schedule, early_starts = microsoft_scheduler(plan, AS_OF)
    schedule()
    passes = run(compile_plan(plan, AS_OF))
    dated = dict(zip([step.id for step in plan.steps], early_starts(), strict=True))
    ours = {
        step.id: str(_day(passes, passes.early.start[at]))
        for at, step in enumerate(passes.compiled.steps)
        if step.duration
    }
    theirs = {step: dated[step] for step in ours}
    return _same("MPXJ", "early starts without absences", ours, theirs, but=len(ours) // 20)


def _same(
    rival: str, what: str, ours: Mapping[StepId, object], theirs: Mapping[StepId, object], *, but: int = 0
) -> str:
    different = [step for step in ours if ours[step] != theirs[step]]
    if len(different) > but:
        step = different[0]
        message = (
            f"{rival} differs in {len(different)} of {len(ours)} steps, first {step}: {theirs[step]}, ours {ours[step]}"
        )
        raise DisagreementError(message)
    return f"{rival}: the same {what} for {len(ours) - len(different):,} of {len(ours):,} steps"


def _day(passes: Run, instant: int) -> date | None:
    return None if instant == NEVER else passes.compiled.timeline.day(instant)


def _with_plain_links(plan: Plan) -> Plan:
    steps = []
    for step in plan.steps:
        first = {link.step: link for link in reversed(step.after)}
        steps.append(replace(step, after=tuple(replace(link, lag=None) for link in first.values())))
    return replace(plan, steps=tuple(steps))
