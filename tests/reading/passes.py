"""Run all the passes of a plan and measure floats between them (rules 3.1, 3.8, 3.10, 3.12, 3.15)."""

from dataclasses import dataclass

from .backward import Binding, Late, backward, dangling_finishes, last_occasion, latest_place, target_of
from .forward import Span, forward
from .links import latest
from .plan import FINISHED, STARTED, CriticalDate, Plan, Step


@dataclass(frozen=True, slots=True, kw_only=True)
class Passes:
    """The outcome of every pass, as exact instants."""

    early: dict[str, Span]
    """Early dates."""

    late: Late
    """Late dates under all critical dates, limits and pins."""

    by_date: dict[str, Late]
    """Late dates under one critical date alone, by its id."""

    planned: dict[str, Span]
    """Planned dates."""

    dangling: frozenset[str]
    """Steps whose finish rule 13 binds."""

    def leads(self, step: Step) -> bool:
        """Tell whether a step leads to a critical date (rule 3.10)."""
        return any(late[step.id] is not None for late in self.by_date.values())


def run(plan: Plan) -> Passes:
    """Run the early, late and planned passes."""
    dangling = dangling_finishes(plan)
    by_date = {
        date.id: backward(plan, Binding(dates=[date], limits=False, less_buffer=False, dangling=dangling))
        for date in plan.dates
    }
    late = backward(plan, Binding(dates=plan.dates, limits=True, less_buffer=False, dangling=dangling))
    led = {step for found in by_date.values() for step, span in found.items() if span is not None}
    return Passes(
        early=forward(plan), late=late, by_date=by_date, planned=planned(plan, led, dangling), dangling=dangling
    )


def planned(plan: Plan, led: set[str], dangling: frozenset[str]) -> dict[str, Span]:
    """Run the planned pass; `led` are the steps that lead to a critical date (rule 3.10)."""
    return forward(plan, targets(plan, aims(plan, dangling), led))


def aims(plan: Plan, dangling: frozenset[str]) -> Late:
    """Run the pass from the critical dates less their buffers (rule 3.10)."""
    return backward(plan, Binding(dates=plan.dates, limits=True, less_buffer=True, dangling=dangling))


def targets(plan: Plan, aim: Late, led: set[str]) -> dict[str, int]:
    """Give the instants that steps wait for on paper; `led` are those that lead to a critical date (rule 3.10)."""
    found: dict[str, int] = {}
    for step in plan.steps.values():
        span = aim[step.id]
        if span is None or step.id not in led or step.asap or step.done or step.state == STARTED:
            continue
        resting = step.point and not step.anchored
        found[step.id] = last_occasion(step, span.start) if resting else span.start
    return found


def total_float(step: Step, early: Span, late: Span | None) -> int | None:
    """Give the smaller of start and finish float in own working units; late is at most -1 (rules 3.8, 3.16)."""
    if late is None or step.state == FINISHED:
        return None
    finish = _room(step, early.finish, late.finish)
    return finish if step.state == STARTED else min(finish, _room(step, early.start, late.start))


def _room(step: Step, early: int, late: int) -> int:
    room = step.own.between(early, late)
    return min(room, -1) if early > late else room


def free_float(plan: Plan, passes: Passes, step: Step) -> int | None:
    """Give how many own units a step can be delayed before a successor's early date moves (rule 3.15)."""
    if step.state == FINISHED:
        return None
    starts: list[int] = []
    finishes: list[int] = []
    for link in plan.links_from(step.id):
        after = passes.early[link.after]
        if plan.steps[link.after].state == FINISHED or (step.state == STARTED and link.kind[0] == "S"):
            continue
        bound = latest(link, step, after.rest if link.kind[1] == "S" else after.finish)
        (starts if link.kind[0] == "S" else finishes).append(bound)
    if not starts and not finishes:
        return total_float(step, passes.early[step.id], passes.late[step.id])
    early, last = passes.early[step.id], latest_place(step, starts, finishes)
    assert last is not None
    return max(0, step.own.between(early.finish, last.finish), step.own.between(early.rest, last.rest))


def gain(date: CriticalDate, before: int, after: int) -> int:
    """Count the units of a date's calendar by which a landing comes earlier (rule 3.14)."""
    return date.calendar.between(after, before)


def missed_by(plan: Plan, date: CriticalDate, step: Step, at: int) -> int:
    """Give the units from the end of a date to an instant: 0 if met, else at least 1 (rule 3.21)."""
    bound = plan.bound_of(date, step)
    if bound is None or at <= bound:
        return 0
    return max(1, date.calendar.between(bound, at))


def buffer_left(plan: Plan, date: CriticalDate, step: Step, at: int) -> int:
    """Give the units of a date's buffer that a landing leaves (rule 3.21)."""
    bound = plan.bound_of(date, step)
    if bound is None or at <= target_of(date, bound):
        return date.buffer.units
    if at >= bound:
        return 0
    return date.calendar.between(at, bound)
