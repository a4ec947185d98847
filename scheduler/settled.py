"""The passes over a part of a plan: a step stands where its own bounds put it, unless the whole shows it elsewhere."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from .compiled import FINISHED, NEVER, STARTED, Compiled
from .passes import aim, finish_caps
from .placing import bounds, latest, limits, placed
from .shown import ends_its_day, forward_finish, forward_start, late_finish, late_start
from .sweeps import Spans

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from .plan import Moment

Shown = tuple["Moment | None", "Moment | None"]
"""Start and finish as they are shown."""

NOTHING_HELD: Mapping[int, tuple[int, int]] = {}


class Settled(NamedTuple):
    """A pass over a part, and the steps that it had to place elsewhere than their bounds ask."""

    spans: Spans
    waits: dict[int, bool]
    """As in `Waits`."""


def settled_forward(c: Compiled, floors: Sequence[int], shown: Sequence[Shown]) -> Settled:
    """Date every step forward, each as it is shown."""
    spans = Spans(list(c.actual_start), list(c.actual_finish), list(c.actual_start))
    waits: dict[int, bool] = {}
    for step, kind in enumerate(c.kind):
        if kind == FINISHED:
            continue
        own = _reached(partial(_soonest, c, spans, step, floors[step]))
        if own is not None:
            _put(c, spans, step, own)
        if own is None or (forward_start(c, spans, step), forward_finish(c, spans, step)) != shown[step]:
            place = standing(c, step, *shown[step])
            waits[step] = own is None or place[0] > own[0]
            _put(c, spans, step, place)
    return Settled(spans, waits)


def settled_late(c: Compiled, planned: Spans, shown: Sequence[Shown]) -> Settled:
    """Date every step backward, each as it is shown."""
    caps = finish_caps(c)
    start, finish = [NEVER] * len(c), [NEVER] * len(c)
    spans = Spans(start, finish, start)
    waits: dict[int, bool] = {}
    for step in range(len(c) - 1, -1, -1):
        if c.kind[step] == FINISHED:
            continue
        own = _asked(c, spans, step, c.start_cap[step], caps[step])
        start[step], finish[step] = own
        if (late_start(c, spans, planned, step), late_finish(c, spans, planned, step)) != shown[step]:
            start[step], finish[step] = standing(c, step, *shown[step])
            waits[step] = finish[step] < own[1]
    return Settled(spans, waits)


def settled_targets(c: Compiled, goals: Sequence[bool], shown: Sequence[Shown]) -> Settled:
    """Find the targets that the planned dates can have waited for.

    `goals` tells which steps wait for a target at all, `shown` are the planned dates: one earlier than its target has
    another reason, which is not shown, and stands for the target of what comes before.
    """
    caps = finish_caps(c, targets=True)
    start, finish = [NEVER] * len(c), [NEVER] * len(c)
    spans = Spans(start, finish, start)
    waits: dict[int, bool] = {}
    for step in range(len(c) - 1, -1, -1):
        if c.kind[step] == FINISHED:
            continue
        start[step], finish[step] = _asked(c, spans, step, c.start_cap[step], caps[step])
        if goals[step] and not _kept(c, spans, step, shown[step]):
            start[step], finish[step] = standing(c, step, *shown[step])
            waits[step] = True
    return Settled(spans, waits)


def backward_with(
    c: Compiled, start_caps: Sequence[int], caps: Sequence[int], held: Mapping[int, tuple[int, int]] = NOTHING_HELD
) -> Spans:
    """Date every step as late as its successors and the caps allow, and those that are held where they are held."""
    start, finish = [NEVER] * len(c), [NEVER] * len(c)
    spans = Spans(start, finish, start)
    for step in range(len(c) - 1, -1, -1):
        if c.kind[step] != FINISHED:
            start[step], finish[step] = held.get(step) or _asked(c, spans, step, start_caps[step], caps[step])
    return spans


def standing(c: Compiled, step: int, start: Moment | None, finish: Moment | None) -> tuple[int, int]:
    """Return the instants that show a step on two days: where its work begins and where it ends."""
    if start is None or finish is None:
        return NEVER, NEVER
    end = c.timeline.end(finish)
    if ends_its_day(c, step):
        return end, end
    if c.by_begin[step]:
        begin = c.timeline.begin(finish)
        return begin, begin
    if c.kind[step] == STARTED:
        return c.begin[step][max(c.before[step][end] - c.units[step], 0)], end
    return c.timeline.begin(start), end


def _soonest(c: Compiled, spans: Spans, step: int, floor: int) -> tuple[int, int]:
    return placed(c, step, *bounds(c, step, floor, spans.start, spans.finish), c.units[step])


def _put(c: Compiled, spans: Spans, step: int, place: tuple[int, int]) -> None:
    spans.work[step], spans.finish[step] = place
    if c.kind[step] != STARTED:
        spans.start[step] = spans.work[step]


def _asked(c: Compiled, spans: Spans, step: int, start_cap: int, cap: int) -> tuple[int, int]:
    """Return where what comes after it and its own caps put a step; NEVER where nothing binds it."""
    start_cap, cap = limits(c, step, start_cap, cap, spans.start, spans.finish)
    if start_cap == cap == NEVER:
        return NEVER, NEVER
    return _reached(lambda: latest(c, step, start_cap, cap, c.units[step])) or (NEVER, NEVER)


def _kept(c: Compiled, target: Spans, step: int, planned: Shown) -> bool:
    """Tell whether a step that waits for its target stands no later than it is planned."""
    if target.finish[step] == NEVER:
        return False
    place = _reached(lambda: placed(c, step, aim(c, target, step), 0, c.units[step]))
    return place is not None and place[0] <= standing(c, step, *planned)[0]


def _reached(place: Callable[[], tuple[int, int]]) -> tuple[int, int] | None:
    """Return a place, or nothing where the part's own bounds run out of the calendar."""
    try:
        return place()
    except IndexError:
        return None
