"""What waits or is under way, as whoever watches a service wants to know it; nothing is changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .engine import QUEUE, VERSION, WORKFLOW, reader_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dbos import WorkflowStatus

    from app.store import Database

ACTIVE = ["ENQUEUED", "DELAYED", "PENDING"]
AT_ONCE = 500
"""Jobs that are read at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingJob:
    """One attempt that is to be made, or is being made."""

    id: str
    name: str
    """The job's."""
    about: str
    is_ours: bool
    """Whether a worker of this version takes it."""


def waiting_jobs(database: Database) -> Iterator[WaitingJob]:
    """Yield all that waits or is under way, oldest first, some at a time; what is kept meanwhile may be missing."""
    client, offset = reader_of(database), 0
    try:
        while True:
            some = client.list_workflows(status=ACTIVE, limit=AT_ONCE, offset=offset, load_output=False)
            for job in some:
                yield _waiting(job)
            if len(some) < AT_ONCE:
                return
            offset += AT_ONCE
    finally:
        client.destroy()


def _waiting(job: WorkflowStatus) -> WaitingJob:
    ours = job.name == WORKFLOW and job.queue_name == QUEUE and job.app_version in {None, VERSION}
    name, _, about, _ = job.input["args"] if ours and job.input else ("", "", "", 0)
    return WaitingJob(id=job.workflow_id, name=name, about=about, is_ours=ours)
