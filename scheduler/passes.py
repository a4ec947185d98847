"""The passes: forward for early and planned dates, backward for late dates and targets; integers only.

The formulas are those of `docs/scheduling.md`, section 4. A bound is an instant, made on the lag's calendar and read
on the step's own; w and d are the step's own working time, W and D the lag's.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .compiled import ANCHORED, FINISHED, MILESTONE, NEVER, STARTED, Compiled, CompiledDate, CompiledLink
from .refusals import Problem, Refused

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Spans:
    """What a pass gives: for each step half-open from `start` to `finish`; NEVER where nothing binds a late date."""

    start: list[int]
    """Forward, of a started step, the actual start."""
    finish: list[int]
    work: list[int]
    """The begin of what is left to do: of a started step its rest, else the start."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """All passes over one compiled plan."""

    compiled: Compiled
    early: Spans
    late: Spans
    target: Spans
    planned: Spans


def run(compiled: Compiled) -> Run:
    """Run the four passes.

    Raises Refused where a date would lie beyond the horizon.
    """
    early = forward(compiled, compiled.floor)
    late = backward(compiled, compiled.start_cap, finish_caps(compiled))
    target = backward(compiled, compiled.start_cap, finish_caps(compiled, targets=True))
    planned = forward(compiled, target_floors(compiled, target))
    return Run(compiled=compiled, early=early, late=late, target=target, planned=planned)


def forward(compiled: Compiled, floors: Sequence[int], units: Sequence[int] | None = None) -> Spans:
    """Date every step as early as its links and the floors allow.

    `floors` are instants, one a step; `units` replaces the durations (a simulation's sample).
    """
    c = compiled
    units = c.units if units is None else units
    start = list(c.actual_start)
    finish = list(c.actual_finish)
    work = list(c.actual_start)
    step = 0
    try:
        for step, kind in enumerate(c.kind):
            if kind == FINISHED:
                continue
            bound, finish_bound = bounds(c, step, floors[step], start, finish)
            work[step], finish[step] = placed(c, step, bound, finish_bound, units[step])
            if kind != STARTED:
                start[step] = work[step]
    except IndexError:
        raise beyond_horizon(c, step) from None
    return Spans(start, finish, work)


def bounds(c: Compiled, step: int, floor: int, start: Sequence[int], finish: Sequence[int]) -> tuple[int, int]:
    """Return the instants before which a step's start and finish must not lie (0: none on the finish)."""
    bound, finish_bound = floor, c.finish_floor[step]
    for other in c.plain_in[step]:
        if finish[other] > bound:
            bound = finish[other]
    for link in c.links_in[step]:
        instant = pushed(link, start[link.other] if link.from_start else finish[link.other])
        if link.to_finish:
            if instant > finish_bound:
                finish_bound = instant
        elif instant > bound:
            bound = instant
    return bound, finish_bound


def placed(c: Compiled, step: int, bound: int, finish_bound: int, units: int) -> tuple[int, int]:
    """Return start and finish of a step whose start and finish wait for two instants (0: no bound on the finish)."""
    w, d = c.before[step], c.begin[step]
    openings = c.openings[step]
    kind = c.kind[step]
    if kind == MILESTONE:
        instant = max(bound, finish_bound)
        if openings is not None:
            instant = openings.next(instant)
        return instant, instant
    if kind == ANCHORED:
        place = w[max(bound, finish_bound)]
        instant = d[place if openings is None else openings.next(place)]
        return instant, instant
    place = w[bound]
    if finish_bound:
        needed = w[finish_bound - 1] + 1 - units
        place = max(place, needed)
    if openings is not None:
        place = openings.next(place)
    return d[place], d[place + units - 1] + 1


def pushed(link: CompiledLink, instant: int) -> int:
    """Return the bound that a link makes from its predecessor's instant (section 4, forward)."""
    if link.night_before is not None:  # SF: the night shift ends when the day shift begins
        place = link.night_before[instant] - 1
        if place < 0:
            raise IndexError(place)
        instant = link.night_begin[place] + 1  # type: ignore[index]
    lag = link.lag
    if lag == 0:
        return instant
    if link.before is None:
        return _inside(instant + lag)
    place = link.before[instant] + lag
    if lag > 0 or link.to_finish:
        return link.begin[_inside(place - 1)] + 1  # type: ignore[index]
    return link.begin[_inside(place)]  # type: ignore[index]


def pulled(link: CompiledLink, instant: int) -> int:
    """Return the latest predecessor's instant whose bound is not after the given one (section 4, backward)."""
    lag = link.lag
    if lag == 0:
        latest = instant
    elif link.before is None:
        latest = _inside(instant - lag)
    elif lag > 0 or link.to_finish:
        latest = link.begin[_inside(link.before[instant] - lag)]  # type: ignore[index]
    else:
        latest = link.begin[_inside(link.before[instant + 1] - 1 - lag)]  # type: ignore[index]
    if link.night_before is not None:
        latest = link.night_begin[link.night_before[latest]]  # type: ignore[index]
    return latest


def backward(compiled: Compiled, start_caps: Sequence[int], caps: Sequence[int]) -> Spans:
    """Date every step as late as its successors and the caps allow; a started one starts with what is left."""
    c = compiled
    start = [NEVER] * len(c)
    finish = [NEVER] * len(c)
    step = 0
    try:
        for step in range(len(c) - 1, -1, -1):
            kind = c.kind[step]
            if kind == FINISHED:
                continue
            start_cap, cap = limits(c, step, start_caps[step], caps[step], start, finish)
            if cap < NEVER or start_cap < NEVER:
                start[step], finish[step] = latest(c, step, start_cap, cap, c.units[step])
    except IndexError:
        raise beyond_horizon(c, step) from None
    return Spans(start, finish, start)


def limits(
    c: Compiled, step: int, start_cap: int, cap: int, work: Sequence[int], finish: Sequence[int]
) -> tuple[int, int]:
    """Return the instants after which a step's start and finish must not lie (NEVER: none)."""
    for other in c.plain_out[step]:
        if work[other] < cap:
            cap = work[other]
    for link in c.links_out[step]:
        instant = finish[link.other] if link.to_finish else work[link.other]
        if instant == NEVER:
            continue
        instant = pulled(link, instant)
        if link.from_start:
            if instant < start_cap:
                start_cap = instant
        elif instant < cap:
            cap = instant
    return (NEVER if c.kind[step] == STARTED else start_cap), cap


def latest(c: Compiled, step: int, start_cap: int, cap: int, units: int) -> tuple[int, int]:
    """Return the latest start and finish of a step under two bounds, NEVER where there is none."""
    w, d = c.before[step], c.begin[step]
    openings = c.openings[step]
    kind = c.kind[step]
    if kind == MILESTONE:
        instant = min(cap, start_cap)
        if openings is not None:
            instant = openings.last(instant)
        return _inside(instant), instant
    if kind == ANCHORED:
        place = w[(min(cap, start_cap)) + 1] - 1
        instant = d[_inside(place if openings is None else openings.last(place))]
        return instant, instant
    if kind == STARTED:
        finish = d[_inside(w[cap] - 1)] + 1
        return d[_inside(w[finish] - units)], finish
    place = NEVER if cap == NEVER else w[cap] - units
    if start_cap != NEVER:
        place = min(place, w[start_cap + 1] - 1)
    if openings is not None:
        place = openings.last(place)
    return d[_inside(place)], d[place + units - 1] + 1


def finish_caps(compiled: Compiled, *, targets: bool = False, only: CompiledDate | None = None) -> list[int]:
    """Return the latest finish instants: limits with all critical dates (less their buffers), or one date alone."""
    c = compiled
    caps = list(c.finish_cap) if only is None else [NEVER] * len(c)
    meaning = c.target if targets else c.due
    for date in c.dates if only is None else (only,):
        for step in c.bound_steps(date):
            caps[step] = min(caps[step], meaning(date, step))
    if c.last_date is not None and (only is None or only is c.dates[c.last_date]):
        for step in c.dangling:
            caps[step] = min(caps[step], max(meaning(date, step) for date in c.dates))
    return caps


def target_floors(compiled: Compiled, target: Spans) -> list[int]:
    """Return the floors of the planned pass: the early floors and, for steps with a target, that.

    Steps that lead to no critical date, that want to be early (`asap`), or that have begun have none. A target is the
    late start of the target pass; for a milestone the end of the last working day on which it may happen.
    """
    c = compiled
    floors = list(c.floor)
    for step, aims in enumerate(c.aims):
        if aims:
            floors[step] = max(floors[step], aim(c, target, step))
    return floors


def aim(c: Compiled, target: Spans, step: int) -> int:
    """Return the instant that a step's planned date waits for."""
    instant = target.start[step]
    return end_of_last_work(c, step, instant) if c.kind[step] == MILESTONE else instant


def end_of_last_work(c: Compiled, step: int, instant: int) -> int:
    """Return the end of the last working unit, not after an instant, on which a milestone may happen."""
    openings = c.openings[step]
    if openings is not None and openings.timed:
        return openings.last(instant)
    while True:
        end = c.begin[step][_inside(c.before[step][instant] - 1)] + 1
        instant = end if openings is None else openings.last(end)
        if instant == end:
            return end


def _inside(place: int) -> int:
    """Return a place that is not before the horizon; lists would answer a negative one from their other end."""
    if place < 0:
        raise IndexError(place)
    return place


def beyond_horizon(c: Compiled, step: int | None = None) -> Refused:
    """Return the refusal of a plan whose dates run out of the calendar, at a step where that is known."""
    sentence = (
        f"its dates run out of the calendar, which reaches from {c.timeline.first} to {c.timeline.last}; "
        "look for a duration, lag or date that is far too large, or for parties that hardly ever work at the same time"
    )
    if step is None:
        return Refused([Problem(code="beyond-horizon", path=(), sentence=sentence)])
    at = next(number for number, other in enumerate(c.plan.steps) if other.id == c.steps[step].id)
    return Refused([Problem(code="beyond-horizon", path=("steps", at), sentence=sentence)])
