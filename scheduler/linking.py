"""The links of a plan between the numbers of its steps, each as both of its ends see it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from .compiled import UNSTOPPED, CompiledLink

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from .frame import Frame
    from .plan import Link, StepId
    from .prepared import PreparedStep
    from .working_time import WorkingTime


class Links(NamedTuple):
    """The links of each step, as `Compiled` keeps them."""

    plain_in: list[list[int]]
    plain_out: list[list[int]]
    links_in: list[tuple[CompiledLink, ...]]
    links_out: list[tuple[CompiledLink, ...]]
    nights: set[int]
    """Steps at either end of an SF link."""


def links_of(frame: Frame, made: Sequence[PreparedStep], index: Mapping[StepId, int]) -> Links:
    """Return all links; a lag that cannot be counted is noted in the frame."""
    plain_in: list[list[int]] = []
    plain_out: list[list[int]] = [[] for _ in made]
    into: defaultdict[int, list[CompiledLink]] = defaultdict(list)
    out: defaultdict[int, list[CompiledLink]] = defaultdict(list)
    nights: set[int] = set()
    for at, after in enumerate(made):
        plain = []
        for number, link in enumerate(after.step.after):
            other = index[link.step]
            if link.lag is None and link.type == "FS":
                plain.append(other)
                plain_out[other].append(at)
            else:
                before = made[other]
                lag, time = _lag(frame, link, before, after, number)
                forward, backward = _shifts(link, lag, time)
                ends = link.type in _FROM_START, link.type in _TO_FINISH
                tables = (UNSTOPPED, UNSTOPPED) if time is None else (time.before, time.begin)
                night = before.own if link.type == "SF" else None
                if night is not None:
                    nights |= {at, other}
                into[at].append(CompiledLink(other, *ends, *tables, *forward, night, lag, link))
                out[other].append(CompiledLink(at, *ends, *tables, *backward, night, lag, link))
        plain_in.append(plain)
    return Links(plain_in, plain_out, _by_step(into, len(made)), _by_step(out, len(made)), nights)


_FROM_START, _TO_FINISH = frozenset({"SS", "SF"}), frozenset({"FF", "SF"})


def _lag(
    frame: Frame, link: Link, before: PreparedStep, after: PreparedStep, number: int
) -> tuple[int, WorkingTime | None]:
    """Return the units of a lag and the time that they are counted on; None where no calendar counts them."""
    if link.lag is None:
        return 0, None
    if link.lag_calendar == "successor":
        time = after.side
    elif link.lag_calendar == "predecessor":
        time = before.side
    else:
        time = frame.clocks.named(link.lag_calendar)
    lag = frame.units(link.lag, time, (*after.path, "after", number, "lag"))
    return lag, None if lag == 0 or link.lag.elapsed else time


def _shifts(link: Link, lag: int, time: WorkingTime | None) -> tuple[tuple[int, int], tuple[int, int]]:
    """Return shift and edge forward, and the same backward: the table of `docs/scheduling.md`, section 4."""
    if time is None:
        return (lag, 0), (-lag, 0)
    if lag > 0 or link.type in _TO_FINISH:
        return (lag - 1, 1), (-lag, 0)
    return (lag, 0), (-1 - lag, 1)


def _by_step(links: Mapping[int, Sequence[CompiledLink]], count: int) -> list[tuple[CompiledLink, ...]]:
    found: list[tuple[CompiledLink, ...]] = [()] * count
    for at, ones in links.items():
        found[at] = tuple(ones)
    return found
