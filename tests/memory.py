"""Where tests write: in memory, where the machine has enough of it; decision 30 has what that saves."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

SHARED = Path("/dev/shm")  # noqa: S108 - tests make folders of random names there
ENOUGH = 4 * 2**30
"""Bytes that have to be free there; all tests together take less than one gigabyte."""
ON_DISK = "/var/tmp"  # noqa: S108 - likewise
"""For what is killed while it writes: what it flushes goes to a disk, as it does for people."""


def write_in_memory() -> None:
    """Have temporary folders made in memory from now on, unless somebody said where, or programs cannot run there."""
    if "TMPDIR" in os.environ or not os.access(SHARED, os.W_OK):
        return
    there = os.statvfs(SHARED)
    if there.f_bavail * there.f_frsize >= ENOUGH and not there.f_flag & os.ST_NOEXEC:
        os.environ["TMPDIR"] = str(SHARED)  # for the processes that are started, too
        tempfile.tempdir = None
