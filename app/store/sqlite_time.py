"""What newer SQLites know of the time, for older ones: the job engine asks for it from Python 3.12 on."""

from __future__ import annotations

import sqlite3
from typing import Any

from app import clock

SINCE = (3, 42)
"""The version from which `unixepoch('subsec')` says the time; older ones say nothing, and no job could be kept."""


def know_time(connection: Any) -> None:  # noqa: ANN401 - the driver's own
    """Let a connection say the time in seconds, with their parts, whatever its version."""
    if sqlite3.sqlite_version_info < SINCE:
        connection.create_function("unixepoch", 1, _unixepoch)


def _unixepoch(asked: str) -> float | None:
    return clock.now().timestamp() if asked == "subsec" else None
