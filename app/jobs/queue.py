"""Where jobs wait: each is written in the transaction that is its cause, and is gone with it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

from dbos import EnqueueOptions

from .engine import QUEUE, WORKFLOW, writer

if TYPE_CHECKING:
    from app.store import Unit

    from .job import Job

IN_A_ROW, LAST = 10, 900
"""So many jobs of one cause are in one rank, and behind this rank there is none of them."""


def enqueue(  # noqa: PLR0913 - each of them says something else
    unit: Unit,
    job: Job,
    about: str,
    *,
    key: str | None = None,
    after: timedelta = timedelta(0),
    attempt: int = 1,
    behind: int = 0,
) -> None:
    """Have a job done once the transaction is kept; never, if it is not.

    `about` is the id of what it is about. Of all that have the same `key` only the first is done. `behind` is how much
    of whoever asks for it waits already: others, of whom less does, go before.
    """
    options = options_of(job, f"{job.name}:{key or uuid4()}", attempt, after)
    options["priority"] = min(job.priority + behind // IN_A_ROW, max(job.priority, LAST))
    writer(unit.connection.dialect.name).enqueue_in_transaction(
        unit.connection, options, job.name, unit.workspace, about, attempt
    )


def options_of(job: Job, series: str, attempt: int, after: timedelta) -> EnqueueOptions:
    """Return how an attempt is kept: its id says of which job it is the how manieth, so that it is kept once."""
    options = EnqueueOptions(
        workflow_name=WORKFLOW,
        queue_name=QUEUE,
        workflow_id=attempt_id(series, attempt),
        priority=job.priority,
    )
    if after:
        options["delay_seconds"] = after.total_seconds()
    return options


def attempt_id(series: str, attempt: int) -> str:
    """Return what the engine calls an attempt."""
    return f"{series}#{attempt}"


def series_of(workflow_id: str) -> str:
    """Return what the attempts of one job have in common in their ids."""
    return workflow_id.rpartition("#")[0]
