"""A thread that does the same again and again, whatever comes of it, until it is told to stop."""

from __future__ import annotations

import logging
from contextlib import contextmanager
from threading import Event, Thread
from time import monotonic
from typing import TYPE_CHECKING

from app import lifesign
from app.lifesign import MISSED

from .report import report

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


class Pulse:
    """Whether the heart of a worker in this process beats; it is asked by whoever watches."""

    def __init__(self) -> None:
        """Begin without a heart."""
        self.left = 0
        """Jobs that were not through when the worker stopped."""
        self._last: float | None = None
        self._every = 0.0

    def begin(self, every: float) -> None:
        """Expect a beat every so many seconds from now on."""
        self._every = every
        self._last = monotonic()

    def beat(self) -> None:
        """Keep that it beat, and that nothing failed."""
        self._last = monotonic()

    def end(self) -> None:
        """Expect no beat any more."""
        self._last = None

    @property
    def is_well(self) -> bool:
        """Tell whether it beats, or nobody works here."""
        return self._last is None or monotonic() - self._last <= MISSED * self._every


class ShownPulse(Pulse):
    """The same, shown to other processes of this machine in a folder."""

    def __init__(self, folder: Path) -> None:
        """Begin without a heart, and without a sign of one that was killed."""
        super().__init__()
        self._folder = folder
        lifesign.withdraw(folder)

    def beat(self) -> None:
        """Write that it beat."""
        super().beat()
        lifesign.show(self._folder, self._every)

    def end(self) -> None:
        """Take the sign away."""
        super().end()
        lifesign.withdraw(self._folder)


@contextmanager
def beating(beat: Callable[[], None], every: float, pulse: Pulse) -> Iterator[None]:
    """Beat every so many seconds while the block runs, for the first time at once."""
    stopped = Event()
    pulse.begin(every)

    def run() -> None:
        while not stopped.is_set():
            try:
                beat()
                pulse.beat()
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
        pulse.end()
