"""Find driving paths and drag (rule 3.14)."""

from collections.abc import Iterable
from dataclasses import replace

from .forward import Span, needs
from .passes import Passes, gain, planned
from .plan import FINISHED, STARTED, CriticalDate, Link, Plan, Step


def driving_path(plan: Plan, passes: Passes, date: CriticalDate) -> list[str]:
    """Walk back from a date's step, or from the latest steps, over the tight links of the early pass; sorted ids."""
    seen: set[str] = set()
    waiting = list(_ends(plan, passes, date))
    while waiting:
        step = plan.steps[waiting.pop()]
        if step.state == FINISHED or step.id in seen:
            continue
        seen.add(step.id)
        waiting.extend(link.before for link in tight_links(plan, passes, step))
    return sorted(seen)


def tight_links(plan: Plan, passes: Passes, step: Step) -> list[Link]:
    """Give the links whose own requirement equals the largest of all, before slots and freezes."""
    asked = needs(plan, step, passes.early)
    largest = max(need.at for need in asked)
    return [need.link for need in asked if need.link is not None and need.at == largest]


def drags(plan: Plan, passes: Passes, critical: Iterable[str]) -> dict[str, int]:
    """Give what the forecasts would gain at most if each of the critical steps took no time."""
    led = {step.id for step in plan.steps.values() if passes.leads(step)}
    found: dict[str, int] = {}
    for name in critical:
        thought = _without_time(plan, plan.steps[name])
        spans = planned(thought, led, passes.dangling)
        gains = [
            gain(date, _landing(plan, date, passes.planned), _landing(plan, date, spans))
            for date in plan.dates
            if passes.by_date[date.id][name] is not None
        ]
        found[name] = max([0, *gains])
    return found


def _landing(plan: Plan, date: CriticalDate, spans: dict[str, Span]) -> int:
    names = plan.steps if date.step is None else [date.step]
    return max(spans[name].finish for name in names)


def _ends(plan: Plan, passes: Passes, date: CriticalDate) -> list[str]:
    if date.step is not None:
        return [date.step]
    ends = {
        step.id: (passes.early[step.id].finish, step.anchored) for step in plan.steps.values() if step.state != FINISHED
    }
    latest = max(ends.values(), default=(0, False))
    return [name for name, end in ends.items() if end == latest]


def _without_time(plan: Plan, step: Step) -> Plan:
    if step.point:
        return plan
    bare = replace(step, rest=0) if step.state == STARTED else replace(step, units=0)
    return replace(plan, steps={**plan.steps, step.id: bare})
