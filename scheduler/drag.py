"""Drag: what the forecast would gain if a critical step took no time, found by dating anew only what that touches."""

from __future__ import annotations

from heapq import heapify, heappop, heappush
from typing import TYPE_CHECKING

from .compiled import FINISHED, NEVER, STARTED, Compiled, CompiledDate
from .openings import holds
from .passes import Run, aim, finish_caps, target_floors
from .placing import bounds, latest, limits, placed
from .sweeps import Spans

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from .plan import StepId


class Drags:
    """The drag of each step: the largest gain over the critical dates it leads to, on the calendars of their buffers.

    A step that is thought to take no time stands at the exact instant of its bounds, its slots and freezes heeded.
    Both passes behind the forecast are run anew: with one step shorter the others may also wait longer. Of a part of a
    plan, steps that wait for what is not shown stay where they are. Each step is tried when somebody asks for it.
    """

    def __init__(
        self, run: Run, paths: Mapping[CompiledDate, frozenset[int]], late: Mapping[CompiledDate, Spans]
    ) -> None:
        """Find for each critical date the only steps that its forecast could gain from.

        `paths` are the driving paths, `late` the late dates that each date alone gives.
        """
        self._run = run
        self._late = late
        self._caps = finish_caps(run.compiled, targets=True)
        self._floors = target_floors(run.compiled, run.target)
        self._tried: dict[int, int] = {}
        self._candidates = {date: self._movers(date, path) for date, path in paths.items() if len(run.compiled)}

    def of(self, step: StepId) -> int:
        """Return the drag of a step, never below 0. Raises KeyError for a step that the plan does not have."""
        at = self._run.compiled.index[step]
        if at not in self._tried:
            self._tried[at] = self._try(at)
        return self._tried[at]

    def _try(self, at: int) -> int:
        run, c = self._run, self._run.compiled
        dates = [
            date
            for date, movers in self._candidates.items()
            if self._late[date].finish[at] != NEVER and (movers is None or at in movers)
        ]
        if c.units[at] == 0 or c.kind[at] == FINISHED or not dates:
            return 0
        target, moved = _targets_without(run, self._caps, at)
        planned = _planned_without(run, self._floors, target, moved, at)
        return max(0, *(_gain(run, date, planned) for date in dates))

    def _movers(self, date: CompiledDate, path: frozenset[int]) -> frozenset[int] | None:
        """Return the steps that could move a forecast; None where all could.

        A forecast that is the earliest possible date moves only by the steps of its driving path. One that stands on
        the target of a last step itself moves only by that step.
        """
        run, steps = self._run, self._run.compiled.bound_steps(date)
        forecast = max(run.planned.finish[step] for step in steps)
        if forecast == max(run.early.finish[step] for step in steps):
            return path
        last = [step for step in steps if run.planned.finish[step] == forecast]
        standing = next((step for step in last if self._stands_on_its_own_target(step)), None)
        return None if standing is None else frozenset({standing})

    def _stands_on_its_own_target(self, step: int) -> bool:
        """Tell whether a step waits for its target, and nothing behind it has a say in that."""
        c = self._run.compiled
        behind = c.plain_out[step] or c.links_out[step]
        return not behind and c.aims[step] and self._run.planned.start[step] == self._floors[step]


def _gain(run: Run, date: CompiledDate, after: list[int]) -> int:
    c, w, steps = run.compiled, date.time.before, run.compiled.bound_steps(date)
    hidden = run.waits.landing(date.source.id).planned
    least = 0 if hidden is None else c.timeline.end(hidden)
    before = run.planned.finish
    return w[max(least, *before[steps.start : steps.stop])] - w[max(least, *after[steps.start : steps.stop])]


def _targets_without(run: Run, caps: Sequence[int], step: int) -> tuple[Spans, set[int]]:
    """Run the target pass anew from a step that takes no time back; return it with the steps whose target moved."""
    c, target, held = run.compiled, run.target, run.waits.target
    spans = Spans(start := list(target.start), list(target.finish), start)
    moved = {step}
    waiting = [-step]
    while waiting:
        one = -heappop(waiting)
        while waiting and waiting[0] == -one:
            heappop(waiting)
        start_cap, cap = limits(c, one, c.start_cap[one], caps[one], spans.start, spans.finish)
        if one in held:
            start_cap, cap = NEVER, min(cap, spans.finish[one])
        if start_cap == cap == NEVER or (one in held and one != step):
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


def _planned_without(run: Run, floors: Sequence[int], target: Spans, moved: set[int], step: int) -> list[int]:
    """Run the planned pass anew where targets moved; return the finishes."""
    c, planned, held = run.compiled, run.planned, run.waits.planned
    start, finish = list(planned.start), list(planned.finish)
    waiting = sorted({step, *moved} - (held.keys() - {step}))
    heapify(waiting)
    while waiting:
        one = heappop(waiting)
        while waiting and waiting[0] == one:
            heappop(waiting)
        floor = planned.work[one] if one in held else floors[one]
        if one in moved and c.aims[one] and one not in held:
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
            if c.kind[other] != FINISHED and other not in held:
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
