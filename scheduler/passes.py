"""The passes: forward for early and planned dates, backward for late dates and targets; integers only."""

from __future__ import annotations

from dataclasses import dataclass

from .compiled import MILESTONE, NEVER, Compiled, CompiledDate
from .placing import beyond_horizon, inside
from .sweeps import Spans, backward, forward
from .waits import NO_WAITS, Waits


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """All passes over one compiled plan."""

    compiled: Compiled
    early: Spans
    late: Spans
    target: Spans
    planned: Spans
    waits: Waits = NO_WAITS
    """Where a part of a plan keeps the dates that the whole gives it."""


def run(compiled: Compiled) -> Run:
    """Run the four passes.

    Raises Refused where a date would lie beyond the horizon.
    """
    early = forward(compiled, compiled.floor)
    late = backward(compiled, compiled.start_cap, finish_caps(compiled))
    target = backward(compiled, compiled.start_cap, finish_caps(compiled, targets=True))
    planned = forward(compiled, target_floors(compiled, target))
    return Run(compiled=compiled, early=early, late=late, target=target, planned=planned)


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
    step = -1
    try:
        for step, (aims, kind, instant) in enumerate(zip(c.aims, c.kind, target.start, strict=True)):
            if aims:
                floors[step] = max(floors[step], end_of_last_work(c, step, instant) if kind == MILESTONE else instant)
    except IndexError:  # a milestone's last working day, before the calendar begins
        raise beyond_horizon(c, step) from None
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
        end = c.begin[step][inside(c.before[step][instant] - 1)] + 1
        instant = end if openings is None else openings.last_end(end)
        if instant == end:
            return end
