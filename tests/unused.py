"""A SQLite database with this version's tables, and nothing in them: made once a process, as that takes long."""

from __future__ import annotations

import atexit
import shutil
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from app.store import open_database
from app.store.migrations import upgrade

NAME = "backplan.db"
"""How the service calls its file in the data folder."""


def unused_in(folder: Path, name: str = NAME) -> str:
    """Put a copy into a folder; return its address."""
    return f"sqlite:///{shutil.copy(_unused(), folder / name)}"


@cache
def _unused() -> Path:
    folder = Path(mkdtemp(prefix="unused-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    database = open_database(f"sqlite:///{folder / NAME}")
    upgrade(database)
    database.close()
    return folder / NAME
