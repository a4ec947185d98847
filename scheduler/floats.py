"""What the passes imply: floats, the governing date and driving paths."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .compiled import ANCHORED, FINISHED, MILESTONE, NEVER, STARTED, Compiled, CompiledDate
from .passes import Run, finish_caps
from .placing import bounds, latest, limits, pushed
from .settled import backward_with
from .sweeps import Spans, backward

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


def total_float(c: Compiled, early: Spans, late: Spans, step: int) -> int | None:
    """Return the working time a step can slip before it hurts, negative when it is too late; None for an unbound one.

    `docs/scheduling.md` 3.8: in the step's own working units; at most -1 when the early instant is past the late one.
    """
    if c.kind[step] == FINISHED or late.finish[step] == NEVER:
        return None
    w = c.before[step]
    slack = w[late.finish[step]] - w[early.finish[step]]
    if c.kind[step] != STARTED:
        slack = min(slack, w[late.start[step]] - w[early.work[step]])
    return min(slack, -1) if early.finish[step] > late.finish[step] else slack


def free_floats(c: Compiled, early: Spans) -> list[int | None]:
    """Return how far each step can slip without moving a successor's early date; None where none is unfinished."""
    work = [NEVER if kind == FINISHED else instant for kind, instant in zip(c.kind, early.work, strict=True)]
    finish = [NEVER if kind == FINISHED else instant for kind, instant in zip(c.kind, early.finish, strict=True)]
    found: list[int | None] = []
    for step, kind in enumerate(c.kind):
        start_cap, cap = limits(c, step, NEVER, NEVER, work, finish)
        if kind == FINISHED or start_cap == cap == NEVER:
            found.append(None)
            continue
        _, end = latest(c, step, start_cap, cap, c.units[step])
        found.append(max(0, c.before[step][end] - c.before[step][early.finish[step]]))
    return found


def late_by_date(run: Run) -> dict[CompiledDate, Spans]:
    """Return for each critical date the late dates that it alone would give."""
    c = run.compiled
    if run.waits.late:
        return _late_by_date_with_waits(run)
    unlimited = all(cap == NEVER for caps in (c.start_cap, c.finish_cap) for cap in caps)
    if len(c.dates) == 1 and unlimited:
        return {c.dates[0]: run.late}
    nothing = [NEVER] * len(c)
    return {date: backward(c, nothing, finish_caps(c, only=date)) for date in c.dates}


def _late_by_date_with_waits(run: Run) -> dict[CompiledDate, Spans]:
    """Return the same for a part of a plan, each wait counted with the date that asks most of the step that waits."""
    c, late, nothing = run.compiled, run.late, [NEVER] * len(run.compiled)
    asked = backward_with(c, c.start_cap, finish_caps(c))
    found = {}
    for date in c.dates:
        caps = finish_caps(c, only=date)
        alone = backward_with(c, nothing, caps)
        held = {
            step: (late.start[step], late.finish[step])
            for step in run.waits.late
            if alone.start[step] == asked.start[step] != NEVER
        }
        found[date] = backward_with(c, nothing, caps, held)
    return found


def governing_date(run: Run, by_date: dict[CompiledDate, Spans], step: int) -> CompiledDate | None:
    """Return the critical date that gives a step its late dates; None where a limit does, or nothing."""
    latest_start = run.late.start[step]
    if latest_start == NEVER:
        return None
    for date in run.compiled.dates:
        if by_date[date].start[step] == latest_start:
            return date
    return None


def driving_path(run: Run, date: CompiledDate) -> frozenset[int]:
    """Return the steps on a critical date's driving path: back from its step over the links that set early dates."""
    c = run.compiled
    waiting = [step for step in c.bound_steps(date) if c.kind[step] != FINISHED]
    if date.step is None and waiting:
        hidden_last = run.waits.landing(date.source.id).early is not None
        waiting = [] if hidden_last else last_of(c, run.early, waiting)
    path = set(waiting)
    while waiting:
        step = waiting.pop()
        if run.waits.early.get(step):
            continue
        for other in tight_predecessors(c, run.early, c.floor, step):
            if other not in path and c.kind[other] != FINISHED:
                path.add(other)
                waiting.append(other)
    return frozenset(path)


def last_of(c: Compiled, spans: Spans, steps: Sequence[int]) -> list[int]:
    """Return those that are shown to finish last: a day's begin is shown later than the end of the day before."""
    last = max((spans.finish[step], c.by_begin[step]) for step in steps)
    return [step for step in steps if (spans.finish[step], c.by_begin[step]) == last]


def tight_predecessors(c: Compiled, spans: Spans, floors: Sequence[int], step: int) -> list[int]:
    """Return the predecessors whose link asks for no less than everything else that a step waits for."""
    bound, finish_bound = bounds(c, step, floors[step], spans.start, spans.finish)
    needed = place_needed(c, step, bound, finish_bound)
    return [
        other
        for other, instant, on_finish in _asked(c, spans, step)
        if place_asked(c, step, instant, on_finish=on_finish) == needed
    ]


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
