"""Drag: what the forecast would gain if a critical step took no time, found by dating anew only what that touches."""

from __future__ import annotations

from heapq import heapify, heappop, heappush
from typing import TYPE_CHECKING

from .compiled import FINISHED, NEVER, STARTED, Compiled
from .openings import holds
from .passes import Run, Spans, aim, bounds, finish_caps, latest, limits, placed, target_floors

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def drags(run: Run, steps: Iterable[int]) -> dict[int, int]:
    """Return the drag of each of the steps: the largest gain over the critical dates, on their buffers' calendars.

    A step that is thought to take no time stands at the exact instant of its bounds, its slots and freezes heeded.
    Both passes behind the forecast are run anew: with one step shorter the others may also wait longer.
    """
    c = run.compiled
    caps, floors = finish_caps(c, targets=True), target_floors(c, run.target)
    return {step: _drag(run, step, caps, floors) if c.units[step] else 0 for step in steps}


def _drag(run: Run, step: int, caps: Sequence[int], floors: Sequence[int]) -> int:
    c = run.compiled
    target, moved = _targets_without(c, run.target, caps, step)
    planned = _planned_without(c, run.planned, floors, target, moved, step)
    gains = []
    for date in c.dates:
        w, steps = date.time.before, c.bound_steps(date)
        gains.append(w[max(run.planned.finish[one] for one in steps)] - w[max(planned[one] for one in steps)])
    return max(0, *gains) if gains else 0


def _targets_without(c: Compiled, target: Spans, caps: Sequence[int], step: int) -> tuple[Spans, set[int]]:
    """Run the target pass anew from a step that takes no time back; return it with the steps whose target moved."""
    spans = Spans(start := list(target.start), list(target.finish), start)
    moved = {step}
    waiting = [-step]
    while waiting:
        one = -heappop(waiting)
        while waiting and waiting[0] == -one:
            heappop(waiting)
        start_cap, cap = limits(c, one, c.start_cap[one], caps[one], spans.start, spans.finish)
        if start_cap == cap == NEVER:
            continue
        found = _latest_instant(c, one, start_cap, cap) if one == step else latest(c, one, start_cap, cap, c.units[one])
        if one != step and found == (spans.start[one], spans.finish[one]):
            continue
        spans.start[one], spans.finish[one] = found
        moved.add(one)
        for other in (*c.plain_in[one], *(link.other for link in c.links_in[one])):
            if c.kind[other] != FINISHED:
                heappush(waiting, -other)
    return spans, moved


def _planned_without(
    c: Compiled, planned: Spans, floors: Sequence[int], target: Spans, moved: set[int], step: int
) -> list[int]:
    """Run the planned pass anew where targets moved; return the finishes."""
    start, finish = list(planned.start), list(planned.finish)
    waiting = sorted(moved)
    heapify(waiting)
    while waiting:
        one = heappop(waiting)
        while waiting and waiting[0] == one:
            heappop(waiting)
        floor = floors[one]
        if one in moved and c.aims[one]:
            floor = max(c.floor[one], target.start[one] if one == step else aim(c, target, one))
        bound, finish_bound = bounds(c, one, floor, start, finish)
        begin, end = (
            _earliest_instant(c, one, bound, finish_bound)
            if one == step
            else placed(c, one, bound, finish_bound, c.units[one])
        )
        if c.kind[one] == STARTED:
            begin = start[one]
        if one != step and (begin, end) == (start[one], finish[one]):
            continue
        start[one], finish[one] = begin, end
        for other in (*c.plain_out[one], *(link.other for link in c.links_out[one])):
            if c.kind[other] != FINISHED:
                heappush(waiting, other)
    return finish


def _earliest_instant(c: Compiled, step: int, bound: int, finish_bound: int) -> tuple[int, int]:
    instant = max(bound, finish_bound)
    openings = c.timeless_openings[step]
    if openings is not None and not _stands(c, step, instant):
        instant = c.begin[step][openings.next(c.before[step][instant])]
    return instant, instant


def _latest_instant(c: Compiled, step: int, start_cap: int, cap: int) -> tuple[int, int]:
    instant = min(start_cap, cap)
    openings = c.timeless_openings[step]
    if openings is not None and not _stands(c, step, instant):
        instant = c.begin[step][openings.last(c.before[step][instant] - 1)]
    return instant, instant


def _stands(c: Compiled, step: int, instant: int) -> bool:
    """Tell whether slots and freezes let something happen at an instant."""
    if c.steps[step].slots is None:
        return not holds(c.freezes, instant)
    openings, place = c.timeless_openings[step], c.before[step][instant]
    return c.own[step].works(instant) and openings is not None and openings.next(place) == place
