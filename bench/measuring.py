"""Time two or more things against each other: in turn, again and again, and by their medians.

Time is that of the thread on a processor, so that waiting for other work of a shared machine does not count.
"""

from __future__ import annotations

import gc
from dataclasses import dataclass, field
from itertools import chain
from statistics import median
from time import thread_time_ns
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

SAMPLE = 5_000_000
"""Nanoseconds that a sample takes at least; short calls are repeated within it."""

SLOW = 500_000_000
"""Nanoseconds from which a call is made only once to warm up and three times a pass to be timed."""


@dataclass(slots=True)
class Contestant:
    """Something that is timed."""

    name: str
    call: Callable[[], object]
    per: int = 1
    """What its time is divided by, such as steps and links."""
    samples: list[list[float]] = field(default_factory=list)
    """Nanoseconds of one call each, by pass."""
    repeats: int = 0
    """How often it is called within a sample; found while it warms up."""
    quickest: float = 0
    """Nanoseconds of its quickest call while it warmed up."""

    @property
    def median(self) -> float:
        """Return the median time of a call, in nanoseconds."""
        return median(chain.from_iterable(self.samples)) / self.per

    def medians(self) -> list[float]:
        """Return the same for each pass."""
        return [median(samples) / self.per for samples in self.samples]


def interleave(contestants: Sequence[Contestant], *, rounds: int, warm: int) -> None:
    """Take so many samples of each contestant, one after the other in every round, so that all are disturbed alike.

    What earlier races left in memory is taken out of the garbage collector's sight first; it stays switched on.
    """
    gc.collect()
    gc.freeze()
    for contestant in contestants:
        if contestant.repeats == 0:
            _warm_up(contestant, warm)
    for contestant in contestants:
        contestant.samples.append([])
    slow = any(contestant.quickest > SLOW for contestant in contestants)
    for _ in range(min(rounds, 3) if slow else rounds):
        for contestant in contestants:
            contestant.samples[-1].append(_timed(contestant.call, contestant.repeats))
    gc.unfreeze()


def _warm_up(contestant: Contestant, calls: int) -> None:
    contestant.quickest = _timed(contestant.call, 1)
    for _ in range(0 if contestant.quickest > SLOW and calls <= 3 else calls):
        contestant.quickest = min(contestant.quickest, _timed(contestant.call, 1))
    contestant.repeats = max(1, round(SAMPLE / contestant.quickest))


def _timed(call: Callable[[], object], repeats: int) -> float:
    begin = thread_time_ns()
    for _ in range(repeats):
        call()
    return (thread_time_ns() - begin) / repeats
