"""The one process that keeps the plans of a file: a lock beside it, which goes when the process does."""

from __future__ import annotations

import fcntl
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LOCK = "backplan.lock"


class TakenError(Exception):
    """Another process keeps the plans of this folder."""


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Be the only one that keeps plans in a folder, which is made where it is not there; raise TakenError otherwise."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (folder / LOCK).open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as taken:
            raise TakenError(str(folder)) from taken
        yield
