"""The links of a plan between the numbers of its steps, each as both of its ends see it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from .compiled import UNSTOPPED

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from .compiled import Arrow
    from .frame import Frame
    from .layout import Layout
    from .plan import Link, StepId
    from .working_time import WorkingTime


class Links(NamedTuple):
    """The links of each step, as `Compiled` keeps them."""

    plain_in: list[list[int]]
    plain_out: list[list[int]]
    arrows_in: list[Sequence[Arrow]]
    arrows_out: list[Sequence[Arrow]]
    nights: set[int]
    """Steps at either end of an SF link."""


def links_of(frame: Frame, steps: Layout, index: Mapping[StepId, int]) -> Links:
    """Return all links; a lag that cannot be counted is noted in the frame."""
    plain_in: list[list[int]] = []
    plain_out: list[list[int]] = [[] for _ in steps.steps]
    arrows_in: defaultdict[int, list[Arrow]] = defaultdict(list)
    arrows_out: defaultdict[int, list[Arrow]] = defaultdict(list)
    nights: set[int] = set()
    for at, step in enumerate(steps.steps):
        plain = []
        for number, link in enumerate(step.after):
            other = index[link.step]
            if link.lag is None and link.type == "FS":
                plain.append(other)
                plain_out[other].append(at)
                continue
            ends = _ENDS[link.type]
            lag, time = _lag(frame, steps, link, (other, at), number)
            before, begin = (UNSTOPPED, UNSTOPPED) if time is None else (time.before, time.begin)
            night = steps.own[other] if link.type == "SF" else None
            if night is not None:
                nights |= {at, other}
            forward, backward = _shifts(link, lag, time)
            arrows_in[at].append((other, *ends, before, begin, *forward, night, lag, link))
            arrows_out[other].append((at, *ends, before, begin, *backward, night, lag, link))
        plain_in.append(plain)
    count = len(steps.steps)
    return Links(
        plain_in=plain_in,
        plain_out=plain_out,
        arrows_in=[arrows_in.get(at, NO_ARROWS) for at in range(count)],
        arrows_out=[arrows_out.get(at, NO_ARROWS) for at in range(count)],
        nights=nights,
    )


_ENDS = {"FS": (False, False), "SS": (True, False), "FF": (False, True), "SF": (True, True)}
"""Of each type: whether the predecessor's start counts, and whether the successor's finish is held."""


NO_ARROWS: Sequence[Arrow] = ()


def _lag(frame: Frame, steps: Layout, link: Link, ends: tuple[int, int], number: int) -> tuple[int, WorkingTime | None]:
    """Return the units of a lag and the time that they are counted on; None where no calendar counts them."""
    if link.lag is None:
        return 0, None
    before, after = ends
    if link.lag_calendar == "successor":
        time = steps.side[after]
    elif link.lag_calendar == "predecessor":
        time = steps.side[before]
    else:
        time = frame.clocks.named(link.lag_calendar)
    lag = frame.clocks.units(link.lag, time)
    if lag is None:
        lag = frame.units(link.lag, time, ("steps", steps.places[after], "after", number, "lag"))
    return lag, None if lag == 0 or link.lag.elapsed else time


def _shifts(link: Link, lag: int, time: WorkingTime | None) -> tuple[tuple[int, int], tuple[int, int]]:
    """Return shift and edge forward, and the same backward: the table of `docs/scheduling.md`, section 4."""
    if time is None:
        return (lag, 0), (-lag, 0)
    if lag > 0 or link.type in {"FF", "SF"}:
        return (lag - 1, 1), (-lag, 0)
    return (lag, 0), (-1 - lag, 1)
