"""The sign of life of a worker: a file that it writes with every beat, and which whoever watches this machine reads.

It is asked every few seconds, so nothing of the service is loaded for it.
"""

from __future__ import annotations

import json
import os
import platform
import re
from typing import TYPE_CHECKING

from . import clock

if TYPE_CHECKING:
    from pathlib import Path

MISSED = 12
"""Beats after which a worker that did not beat counts as stopped."""


def show(folder: Path, every: float) -> None:
    """Write that the worker of this process lives, as it will again in so many seconds."""
    sign = json.dumps({"process": os.getpid(), "at": clock.now().timestamp(), "every": every})
    path = _path(folder)
    new = path.with_suffix(".new")
    new.write_text(sign, encoding="utf-8")
    new.replace(path)


def withdraw(folder: Path) -> None:
    """Take the sign away."""
    _path(folder).unlink(missing_ok=True)


def missing(folder: Path) -> str | None:
    """Return why no worker of this machine counts as alive, in a sentence; None where one does."""
    try:
        sign = json.loads(_path(folder).read_text(encoding="utf-8"))
        process, at, every = int(sign["process"]), float(sign["at"]), float(sign["every"])
    except OSError:
        return f"no worker is at work on this machine with the folder {folder}"
    except (ValueError, TypeError, KeyError):
        return f"what a worker of this machine wrote into {_path(folder)} cannot be read"
    if not _runs(process):
        return f"the worker of this machine, process {process}, has ended without leaving"
    silent = clock.now().timestamp() - at
    if silent > MISSED * every:
        return f"the worker of this machine, process {process}, has not beaten for {silent:.0f} seconds"
    return None


def _path(folder: Path) -> Path:
    """Return a file of this machine's own: workers of several share the folder."""
    return folder / f"work-{re.sub('[^A-Za-z0-9.-]', '-', platform.node()) or 'here'}.alive"


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True  # somebody else's, so it runs
    return True
