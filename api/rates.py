"""How often somebody may ask: each feed by itself, and each address that guesses feeds."""

from __future__ import annotations

from hashlib import sha256

from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter

READS = RateLimitItemPerMinute(60)
"""Of one feed; an app looks once an hour, and several machines of one person may."""
GUESSES = RateLimitItemPerMinute(30)
"""Addresses from one place that were none. Only these count: the fetchers of a calendar service share an address."""


class Rates:
    """Counts in this process alone."""

    def __init__(self) -> None:
        """Begin with nothing counted."""
        self._counted = FixedWindowRateLimiter(MemoryStorage())

    def may_read(self, secret: str) -> bool:
        """Count a look at a feed, and tell whether it is not one too many; nothing remembers the secret itself."""
        return self._counted.hit(READS, "feed", sha256(secret.encode()).hexdigest()[:16])

    def may_guess(self, origin: str) -> bool:
        """Tell whether an address may try another secret."""
        return self._counted.test(GUESSES, "guess", origin)

    def guessed(self, origin: str) -> None:
        """Count a secret that was none."""
        self._counted.hit(GUESSES, "guess", origin)
