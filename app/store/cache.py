"""What was worked out of stored plans, kept in memory so that nobody does it again: bounded, never across tenants."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datetime import date, datetime

MOST = 10_000
"""Things that are kept at once."""
ROOM = 128_000_000
"""Bytes that they may take, as far as that can be told beforehand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CacheKey:
    """What something was worked out of: it is the same as long as all of this is."""

    workspace: str
    plan: str
    made_at: datetime
    """When the plan came into the store: the id of one that was erased can be given again."""
    revision: int
    as_of: date
    versions: tuple[str, ...]
    """Of the software that works it out."""
    audience: tuple[str, str | None] | None = None
    """The party and the person who read; None for what nobody in particular reads."""
    kind: str = ""
    """What it is, such as `ics`; empty for the plan itself with its dates."""


class Cache:
    """Keeps things by what they were worked out of; what was not asked for longest goes first."""

    def __init__(self, *, most: int = MOST, room: int = ROOM) -> None:
        """Begin empty."""
        self._most = most
        self._room = room
        self._kept: OrderedDict[CacheKey, tuple[object, int]] = OrderedDict()
        self._taken = 0
        self._lock = Lock()

    def __len__(self) -> int:
        """Return how many things are kept."""
        return len(self._kept)

    def get(self, key: CacheKey) -> Any | None:  # noqa: ANN401 - whatever was kept under it
        """Return what is kept under a key, if anything is."""
        with self._lock:
            found = self._kept.get(key)
            if found is None:
                return None
            self._kept.move_to_end(key)
            return found[0]

    def keep(self, key: CacheKey, value: object, size: int) -> None:
        """Keep something that takes so many bytes; nothing that is larger than all the room."""
        if size > self._room:
            return
        with self._lock:
            self._drop(key)
            self._kept[key] = value, size
            self._taken += size
            while len(self._kept) > self._most or self._taken > self._room:
                self._drop(next(iter(self._kept)))

    def forget(self, plan: str) -> None:
        """Keep nothing of a plan any more."""
        with self._lock:
            for key in [key for key in self._kept if key.plan == plan]:
                self._drop(key)

    def _drop(self, key: CacheKey) -> None:
        _, size = self._kept.pop(key, (None, 0))
        self._taken -= size


class UnitCache:
    """The cache as one transaction sees it: what it writes is seen by others once it is committed, or never."""

    def __init__(self, cache: Cache) -> None:
        """Begin with nothing of its own."""
        self._cache = cache
        self._new: dict[CacheKey, tuple[object, int]] = {}
        self._gone: set[str] = set()

    def get(self, key: CacheKey) -> Any | None:  # noqa: ANN401 - whatever was kept under it
        """Return what is kept under a key, if anything is."""
        found = self._new.get(key)
        return self._cache.get(key) if found is None else found[0]

    def keep(self, key: CacheKey, value: object, size: int) -> None:
        """Keep something that takes so many bytes."""
        self._new[key] = value, size

    def forget(self, plan: str) -> None:
        """Keep nothing of a plan any more."""
        self._gone.add(plan)
        self._new = {key: kept for key, kept in self._new.items() if key.plan != plan}

    def publish(self) -> None:
        """Let everybody have it: the transaction is over, and what it did is so."""
        for plan in self._gone:
            self._cache.forget(plan)
        for key, (value, size) in self._new.items():
            self._cache.keep(key, value, size)
