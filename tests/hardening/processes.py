"""The service as an operator runs it: real processes, killed at any moment and started again on the same database."""

from __future__ import annotations

import os
import re
import subprocess
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from tests.api.test_serve import BACKPLAN, ROOT, environment

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

READY = re.compile(r"Backplan is (?:ready: open (http://localhost:[0-9]+)/|at work) \(Ctrl\+C stops it\)\n")
KILOBYTE, MEGABYTE = 1024, 1024 * 1024


@dataclass(slots=True, kw_only=True)
class Process:
    """One process of the service, which is started as often as it was killed."""

    command: tuple[str, ...]
    settings: Mapping[str, str]
    log: Path
    """Where all goes that it says to the operator, of all its lives."""
    home: str = ""
    """Where it serves now; another port after each start."""
    running: subprocess.Popen[str] | None = field(default=None, repr=False)

    def start(self) -> None:
        """Start it, and return once it is ready."""
        with self.log.open("a") as log:
            self.running = subprocess.Popen(
                [BACKPLAN, *self.command],
                cwd=ROOT,
                env={**environment(), **self.settings},
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
            )
        assert self.running.stdout is not None
        said = self.running.stdout.readline()
        found = READY.fullmatch(said)
        assert found, (said, self.log.read_text()[-2000:])
        self.home = (found[1] or "").replace("localhost", "127.0.0.1")

    def kill(self) -> None:
        """Kill it with the signal that nobody hears."""
        if self.running is not None:
            self.running.kill()
            self._gone()

    def stop(self) -> int:
        """Ask it to stop, and return with what it ended."""
        assert self.running is not None
        self.running.terminate()
        return self._gone()

    def _gone(self) -> int:
        assert self.running is not None
        assert self.running.stdout is not None
        status = self.running.wait(timeout=120)
        self.running.stdout.close()
        self.running = None
        return status

    @property
    def most_memory(self) -> int:
        """Return how many bytes it had in memory at most since it was started."""
        assert self.running is not None
        status = Path(f"/proc/{self.running.pid}/status").read_text(encoding="ascii")
        found = re.search(r"^VmHWM:\s+([0-9]+) kB$", status, re.MULTILINE)
        assert found
        return int(found[1]) * KILOBYTE

    def forget_memory(self) -> None:
        """Begin anew to remember how much it had in memory at most."""
        assert self.running is not None
        Path(f"/proc/{self.running.pid}/clear_refs").write_text("5", encoding="ascii")

    @property
    def mistakes(self) -> list[str]:
        """Return the lines of its log that tell of a mistake of ours."""
        lines = self.log.read_text(encoding="utf-8").splitlines()
        return [line for line in lines if '"level": "error"' in line or '"status": 500' in line or line[:1] != "{"]


@contextmanager
def process(*command: str, log: Path, **settings: str) -> Iterator[Process]:
    """Give a process that is not started yet, and end it whatever happens."""
    one = Process(command=command, settings=settings, log=log)
    try:
        yield one
    finally:
        one.kill()


def on(url: str, folder: Path) -> dict[str, str]:
    """Return the settings of a process that keeps its plans in a database."""
    kept = {"BACKPLAN_DATA_DIR": os.fspath(folder)}
    if url.startswith("postgresql"):
        kept["BACKPLAN_DATABASE"] = url.replace("postgresql+psycopg://", "postgresql://", 1)
    return kept
