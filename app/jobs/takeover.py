"""Jobs of a worker that died are given to others: nobody would take them over by itself."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING
from uuid import uuid4

from app import clock
from app.actors import SYSTEM
from app.store.presence import Presence, is_present
from app.store.takeovers import count_takeover, taken_over

from .engine import QUEUE
from .report import report

if TYPE_CHECKING:
    from dbos import DBOSClient

    from app.store import Database

ONLY_ONE = "here"
"""The name of the worker on SQLite, where there is one: what it left behind it finds by its name when it comes back."""
LIVES = 5
"""Workers that may die with a job and it is tried once more: what kills each one would be tried for ever."""
SWEEP = "sweep of dead workers"


class Roll:
    """A worker's place among the workers of a database: its sign of life, and what it saw of the others'."""

    def __init__(self, database: Database, client: DBOSClient) -> None:
        self._database, self._client = database, client
        self.name = str(uuid4()) if database.is_postgres else ONLY_ONE
        self._own = Presence(database, self.name)
        self._missed: frozenset[str] = frozenset()

    def sign(self) -> None:
        """Show that this worker lives."""
        if self._database.is_postgres:
            self._own.show()

    def leave(self) -> None:
        """Let the others take over what is not done."""
        self._own.withdraw()

    def call(self) -> int:
        """Hand on the jobs of workers that were missed twice in a row, and return how many those were."""
        if not self._database.is_postgres:
            return 0
        missed = frozenset(one for one in self._at_work() if not is_present(self._database, one))
        gone, self._missed = missed & self._missed, missed
        return self._hand_on(gone) if gone else 0

    def _at_work(self) -> dict[str, list[str]]:
        """Return the jobs under way, by the worker that has them."""
        found = dict[str, list[str]]()
        for job in self._client.list_workflows(status="PENDING", load_input=False, load_output=False):
            if job.executor_id is not None and job.executor_id != self.name:
                found.setdefault(job.executor_id, []).append(job.workflow_id)
        return found

    def _hand_on(self, gone: frozenset[str]) -> int:
        """Put jobs back into the queue; one worker at a time does, so that none goes back that another began anew."""
        sweep = Presence(self._database, SWEEP)
        sweep.show()
        try:
            jobs = self._not_together(
                [job for worker, each in self._at_work().items() if worker in gone for job in each]
            )
            given_up = self._too_often(jobs)
            if given_up:
                self._client.cancel_workflows(given_up)
            left = [job for job in jobs if job not in given_up]
            if left:
                self._client.resume_workflows(left, queue_name=QUEUE)
                report("jobs taken over", {"workers": len(gone), "jobs": len(left)})
            return len(left)
        finally:
            sweep.withdraw()

    def _not_together(self, jobs: list[str]) -> list[str]:
        """Return what is handed on now: of jobs with which workers have died before, one while none of them is at hand.

        Which of them kills its worker nobody knows: together they would all be given up in the end.
        """
        with self._database.reading(workspace="", actor=SYSTEM, now=clock.now()) as unit:
            times = taken_over(unit)
        suspects = sorted((job for job in jobs if job in times), key=lambda job: (times[job], job))
        others = [job for job in times if times[job] > 1 and job not in jobs]
        if others and self._client.list_workflows(
            workflow_ids=others, status=["ENQUEUED", "PENDING"], load_input=False, load_output=False
        ):
            suspects = []
        return [job for job in jobs if job not in times] + suspects[:1]

    def _too_often(self, jobs: list[str]) -> list[str]:
        """Count that jobs are taken over, and return those with which too many workers have died."""
        with self._database.writing(workspace="", actor=SYSTEM, now=clock.now()) as unit:
            found = [job for job in jobs if count_takeover(unit, job) > LIVES]
        for job in found:
            report("job given up, workers die with it", {"job": job, "workers": LIVES + 1}, level=logging.ERROR)
        return found
