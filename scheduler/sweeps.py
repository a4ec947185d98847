"""One pass over all steps: forward as early, backward as late as each can be.

These are the innermost loops of all. For ordinary steps they write out what `placing` says in functions (`bounds`,
`pushed` and `placed`; `limits`, `pulled` and `latest`), since a call costs more than the work in it. For all other
steps they call those functions. `tests/scheduler/test_sweeps.py` holds the two forms against each other.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .compiled import FINISHED, MILESTONE, NEVER, STARTED, Compiled
from .placing import beyond_horizon, bounds, latest, limits, placed

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


def forward(compiled: Compiled, floors: Sequence[int], units: Sequence[int] | None = None) -> Spans:
    """Date every step as early as its links and the floors allow.

    `floors` are instants, one a step; `units` replaces the durations (a simulation's sample).
    """
    c = compiled
    start, finish, work = list(c.actual_start), list(c.actual_finish), list(c.actual_start)
    steps = zip(
        c.ordinary, c.kind, floors, c.finish_floor, c.units if units is None else units,
        c.before, c.begin, c.plain_in, c.arrows_in, strict=True,
    )  # fmt: skip
    step = -1
    try:
        for ordinary, kind, bound, finish_bound, length, w, d, plain, arrows in steps:
            step += 1
            if not ordinary:
                if kind != FINISHED:
                    bound, finish_bound = bounds(c, step, bound, start, finish)
                    work[step], finish[step] = placed(c, step, bound, finish_bound, length)
                if kind < STARTED:
                    start[step] = work[step]
                continue
            for other in plain:
                if finish[other] > bound:
                    bound = finish[other]
            if arrows:  # most have none, and to begin a loop over nothing costs too
                for other, from_start, to_finish, before, begin, shift, edge, _, _, _ in arrows:
                    place = before[start[other] if from_start else finish[other]] + shift
                    if place < 0:
                        raise IndexError(place)
                    instant = begin[place] + edge
                    if to_finish:
                        if instant > finish_bound:
                            finish_bound = instant
                    elif instant > bound:
                        bound = instant
            if kind == MILESTONE:
                start[step] = work[step] = finish[step] = bound if bound > finish_bound else finish_bound
                continue
            place = w[bound]
            if finish_bound:
                needed = w[finish_bound - 1] + 1 - length
                if needed > place:
                    place = needed
            start[step] = work[step] = d[place]
            finish[step] = d[place + (length - 1)] + 1  # in brackets: a small integer need not be made
    except IndexError:
        raise beyond_horizon(c, step) from None
    return Spans(start, finish, work)


def backward(compiled: Compiled, start_caps: Sequence[int], caps: Sequence[int]) -> Spans:
    """Date every step as late as its successors and the caps allow; a started one starts with what is left."""
    c = compiled
    step = len(c)
    start, finish = [NEVER] * step, [NEVER] * step
    steps = zip(
        reversed(c.ordinary), reversed(c.kind), reversed(start_caps), reversed(caps), reversed(c.units),
        reversed(c.before), reversed(c.begin), reversed(c.plain_out), reversed(c.arrows_out), strict=True,
    )  # fmt: skip
    try:
        for ordinary, kind, start_cap, cap, length, w, d, plain, arrows in steps:
            step -= 1
            if not ordinary:
                if kind != FINISHED:
                    start_cap, cap = limits(c, step, start_cap, cap, start, finish)
                    if cap < NEVER or start_cap < NEVER:
                        start[step], finish[step] = latest(c, step, start_cap, cap, length)
                continue
            for other in plain:
                if start[other] < cap:
                    cap = start[other]
            if arrows:
                for other, from_start, to_finish, before, begin, shift, edge, _, _, _ in arrows:
                    instant = finish[other] if to_finish else start[other]
                    if instant == NEVER:
                        continue
                    place = before[instant + edge] + shift
                    if place < 0:
                        raise IndexError(place)
                    instant = begin[place]
                    if from_start:
                        if instant < start_cap:
                            start_cap = instant
                    elif instant < cap:
                        cap = instant
            if kind == MILESTONE:
                start[step] = finish[step] = cap if cap < start_cap else start_cap
                continue
            if start_cap != NEVER:
                place = w[start_cap + 1] - 1
                if cap != NEVER:
                    last = w[cap] - length
                    if last < place:
                        place = last
            elif cap != NEVER:
                place = w[cap] - length
            else:
                continue
            if place < 0:
                raise IndexError(place)
            start[step] = d[place]
            finish[step] = d[place + (length - 1)] + 1
    except IndexError:
        raise beyond_horizon(c, step) from None
    return Spans(start, finish, start)
