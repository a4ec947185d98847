"""One step in a pass: the bounds that its links and limits make, and where it comes to stand between them.

The formulas are those of `docs/scheduling.md`, section 4. A bound is an instant, made on the lag's calendar and read
on the step's own; w and d are the step's own working time, W and D the lag's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .compiled import ANCHORED, MILESTONE, NEVER, STARTED, Compiled, CompiledLink
from .refusals import Problem, Refused

if TYPE_CHECKING:
    from collections.abc import Sequence


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
    """Return the bound that a link, seen from its successor, makes from its predecessor's instant."""
    if link.night is not None:  # SF: the night shift ends when the day shift begins
        instant = link.night.begin[inside(link.night.before[instant] - 1)] + 1
    return link.begin[inside(link.before[instant] + link.shift)] + link.edge


def pulled(link: CompiledLink, instant: int) -> int:
    """Return the latest instant of a link's predecessor, from which it is seen, whose bound is not after another."""
    latest = link.begin[inside(link.before[instant + link.edge] + link.shift)]
    return latest if link.night is None else link.night.begin[link.night.before[latest]]


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
        return inside(instant), instant
    if kind == ANCHORED:
        place = w[(min(cap, start_cap)) + 1] - 1
        instant = d[inside(place if openings is None else openings.last(place))]
        return instant, instant
    if kind == STARTED:
        finish = d[inside(w[cap] - 1)] + 1
        return d[inside(w[finish] - units)], finish
    place = NEVER if cap == NEVER else w[cap] - units
    if start_cap != NEVER:
        place = min(place, w[start_cap + 1] - 1)
    if openings is not None:
        place = openings.last(place)
    return d[inside(place)], d[place + units - 1] + 1


def inside(place: int) -> int:
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
