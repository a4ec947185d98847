"""Jobs that are done are forgotten after a while, so that the engine's tables do not grow for ever."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from app.actors import SYSTEM
from app.store.takeovers import forget_takeovers

from .job import Job

if TYPE_CHECKING:
    from datetime import datetime

    from dbos import DBOSClient

    from app.store import Database

FORGET = Job(name="forget_done", waits=())
KEPT = timedelta(days=7)
"""For so long it can be looked at what was done, and what has the same key is not done again."""
AT_ONCE = 500
ENDS = ["SUCCESS", "ERROR", "CANCELLED", "MAX_RECOVERY_ATTEMPTS_EXCEEDED"]


def forget(database: Database, client: DBOSClient, now: datetime) -> None:
    """Forget what ended long ago, and what was taken over then."""
    forget_done(client, now)
    with database.writing(workspace="", actor=SYSTEM, now=now) as unit:
        forget_takeovers(unit, before=now - KEPT)


def forget_done(client: DBOSClient, now: datetime) -> None:
    """Forget what ended so long ago, a batch at a time."""
    while True:
        ended = client.list_workflows(
            status=ENDS,
            completed_before=(now - KEPT).isoformat(),
            limit=AT_ONCE,
            load_input=False,
            load_output=False,
        )
        if ended:
            client.delete_workflows([job.workflow_id for job in ended])
        if len(ended) < AT_ONCE:
            return
