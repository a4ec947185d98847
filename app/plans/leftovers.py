"""The job that deletes the content of files that nobody can reach any more."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from app.actors import SYSTEM
from app.jobs import Job, Regular

from .attaching import sweep_orphans

if TYPE_CHECKING:
    from datetime import datetime

    from app.files import Storage
    from app.store import Database

SWEEP_FILES = Job(name="sweep_files", waits=())
DAILY = Regular(job=SWEEP_FILES, every=timedelta(days=1))


def sweep_files(database: Database, storage: Storage, now: datetime) -> None:
    """Delete what was removed or erased, and what never got its row, of all workspaces."""
    with database.writing(workspace="", actor=SYSTEM, now=now) as unit:
        sweep_orphans(unit, storage)
