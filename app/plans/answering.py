"""How long an answer is kept for who sends the same request again, and the sweep of those that nobody gets any more."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from app.actors import SYSTEM
from app.jobs import Job
from app.store.kept_answers import sweep_answers

if TYPE_CHECKING:
    from datetime import datetime

    from app.store import Database

KEPT_FOR = timedelta(hours=24)
SWEEP_ANSWERS = Job(name="sweep_answers", waits=())


def sweep(database: Database, now: datetime) -> None:
    """Forget the answers of all workspaces that are too old to be given again."""
    with database.writing(workspace="", actor=SYSTEM, now=now) as unit:
        sweep_answers(unit, before=now - KEPT_FOR)
