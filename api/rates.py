"""How often somebody may ask: each feed by itself, and each address that guesses feeds."""

from __future__ import annotations

from collections import Counter
from time import monotonic

from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter

MINUTE = 60.0
"""Seconds."""
READS = 60
"""Of one feed in a minute; an app looks once an hour, and several machines of one person may."""
MOST = 100_000
"""Feeds that are counted at once; whoever makes up more has all begin anew."""
GUESSES = RateLimitItemPerMinute(30)
"""Addresses from one place that were none. Only these count: the fetchers of a calendar service share an address."""


class Rates:
    """Counts in this process alone."""

    def __init__(self) -> None:
        """Begin with nothing counted."""
        self._counted = FixedWindowRateLimiter(MemoryStorage())
        self._until = 0.0
        self._reads: Counter[int] = Counter()

    def may_read(self, secret: str) -> bool:
        """Count a look at a feed, and tell whether it is not one too many; nothing remembers the secret itself.

        It is asked for each answer that is at hand, so it counts by itself: the library takes as long as all the rest.
        """
        now, feed = monotonic(), hash(secret)
        if now >= self._until or len(self._reads) > MOST:
            self._until, self._reads = now + MINUTE, Counter()
        self._reads[feed] += 1
        return self._reads[feed] <= READS

    def may_guess(self, origin: str) -> bool:
        """Tell whether an address may try another secret."""
        return self._counted.test(GUESSES, "guess", origin)

    def guessed(self, origin: str) -> None:
        """Count a secret that was none."""
        self._counted.hit(GUESSES, "guess", origin)
