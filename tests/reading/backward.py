"""The backward passes: late dates from critical dates and limits (rules 3.4, 3.9, 3.10, 3.12, 3.13, 3.16, 3.21)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .forward import Span, before_freeze, may_happen, may_reach, may_stand, work_left
from .links import latest
from .plan import FINISHED, SKIPPED, STARTED, CriticalDate, Plan, Step

Late = dict[str, Span | None]
"""Where a backward pass puts each step; None when nothing binds it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Binding:
    """What binds in a backward pass."""

    dates: Sequence[CriticalDate]
    """The critical dates."""

    limits: bool
    """Whether no-later-than limits and pins bind."""

    less_buffer: bool
    """Whether each date binds less its buffer (rule 3.10)."""

    dangling: frozenset[str] | None
    """Steps under rule 13; None to find them in this pass."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Bounds:
    starts: list[int]
    finishes: list[int]
    link_to_start: bool
    link_to_finish: bool
    date_on_finish: bool


def dangling_finishes(plan: Plan) -> frozenset[str]:
    """Find the steps whose start links bind while nothing binds their finish (rule 3.13)."""
    binding = Binding(dates=plan.dates, limits=True, less_buffer=False, dangling=None)
    found: set[str] = set()
    _pass(plan, binding, found)
    return frozenset(found)


def backward(plan: Plan, binding: Binding) -> Late:
    """Place every step as late as its bounds allow."""
    return _pass(plan, binding, set())


def target_of(date: CriticalDate, instant: int) -> int:
    """Give the begin of the n-th last working unit before an instant, n being the date's buffer (rule 3.21)."""
    return date.calendar.begin_before(instant, date.buffer.units)


def last_occasion(step: Step, instant: int) -> int:
    """Give the end of the last own working unit, ended by the instant, on which a milestone may still happen (3.4)."""
    occasions = step.own if step.slot is None else step.slot
    unit = occasions.last_before(instant + 1 if step.sharp else instant)
    while not may_happen(step, unit):
        unit = occasions.last_before(unit)
    return unit if step.sharp else unit + 1


def latest_place(step: Step, starts: Sequence[int], finishes: Sequence[int]) -> Span | None:
    """Give the latest place that satisfies start and finish bounds; None without any that binds."""
    if step.state == STARTED:
        return _place_started(step, finishes) if finishes else None
    if not starts and not finishes:
        return None
    if step.units == 0:
        at = _previous_point(step, min([*starts, *finishes]))
        return Span(start=at, finish=at, rest=at)
    at = min(
        [step.own.last_before(bound + 1) for bound in starts]
        + [step.own.begin_before(bound, step.units) for bound in finishes]
    )
    at = _previous_start(step, at)
    return Span(start=at, finish=step.own.end_after(at, step.units), rest=at)


def _pass(plan: Plan, binding: Binding, found: set[str]) -> Late:
    late: Late = {}
    for step in reversed(plan.steps.values()):
        if step.state == FINISHED:
            late[step.id] = None
            continue
        bounds = _bounds(plan, binding, step, late)
        if binding.dangling is None:
            dangling = _dangles(step, bounds)
            if dangling:
                found.add(step.id)
        else:
            dangling = step.id in binding.dangling
        if dangling:
            bounds.finishes.extend(_by_latest_date(plan, binding, step))
        late[step.id] = latest_place(step, bounds.starts, bounds.finishes)
    return late


def _bounds(plan: Plan, binding: Binding, step: Step, late: Mapping[str, Span | None]) -> _Bounds:
    starts: list[int] = []
    finishes: list[int] = []
    for date in binding.dates:
        bound = plan.bound_of(date, step)
        if bound is not None:
            finishes.append(target_of(date, bound) if binding.less_buffer else bound)
    by_date = bool(finishes)
    to_start = to_finish = False
    for link in plan.links_from(step.id):
        after = late[link.after]
        if after is None:
            continue
        bound = latest(link, step, after.rest if link.kind[1] == "S" else after.finish)
        (starts if link.kind[0] == "S" else finishes).append(bound)
        to_start = to_start or link.kind[0] == "S"
        to_finish = to_finish or link.kind[0] == "F"
    if binding.limits:
        starts += step.limits.late_starts
        finishes += step.limits.late_finishes
    return _Bounds(
        starts=starts, finishes=finishes, link_to_start=to_start, link_to_finish=to_finish, date_on_finish=by_date
    )


def _dangles(step: Step, bounds: _Bounds) -> bool:
    if step.state == SKIPPED or step.limits.owes_finish:
        return False
    return bounds.link_to_start and not bounds.link_to_finish and not bounds.date_on_finish


def _by_latest_date(plan: Plan, binding: Binding, step: Step) -> list[int]:
    date = plan.latest_date()
    if date is None or date not in binding.dates:
        return []
    if binding.less_buffer:  # the latest of the dates less their buffers, so that a later date gives no earlier target
        return [max(target_of(one, plan.instant_of(one, step)) for one in plan.dates)]
    return [plan.instant_of(date, step)]


def _place_started(step: Step, finishes: Sequence[int]) -> Span:
    assert step.started is not None
    finish = min(finishes)
    if work_left(step) == 0:
        return Span(start=step.started, finish=finish, rest=finish)
    finish = step.own.last_before(finish) + 1
    return Span(start=step.started, finish=finish, rest=step.own.begin_before(finish, step.rest))


def _previous_point(step: Step, at: int) -> int:
    if step.point and not step.anchored:
        stays = may_reach(step, at) and not before_freeze(step, at)
        return at if stays else last_occasion(step, at)
    if step.anchored:
        at = step.own.last_before(at + 1)
    return _previous_start(step, at)


def _previous_start(step: Step, at: int) -> int:
    occasions = step.own if step.slot is None else step.slot
    while not may_stand(step, at):
        at = occasions.last_before(at)
    return at
