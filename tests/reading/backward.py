"""The backward passes: late dates from critical dates and limits (rules 3.4, 3.9, 3.10, 3.12, 3.13, 3.16, 3.21)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .forward import Span, before_freeze, may_reach, may_stand, work_left
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
class Bound:
    """One thing that a step must be done for."""

    at: int
    """The instant."""

    asks: str
    """What asks: `date` or `link` with an id, or a limit's field."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """All that binds a step in a backward pass."""

    starts: list[Bound]
    """What it must have started by."""

    finishes: list[Bound]
    """What it must have finished by."""

    def dangle(self) -> bool:
        """Tell whether links bind the start and neither link nor date the finish."""
        asked = [bound.asks.split()[0] for bound in self.finishes]
        return any(bound.asks.startswith("link") for bound in self.starts) and not {"link", "date"} & set(asked)


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
    behind = 0 if step.sharp else 1
    unit = occasions.last_before(instant + 1 - behind)
    while not may_reach(step, unit + behind):
        unit = occasions.last_before(unit)
    return unit + behind


def latest_place(step: Step, starts: Sequence[int], finishes: Sequence[int]) -> Span | None:
    """Give the latest place that satisfies start and finish bounds; None without any that binds."""
    if step.state == STARTED:
        return _place_started(step, finishes) if finishes else None
    if not starts and not finishes:
        return None
    at = min(
        [place_by(step, at, on_start=True) for at in starts] + [place_by(step, at, on_start=False) for at in finishes]
    )
    if step.units == 0:
        at = _previous_point(step, at)
        return Span(start=at, finish=at, rest=at)
    at = _previous_start(step, at)
    return Span(start=at, finish=step.own.end_after(at, step.units), rest=at)


def place_by(step: Step, bound: int, *, on_start: bool) -> int:
    """Give the last place that one bound allows, before slots and freezes: of a started step its finish."""
    if step.state == STARTED:
        return step.own.last_before(bound) + 1
    if step.units == 0:
        return step.own.last_before(bound + 1) if step.anchored else bound
    return step.own.last_before(bound + 1) if on_start else step.own.begin_before(bound, step.units)


def _pass(plan: Plan, binding: Binding, found: set[str]) -> Late:
    late: Late = {}
    for step in reversed(plan.steps.values()):
        if step.state == FINISHED:
            late[step.id] = None
            continue
        bounds = bounds_of(plan, binding, step, late)
        if binding.dangling is None and bounds.dangle() and step.state != SKIPPED and not step.limits.owes_finish:
            found.add(step.id)
            bounds.finishes.extend(_by_latest_date(plan, binding, step))
        late[step.id] = latest_place(
            step, [bound.at for bound in bounds.starts], [bound.at for bound in bounds.finishes]
        )
    return late


def bounds_of(plan: Plan, binding: Binding, step: Step, late: Mapping[str, Span | None]) -> Bounds:
    """List what binds a step, given where a pass puts those behind it."""
    bounds = Bounds(starts=[], finishes=[])
    for date in binding.dates:
        at = plan.bound_of(date, step)
        if at is not None:
            at = target_of(date, at) if binding.less_buffer else at
            bounds.finishes.append(Bound(at=at, asks=f"date {date.id}"))
    for link in plan.links_from(step.id):
        after = late[link.after]
        if after is not None:
            at = latest(link, step, after.rest if link.kind[1] == "S" else after.finish)
            side = bounds.starts if link.kind[0] == "S" else bounds.finishes
            side.append(Bound(at=at, asks=f"link {link.after}"))
    if binding.limits:
        bounds.starts.extend(Bound(at=at, asks=key) for key, at in step.limits.late_starts.items())
        bounds.finishes.extend(Bound(at=at, asks=key) for key, at in step.limits.late_finishes.items())
    if binding.dangling is not None and step.id in binding.dangling:
        bounds.finishes.extend(_by_latest_date(plan, binding, step))
    return bounds


def _by_latest_date(plan: Plan, binding: Binding, step: Step) -> list[Bound]:
    """Give the bound of rule 13: of all dates the one that leaves most, so that a later date never leaves less."""
    if plan.latest_date() not in binding.dates:
        return []
    found = {date.id: plan.instant_of(date, step) for date in plan.dates}
    if binding.less_buffer:
        found = {date.id: target_of(date, found[date.id]) for date in plan.dates}
    at = max(found.values())
    return [Bound(at=at, asks=f"date {name}") for name, instant in found.items() if instant == at]


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
    return _previous_start(step, at)


def _previous_start(step: Step, at: int) -> int:
    occasions = step.own if step.slot is None else step.slot
    while not may_stand(step, at):
        at = occasions.last_before(at)
    return at
