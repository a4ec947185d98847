"""What every storage does: it keeps content under a key, whole or not at all."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

CHUNK = 1 << 20
"""Bytes that are read at once."""
_KEY = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class StorageError(OSError):
    """The storage did not do what it was asked for."""


class MissingContentError(StorageError):
    """The storage has nothing under a key."""

    def __init__(self, key: str) -> None:
        """Say which."""
        super().__init__(f"there is nothing under {key}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Put:
    """What was put into a storage."""

    size: int
    """In bytes."""
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """Something that a storage has."""

    key: str
    at: datetime
    """Since when."""


class Storage(Protocol):
    """Keeps content; every key is a UUID, so that no path says what it is or whose."""

    def put(self, key: str, content: BinaryIO) -> Put:
        """Keep all that is left of a stream; it is there, and stays through a loss of power, once this returns."""

    def open(self, key: str) -> BinaryIO:
        """Return content as a stream, to be closed; raise MissingContentError where there is none."""

    def delete(self, key: str) -> None:
        """Forget content, if there is any."""

    def contents(self) -> Iterator[Content]:
        """Yield all of ours that is there, also what was left behind by a put that broke off."""


def is_key(name: str) -> bool:
    """Tell whether something that is there can be ours."""
    return _KEY.fullmatch(name) is not None


def checked(key: str) -> str:
    """Return a key that is one: nothing else gets into a path."""
    if not is_key(key):
        message = f"not the key of a file: {key!r}"
        raise ValueError(message)
    return key
