"""The forward passes: early dates, and planned dates that also wait for a target (rules 3.1, 3.4, 3.10, 3.16, 3.17)."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from .links import image
from .plan import FINISHED, SKIPPED, STARTED, Link, Plan, Step


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Where a pass puts a step, as exact instants."""

    start: int
    """Start; of a started step the actual one."""

    finish: int
    """Finish; of a point the same instant."""

    rest: int
    """Begin of the work that is left: the start, or the begin of a started step's remaining work."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """One requirement on a step's place and where it came from."""

    at: int
    """The earliest working unit (of a point: instant) that satisfies it, before slots and freezes."""

    asks: str
    """What asks: a floor of the plan, a limit's field, `target`, or `link` with the predecessor's id."""

    link: Link | None = None
    """The link that asks."""


def forward(plan: Plan, targets: Mapping[str, int] | None = None) -> dict[str, Span]:
    """Place every step as early as its bounds allow; targets are further start bounds by step id."""
    placed: dict[str, Span] = {}
    for step in plan.steps.values():
        target = None if targets is None else targets.get(step.id)
        placed[step.id] = _place(plan, step, needs(plan, step, placed, target))
    return placed


def needs(plan: Plan, step: Step, placed: Mapping[str, Span], target: int | None = None) -> list[Need]:
    """List what as of, limits, target and links require of an unfinished step (3.9, 3.10, 3.16)."""
    if step.state == FINISHED:
        return []
    found = [
        Need(at=start_need(step, bound), asks=floor) for floor, bound in plan.floors.items() if _holds(step, floor)
    ]
    if step.state not in {STARTED, SKIPPED}:
        found += [Need(at=start_need(step, bound), asks=key) for key, bound in step.limits.early_starts.items()]
        found += [Need(at=finish_need(step, bound), asks=key) for key, bound in step.limits.early_finishes.items()]
        if target is not None:
            found.append(Need(at=start_need(step, target), asks="target"))
    for link in plan.links_into(step.id):
        before = placed[link.before]
        bound = image(link, plan.steps[link.before], before.finish if link.kind[0] == "F" else before.start)
        need = start_need if link.kind[1] == "S" else finish_need
        found.append(Need(at=need(step, bound), asks=f"link {link.before}", link=link))
    return found


def _holds(step: Step, floor: str) -> bool:
    """Tell whether a floor of the plan holds for a step: what has started does so whatever the plan's start says."""
    return floor != "start" or step.state != STARTED


def start_need(step: Step, bound: int) -> int:
    """Give the first place not before a start bound: the exact instant for what takes no time."""
    if work_left(step) == 0 and not step.anchored:
        return bound
    return step.own.first_from(bound)


def finish_need(step: Step, bound: int) -> int:
    """Give the earliest place from which the finish is not before the bound."""
    if work_left(step) == 0:
        return start_need(step, bound)
    last = step.own.first_from(bound - 1)
    return step.own.begin_before(last + 1, work_left(step))


def work_left(step: Step) -> int:
    """Give the working units still to be done."""
    return step.rest if step.state == STARTED else step.units


def _place(plan: Plan, step: Step, asked: Iterable[Need]) -> Span:
    if step.state == FINISHED:
        assert step.started is not None
        assert step.finished is not None
        return Span(start=step.started, finish=step.finished, rest=step.started)
    at = max(need.at for need in asked)
    if step.state == STARTED:
        assert step.started is not None
        finish = step.own.end_after(at, step.rest)
        return Span(start=step.started, finish=finish, rest=at)
    if step.point and not step.anchored:
        at = _next_point(step, at, plan.base)
        return Span(start=at, finish=at, rest=at)
    if not may_stand(step, at):
        at = _walk(step, at, may_stand)
    return Span(start=at, finish=step.own.end_after(at, step.units), rest=at)


def may_stand(step: Step, at: int) -> bool:
    """Tell whether slots and freezes let a step begin at a unit (an anchored point: stand there)."""
    if step.slot is not None and not step.slot.works(at):
        return False
    if step.frozen is None:
        return True
    return not step.frozen.works(at) and (
        step.units == 0 or not step.frozen.works(step.own.end_after(at, step.units) - 1)
    )


def may_happen(step: Step, unit: int) -> bool:
    """Tell whether slots and freezes let a point be reached within a unit."""
    if step.slot is not None and not step.slot.works(unit):
        return False
    if step.frozen is None or not step.frozen.works(unit):
        return True
    return step.sharp and not step.frozen.works(unit - 1)  # at a minute's begin: the one before is as good


def may_reach(step: Step, at: int, base: int | None = None) -> bool:
    """Tell whether a milestone may be reached at an instant; in day plans on the day before it, never before base."""
    if not step.fine:
        return may_happen(step, at - 1 if base is None else max(at - 1, base))
    return may_happen(step, at) or (not step.sharp and may_happen(step, at - 1))


def behind_freeze(step: Step, at: int) -> bool:
    """Tell whether only closed time lies between a freeze and a milestone behind it, so that it is pushed along."""
    if step.frozen is None or step.slot is not None or (step.fine and step.own.works(at)):
        return False
    unit = at - 1
    while not step.own.works(unit) and not step.frozen.works(unit):
        unit -= 1
    return step.frozen.works(unit)


def before_freeze(step: Step, at: int) -> bool:
    """Tell whether only closed time lies between a milestone and a freeze behind it, so that it is pulled along."""
    if step.frozen is None or step.slot is not None or step.own.works(at - 1):
        return False
    unit = at
    while not step.own.works(unit) and not step.frozen.works(unit):
        unit += 1
    return step.frozen.works(unit)


def _next_point(step: Step, at: int, base: int) -> int:
    """Push a milestone to the next unit on which it may happen: in day plans to its end, in minute plans its begin."""
    if may_reach(step, at, base) and not (at > base and behind_freeze(step, at)):
        return at if step.fine or step.slot is None else max(at, base + 1)
    if step.fine:
        return _walk(step, at, may_happen)
    return _walk(step, max(at - 1, base), may_happen) + 1


def _walk(step: Step, at: int, allowed: Callable[[Step, int], bool]) -> int:
    occasions = step.own if step.slot is None else step.slot
    at = occasions.first_from(at)
    while not allowed(step, at):
        at = occasions.first_from(at + 1)
    return at
