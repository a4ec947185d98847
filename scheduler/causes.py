"""What set a date: the one thing that binds it, and what lay in its way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

from .compiled import FINISHED, MILESTONE, NEVER, STARTED, Compiled, CompiledDate
from .floats import place_asked
from .obstacles import Obstacle, obstacles
from .passes import Run, aim
from .placing import pulled, pushed
from .shown import forward_finish, late_finish
from .sweeps import Spans

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from .plan import CriticalDateId, Link, Moment, StepId

CauseKind = Literal[
    "link", "critical_date", "buffer", "constraint", "as_of", "actual", "slot", "closure", "freeze", "absence", "hold",
    "wait",
]  # fmt: skip
Pass = Literal["early", "late", "target", "planned"]
BACKWARD: frozenset[Pass] = frozenset({"late", "target"})
"""The passes that run from the critical dates back."""
DateName = Literal["early_start", "early_finish", "late_start", "late_finish", "planned_start", "planned_finish"]
DATE_NAMES: tuple[DateName, ...] = (
    "early_start", "early_finish", "late_start", "late_finish", "planned_start", "planned_finish",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    """One reason why a date is what it is."""

    kind: CauseKind
    step: StepId | None = None
    """The step at the other end of a link."""
    critical_date: CriticalDateId | None = None
    link: Link | None = None
    """The link as the plan has it; its lag is the amount."""
    constraint: str | None = None
    """The field that binds: a limit, a pin, `start`, or `finish` of a dangling step."""
    amount: int = 0
    """Units by which it moves the date: a lag, a buffer, the working time that a closure or a missed slot takes."""
    start: Moment | None = None
    """First day of a closure, absence or freeze; the day of a limit, of a critical date, or of the end of a wait."""
    end: Moment | None = None
    who: str = ""
    """The party that is closed, the person who is away, the step that needs the slot, the one that waits."""
    reason: str = ""


TARGET = -1
"""The rank of a target among the bounds of a planned date: it tells the story unless something asks for more."""


class Bound(NamedTuple):
    """Something that a step waits for or must be done for."""

    place: int
    """In the step's own units, so that bounds on start and finish compare."""
    instant: int
    rank: int
    """Among equal ones the smaller tells the story: links before everything else."""
    name: str
    cause: Cause
    at_start: bool
    """Whether it binds the start; else the finish, and the duration lies between it and the start."""


def causes(passes: Run, step: StepId) -> dict[DateName, tuple[Cause, ...]]:
    """Return what set each of a step's six dates: what binds it, then what lay in its way; empty for a null date."""
    c = passes.compiled
    at = c.index[step]
    if c.kind[at] == FINISHED:
        return dict.fromkeys(DATE_NAMES, (_actual(c, at),))
    found: dict[DateName, tuple[Cause, ...]] = {}
    for walk in ("early", "late", "planned"):
        bound, reached = binding(passes, walk, at)
        if bound is None:
            found[f"{walk}_start"] = found[f"{walk}_finish"] = ()  # type: ignore[index]
            continue
        waits, within = tuple(waited(passes, reached, at, bound)), tuple(interrupted(passes, reached, at))
        backward = reached in BACKWARD
        found[f"{walk}_start"] = _started(c, at) or (bound.cause, *(within if backward else waits))  # type: ignore[index]
        found[f"{walk}_finish"] = (bound.cause, *(waits if backward else within))  # type: ignore[index]
    return {name: found[name] for name in DATE_NAMES}


def pass_of(name: DateName) -> Pass:
    """Return the pass that gives a date."""
    return "late" if name.startswith("late") else "planned" if name.startswith("planned") else "early"


def binding(passes: Run, walk: Pass, at: int) -> tuple[Bound | None, Pass]:
    """Return what sets a step's dates in a pass, and the pass that it comes from: a plan may rest on a target."""
    if walk in BACKWARD:
        return backward_binding(passes, walk, at), walk
    bound = forward_binding(passes, walk, at)
    if bound.rank == TARGET:
        return bound, "target"
    return bound, walk


def waited(passes: Run, walk: Pass, at: int, bound: Bound) -> Iterator[Cause]:
    """Yield what lies between a step and what binds it: closed days, absences, a slot, a freeze."""
    c, spans = passes.compiled, _spans(passes, walk)
    if walk not in BACKWARD:
        yield from _forward_waits(c, spans, at, bound)
        return
    own = bound if bound.rank != TARGET else backward_binding(passes, walk, at)
    if own is not None:
        yield from _backward_waits(passes, walk, at, own)


def interrupted(passes: Run, walk: Pass, at: int) -> Iterator[Cause]:
    """Yield what interrupts a step between its start and its finish."""
    c, spans = passes.compiled, _spans(passes, walk)
    yield from _told(obstacles(c, at, spans.work[at], spans.finish[at]))
    if at in waits_in(passes, walk):
        w = c.before[at]
        between = w[spans.finish[at]] - w[spans.work[at]] - c.units[at]
        if between > 0:
            yield Cause(kind="wait", amount=between, who=c.steps[at].title)


def _spans(passes: Run, walk: Pass) -> Spans:
    found: Spans = getattr(passes, walk)
    return found


def waits_in(passes: Run, walk: Pass) -> Mapping[int, bool]:
    """Return the steps that stand elsewhere in a pass than the part of a plan puts them, as in `Waits`."""
    found: Mapping[int, bool] = getattr(passes.waits, walk)
    return found


def root(passes: Run, walk: Pass, at: int) -> Cause | None:
    """Return the cause at the end of the chain behind a step's dates in a pass; None for null dates."""
    c = passes.compiled
    for _ in range(len(c)):
        if c.kind[at] == FINISHED:
            return _actual(c, at)
        bound, walk = binding(passes, walk, at)
        if bound is None or bound.cause.step is None:
            return None if bound is None else bound.cause
        at = c.index[bound.cause.step]
    return None


def is_needed(passes: Run, at: int) -> bool:
    """Tell whether a step's late dates go back to something that is not shown."""
    cause = root(passes, "late", at) if passes.waits.late else None
    return cause is not None and cause.kind == "wait"


def _actual(c: Compiled, at: int) -> Cause:
    progress = c.steps[at].progress
    return Cause(kind="actual", start=progress.started, end=progress.finished)


def _started(c: Compiled, at: int) -> tuple[Cause, ...]:
    return (_actual(c, at),) if c.kind[at] == STARTED else ()


# Forward.


def forward_binding(passes: Run, name: Pass, at: int) -> Bound:
    """Return what sets a step's early or planned dates."""
    c, spans = passes.compiled, _spans(passes, name)
    if waits_in(passes, name).get(at):
        begin = spans.work[at]
        cause = Cause(kind="wait", start=_day_of(c, at, begin), who=c.steps[at].title)
        return Bound(place_asked(c, at, begin, on_finish=False), begin, 1, "", cause, at_start=True)
    found = [*_links_in(c, spans, at), *_floors(c, at)]
    if name == "planned":
        found += _aim(passes, at)
    return max(found, key=lambda bound: (bound.place, -bound.rank, bound.instant, bound.name))


def _links_in(c: Compiled, spans: Spans, at: int) -> Iterator[Bound]:
    links = {link.source: link for link in c.links_in[at]}
    for source in c.steps[at].after:
        other = c.index[source.step]
        link = links.get(source)
        instant, on_finish, lag = spans.finish[other], False, 0
        if link is not None:
            instant = pushed(link, (spans.start if link.from_start else spans.finish)[other])
            on_finish, lag = link.to_finish, link.lag
        place = place_asked(c, at, instant, on_finish=on_finish)
        cause = Cause(kind="link", step=source.step, link=source, amount=lag)
        yield Bound(place, instant, 0, _spelled(source.step, source), cause, at_start=not on_finish)


def _spelled(other: StepId, link: Link) -> str:
    """Name a link so that of several between the same steps, in whatever order, the same one tells the story."""
    return f"{other} {link} {link.lag_calendar}"


def _floors(c: Compiled, at: int) -> Iterator[Bound]:
    """Yield what else a step waits for: today, the plan's start, a hold, its own limits and pins."""
    step, plan, timeline = c.steps[at], c.plan, c.timeline

    def bound(instant: int, rank: int, cause: Cause, *, on_finish: bool = False) -> Bound:
        return Bound(
            place_asked(c, at, instant, on_finish=on_finish),
            instant,
            rank,
            cause.constraint or "",
            cause,
            at_start=not on_finish,
        )

    yield bound(c.now, 1, Cause(kind="as_of", start=c.as_of))
    if c.held and plan.hold is not None and plan.hold.until is not None:
        cause = Cause(kind="hold", start=plan.hold.since, end=plan.hold.until, reason=plan.hold.reason)
        yield bound(timeline.begin(plan.hold.until), 1, cause)
    if c.kind[at] == STARTED:
        return
    if plan.start is not None:
        yield bound(timeline.begin(plan.start), 2, Cause(kind="constraint", constraint="start", start=plan.start))
    if step.progress.skipped:
        return
    for field, instant, on_finish in c.lower_limits[at]:
        cause = Cause(kind="constraint", constraint=field, start=getattr(step, field))
        yield bound(instant, 2, cause, on_finish=on_finish)


def _aim(passes: Run, at: int) -> Iterator[Bound]:
    """Yield the target that a planned date waits for, told by what sets it."""
    c = passes.compiled
    if not c.aims[at]:
        return
    binding = backward_binding(passes, "target", at)
    if binding is None:
        return
    instant = aim(c, passes.target, at)
    yield Bound(
        place_asked(c, at, instant, on_finish=False), instant, TARGET, "", binding.cause, at_start=binding.at_start
    )


def _forward_waits(c: Compiled, spans: Spans, at: int, binding: Bound) -> Iterator[Cause]:
    """Yield what lies between what a step waits for and its start: closed days, absences, a slot, a freeze."""
    begin = spans.work[at]
    if c.openings[at] is not None:
        pushed_from = _meets(c, binding.place) if c.kind[at] == MILESTONE else c.begin[at][binding.place]
        if pushed_from < begin:
            yield _opening(c, at, pushed_from, begin)
            begin = pushed_from
    yield from _told(obstacles(c, at, binding.instant, begin))


def _meets(c: Compiled, instant: int) -> int:
    """Return the instant that a milestone's slots and freezes look at: at the base the day that begins there counts."""
    return instant + 1 if c.timeline.resolution == "day" and instant == c.base else instant


def _opening(c: Compiled, at: int, wanted: int, got: int) -> Cause:
    """Return the slot or freeze that moved a step from where it was wanted, forward or (a negative amount) backward."""
    slots = c.steps[at].slots
    amount = c.before[at][got] - c.before[at][wanted]
    if slots is not None:
        return Cause(kind="slot", start=_day_of(c, at, got), amount=amount, who=c.steps[at].title, reason=slots.rule)
    blocked = _blocked_units(c, at, wanted, got)
    begin, end = c.timeline.begin, c.timeline.end
    met = [
        freeze for freeze in c.plan.freezes if any(begin(freeze.start) <= unit < end(freeze.end) for unit in blocked)
    ]
    if not met:  # the closed days beside a freeze pushed a milestone along
        first, last = _day_of(c, at, min(wanted, got)), _day_of(c, at, max(wanted, got))
        return Cause(kind="freeze", start=first, end=last, amount=amount)
    freeze = min(met, key=lambda one: (begin(one.start), end(one.end), one.reason))
    return Cause(kind="freeze", start=freeze.start, end=freeze.end, amount=amount, reason=freeze.reason)


def _blocked_units(c: Compiled, at: int, wanted: int, got: int) -> tuple[int, ...]:
    """Return the first and last unit of the last place on the way at which the step could not be."""
    if c.kind[at] == MILESTONE:
        return (wanted - 1 if c.timeline.resolution == "day" else wanted,)
    place = c.before[at][got] + (-1 if got > wanted else 1)
    return c.begin[at][place], c.begin[at][place + max(c.units[at], 1) - 1]


def _day_of(c: Compiled, at: int, instant: int) -> Moment:
    by_end = c.kind[at] == MILESTONE and c.timeline.resolution == "day"
    return c.timeline.shown(instant - 1 if by_end else instant)


def _told(found: list[Obstacle]) -> Iterator[Cause]:
    for one in found:
        yield Cause(kind=one.kind, start=one.start, end=one.end, amount=one.units, who=one.who, reason=one.reason)


# Backward.


def backward_binding(passes: Run, name: Pass, at: int) -> Bound | None:
    """Return what sets a step's late dates, or its target; None where nothing does."""
    c, spans = passes.compiled, _spans(passes, name)
    if waits_in(passes, name).get(at):
        shown = (
            late_finish(c, spans, passes.planned, at, passes.waits.late)
            if name == "late"
            else forward_finish(c, spans, at)
        )
        cause = Cause(kind="wait", start=shown, who=c.steps[at].title)
        finish = spans.finish[at]
        return Bound(_place_left(c, at, finish, on_start=False), finish, 1, "", cause, at_start=False)
    found = [*_links_out(c, spans, at), *_caps(c, at, targets=name == "target")]
    return min(found, key=lambda bound: (bound.place, bound.rank, bound.instant, bound.name), default=None)


def _links_out(c: Compiled, spans: Spans, at: int) -> Iterator[Bound]:
    for other in c.plain_out[at]:
        instant = spans.start[other]
        if instant != NEVER:
            source = next(
                link
                for link in c.steps[other].after
                if link.step == c.steps[at].id and link.lag is None and link.type == "FS"
            )
            name, cause = _spelled(c.steps[other].id, source), Cause(kind="link", step=c.steps[other].id, link=source)
            yield Bound(_place_left(c, at, instant, on_start=False), instant, 0, name, cause, at_start=False)
    for link in c.links_out[at]:
        reached = (spans.finish if link.to_finish else spans.start)[link.other]
        if reached == NEVER or (link.from_start and c.kind[at] == STARTED):
            continue
        instant = pulled(link, reached)
        successor = c.steps[link.other].id
        cause = Cause(kind="link", step=successor, link=link.source, amount=link.lag)
        place = _place_left(c, at, instant, on_start=link.from_start)
        yield Bound(place, instant, 0, _spelled(successor, link.source), cause, at_start=link.from_start)


def _caps(c: Compiled, at: int, *, targets: bool) -> Iterator[Bound]:
    meaning = c.target if targets else c.due
    for date in c.dates:
        if at in c.bound_steps(date):
            yield _dated(c, at, date, meaning(date, at), targets=targets)
    if at in c.dangling:
        date = max(c.dates, key=lambda one: meaning(one, at))
        bound = _dated(c, at, date, meaning(date, at), targets=targets)
        yield bound._replace(cause=_dangling(bound.cause))
    for field, instant, on_finish in c.upper_limits[at]:
        cause = Cause(kind="constraint", constraint=field, start=getattr(c.steps[at], field))
        yield Bound(
            _place_left(c, at, instant, on_start=not on_finish), instant, 2, field, cause, at_start=not on_finish
        )


def _dated(c: Compiled, at: int, date: CompiledDate, instant: int, *, targets: bool) -> Bound:
    kind: CauseKind = "buffer" if targets and date.buffer else "critical_date"
    cause = Cause(
        kind=kind,
        critical_date=date.source.id,
        start=date.source.date,
        amount=date.buffer if targets else 0,
        reason=date.source.reason,
    )
    return Bound(_place_left(c, at, instant, on_start=False), instant, 1, date.source.id, cause, at_start=False)


def _dangling(cause: Cause) -> Cause:
    return Cause(
        kind=cause.kind,
        critical_date=cause.critical_date,
        constraint="finish",
        start=cause.start,
        amount=cause.amount,
        reason=cause.reason,
    )


def _place_left(c: Compiled, at: int, instant: int, *, on_start: bool) -> int:
    """Return the last place at which a step may begin under one bound, before slots and freezes."""
    w = c.before[at]
    if c.kind[at] == MILESTONE:
        return instant
    if c.kind[at] == STARTED:
        return w[instant] - c.units[at]
    if on_start or c.by_begin[at]:
        return w[instant + 1] - 1
    return w[instant] - c.units[at]


def _backward_waits(passes: Run, walk: Pass, at: int, binding: Bound) -> Iterator[Cause]:
    """Yield what lies between a step's late finish and the instant by which it must be done."""
    c, spans, held = passes.compiled, _spans(passes, walk), waits_in(passes, walk)
    finish = spans.finish[at]
    if c.openings[at] is not None and binding.place >= 0 and at not in held:
        wanted = binding.place if c.kind[at] == MILESTONE else c.begin[at][binding.place]
        got = spans.start[at]
        if wanted > got:
            yield _opening(c, at, wanted, got)
            finish = wanted if c.units[at] == 0 else c.begin[at][binding.place + c.units[at] - 1] + 1
    yield from _told(obstacles(c, at, finish, binding.instant))


__all__ = [
    "BACKWARD",
    "DATE_NAMES",
    "TARGET",
    "Bound",
    "Cause",
    "CauseKind",
    "DateName",
    "Pass",
    "backward_binding",
    "binding",
    "causes",
    "forward_binding",
    "interrupted",
    "is_needed",
    "pass_of",
    "root",
    "waited",
    "waits_in",
]
