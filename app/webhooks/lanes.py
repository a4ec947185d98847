"""How much of one workspace a process delivers at once: a slow receiver keeps the other lanes free."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from threading import Lock


@dataclass(frozen=True, slots=True, kw_only=True)
class Lanes:
    """What is under way in this process, counted by workspace."""

    most: int = 2
    """Deliveries of one workspace at the same time."""
    _taken: Counter[str] = field(default_factory=Counter)
    _lock: Lock = field(default_factory=Lock)

    def enter(self, workspace: str) -> bool:
        """Take a lane, and tell whether one was free."""
        with self._lock:
            if self._taken[workspace] >= self.most:
                return False
            self._taken[workspace] += 1
            return True

    def leave(self, workspace: str) -> None:
        """Give a lane back."""
        with self._lock:
            self._taken[workspace] -= 1
            if not self._taken[workspace]:
                del self._taken[workspace]

    def has_room(self, workspace: str) -> bool:
        """Tell whether a lane is free."""
        with self._lock:
            return self._taken[workspace] < self.most
