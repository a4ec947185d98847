"""What this process has done so far, in numbers for whoever watches it: no tenant, no person, few different labels."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from contextlib import contextmanager
from threading import Lock
from time import perf_counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST = 2_000
"""Different labels of one tally; what comes beyond is counted as `other`, so that nobody fills the memory with them."""
OTHER = "other"
BOUNDS = (0.001, 0.005, 0.02, 0.1, 0.5, 2.0, 10.0)
"""Seconds by which durations are told apart."""
Labels = tuple[str, ...]


class Tally:
    """Counts of what happened, by labels."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._counts: Counter[Labels] = Counter()
        self._lock = Lock()

    def count(self, *labels: str, number: int = 1) -> None:
        """Count something that happened."""
        with self._lock:
            known = labels in self._counts or len(self._counts) < MOST
            self._counts[labels if known else (OTHER,) * len(labels)] += number

    def counted(self) -> dict[Labels, int]:
        """Return the counts so far, by labels in order."""
        with self._lock:
            return dict(sorted(self._counts.items()))


class Durations:
    """How long something took, by labels."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._sums: dict[Labels, tuple[list[int], float]] = {}
        self._lock = Lock()

    def took(self, seconds: float, *labels: str) -> None:
        """Keep how long it took once more."""
        with self._lock:
            key = labels if labels in self._sums or len(self._sums) < MOST else (OTHER,) * len(labels)
            counts, whole = self._sums.get(key, ([0] * (len(BOUNDS) + 1), 0.0))
            counts[bisect_left(BOUNDS, seconds)] += 1
            self._sums[key] = counts, whole + seconds

    @contextmanager
    def timed(self, *labels: str) -> Iterator[None]:
        """Keep how long the block takes, however it ends."""
        begin = perf_counter()
        try:
            yield
        finally:
            self.took(perf_counter() - begin, *labels)

    def taken(self) -> dict[Labels, tuple[list[int], float]]:
        """Return by labels how often it took no longer than each bound, and longer than all, and the whole time."""
        with self._lock:
            return {key: ([*counts], whole) for key, (counts, whole) in sorted(self._sums.items())}


OPERATIONS = Tally()
"""Operations on plans that were kept, by verb."""
SCHEDULES = Durations()
"""How long it took to work out the dates of a plan."""
