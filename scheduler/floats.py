"""What the passes imply: floats, the governing date, driving paths and drag."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .compiled import ANCHORED, FINISHED, MILESTONE, NEVER, STARTED, Compiled, CompiledDate
from .passes import Run, Spans, backward, bounds, finish_caps, latest, limits, placed, pushed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


def total_float(c: Compiled, early: Spans, late: Spans, step: int) -> int | None:
    """Return the working time a step can slip before it hurts, negative when it is too late already; None where nothing binds it.

    `docs/scheduling.md` 3.8: counted in the step's own working units; at most -1 when the early instant is past the late one.
    """
    if c.kind[step] == FINISHED or late.finish[step] == NEVER:
        return None
    w = c.before[step]
    slack = w[late.finish[step]] - w[early.finish[step]]
    if c.kind[step] != STARTED:
        slack = min(slack, w[late.start[step]] - w[early.work[step]])
    return min(slack, -1) if early.finish[step] > late.finish[step] else slack


def free_floats(c: Compiled, early: Spans) -> list[int | None]:
    """Return how far each step can slip without moving any successor's early date; None where no unfinished one follows."""
    work = [NEVER if kind == FINISHED else instant for kind, instant in zip(c.kind, early.work, strict=True)]
    finish = [NEVER if kind == FINISHED else instant for kind, instant in zip(c.kind, early.finish, strict=True)]
    found: list[int | None] = []
    for step, kind in enumerate(c.kind):
        start_cap, cap = limits(c, step, NEVER, NEVER, work, finish)
        if kind == FINISHED or start_cap == cap == NEVER:
            found.append(None)
            continue
        start, end = latest(c, step, start_cap, cap, c.units[step])
        found.append(total_float(c, early, _only(c, step, start, end), step))
    return found


def _only(c: Compiled, step: int, start: int, finish: int) -> Spans:
    starts, finishes = [NEVER] * len(c), [NEVER] * len(c)
    starts[step], finishes[step] = start, finish
    return Spans(starts, finishes, starts)


def late_by_date(run: Run) -> dict[CompiledDate, Spans]:
    """Return for each critical date the late dates that it alone would give."""
    c = run.compiled
    unlimited = all(cap == NEVER for caps in (c.start_cap, c.finish_cap) for cap in caps)
    if len(c.dates) == 1 and unlimited:
        return {c.dates[0]: run.late}
    nothing = [NEVER] * len(c)
    return {date: backward(c, nothing, finish_caps(c, only=date)) for date in c.dates}


def governing_date(run: Run, by_date: dict[CompiledDate, Spans], step: int) -> CompiledDate | None:
    """Return the critical date that gives a step its late dates; None where a limit does, or nothing."""
    latest_start = run.late.start[step]
    if latest_start == NEVER:
        return None
    return next((date for date in run.compiled.dates if by_date[date].start[step] == latest_start), None)


def driving_path(run: Run, date: CompiledDate) -> frozenset[int]:
    """Return the steps on the driving path of a critical date: back from its step over the links that set early dates."""
    c = run.compiled
    waiting = [step for step in c.bound_steps(date) if c.kind[step] != FINISHED]
    if date.step is None and waiting:
        last = max(run.early.finish[step] for step in waiting)
        waiting = [step for step in waiting if run.early.finish[step] == last]
    path = set(waiting)
    while waiting:
        for other in tight_predecessors(c, run.early, c.floor, waiting.pop()):
            if other not in path and c.kind[other] != FINISHED:
                path.add(other)
                waiting.append(other)
    return frozenset(path)


def tight_predecessors(c: Compiled, spans: Spans, floors: Sequence[int], step: int) -> list[int]:
    """Return the predecessors whose link asks for no less than everything else that a step waits for."""
    bound, finish_bound = bounds(c, step, floors[step], spans.start, spans.finish)
    needed = place_needed(c, step, bound, finish_bound)
    return [other for other, instant, on_finish in _asked(c, spans, step) if place_asked(c, step, instant, on_finish=on_finish) == needed]


def place_needed(c: Compiled, step: int, bound: int, finish_bound: int) -> int:
    """Return the place that the bounds ask for, before slots and freezes: a working unit, a milestone's instant."""
    needed = place_asked(c, step, bound, on_finish=False)
    return max(needed, place_asked(c, step, finish_bound, on_finish=True)) if finish_bound else needed


def _asked(c: Compiled, spans: Spans, step: int) -> Iterator[tuple[int, int, bool]]:
    for other in c.plain_in[step]:
        yield other, spans.finish[other], False
    for link in c.links_in[step]:
        yield link.other, pushed(link, (spans.start if link.from_start else spans.finish)[link.other]), link.to_finish


def place_asked(c: Compiled, step: int, instant: int, *, on_finish: bool) -> int:
    """Return the place that one bound asks for: a working unit to begin at, a milestone's instant."""
    if c.kind[step] == MILESTONE:
        return instant
    if c.kind[step] == ANCHORED:
        return c.before[step][instant]
    return c.before[step][instant - 1] + 1 - c.units[step] if on_finish else c.before[step][instant]


def drag(run: Run, step: int, date: CompiledDate, floors: Sequence[int]) -> int:
    """Return what the forecast of a critical date would gain if a step of its path took no time, in units of its buffer's calendar.

    `floors` are those of the planned pass. Planned dates are the later of the early ones and of those that the targets alone
    would give, and only the former can gain: where the targets set the forecast, nothing does.
    """
    c, planned = run.compiled, run.planned
    steps = c.bound_steps(date)
    forecast = max(planned.finish[one] for one in steps)
    if c.units[step] == 0 or any(run.early.finish[one] < planned.finish[one] == forecast for one in steps):
        return 0
    finish = _finishes_without(c, planned, floors, step)
    w = date.time.before
    return w[forecast] - w[max(finish[one] for one in steps)]


def _finishes_without(c: Compiled, spans: Spans, floors: Sequence[int], step: int) -> list[int]:
    """Return the finishes of a forward pass in which one step takes no time; only what follows it is dated anew."""
    start, finish = list(spans.start), list(spans.finish)
    start[step] = finish[step] = _timeless(c, step, *bounds(c, step, floors[step], start, finish))
    changed = {step}
    for later in range(step + 1, len(c)):
        if c.kind[later] == FINISHED or changed.isdisjoint(_predecessors(c, later)):
            continue
        begin, end = placed(c, later, *bounds(c, later, floors[later], start, finish), c.units[later])
        if c.kind[later] == STARTED:
            begin = start[later]
        if (begin, end) != (start[later], finish[later]):
            start[later], finish[later] = begin, end
            changed.add(later)
    return finish


def _predecessors(c: Compiled, step: int) -> Iterator[int]:
    yield from c.plain_in[step]
    for link in c.links_in[step]:
        yield link.other


def _timeless(c: Compiled, step: int, bound: int, finish_bound: int) -> int:
    instant = max(bound, finish_bound)
    openings = c.timeless_openings[step]
    if openings is None:
        return instant
    w, d = c.before[step], c.begin[step]
    place = openings.next(w[instant])
    return instant if place == w[instant] else d[place]
