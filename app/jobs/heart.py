"""A thread that does the same again and again, whatever comes of it, until it is told to stop."""

from __future__ import annotations

import logging
from contextlib import contextmanager
from threading import Event, Thread
from typing import TYPE_CHECKING

from .report import report

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@contextmanager
def beating(beat: Callable[[], None], every: float) -> Iterator[None]:
    """Beat every so many seconds while the block runs, for the first time at once."""
    stopped = Event()

    def run() -> None:
        while not stopped.is_set():
            try:
                beat()
            except Exception as error:  # noqa: BLE001 - a database that is away comes back
                report("the work beside the jobs failed", {}, level=logging.ERROR, error=error)
            stopped.wait(every)

    thread = Thread(target=run, name="backplan-jobs", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stopped.set()
        thread.join()
