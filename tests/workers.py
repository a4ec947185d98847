"""Jobs and a worker that is in a hurry: what tests of what is done later tell their stories with."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from threading import Condition
from time import monotonic, sleep
from typing import TYPE_CHECKING

from app.jobs import Duty, Job
from app.jobs.engine import client_of
from app.jobs.forgetting import FORGET
from app.jobs.worker import Pace

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.jobs import Task
    from app.store import Database

HURRY = Pace(looks=0.02, beats=0.05)
PATIENCE = 120
"""Seconds that something may take before a test fails, on however busy a machine."""
SHORT = timedelta(milliseconds=10)
GREET = Job(name="greet", waits=(SHORT, SHORT))


@dataclass(slots=True)
class Seen:
    """What was done, as it is done."""

    tasks: list[Task] = field(default_factory=list)
    refuses: int = 0
    """How many attempts fail before the first that does not."""
    _told: Condition = field(default_factory=Condition)

    def do(self, task: Task) -> None:
        """Note a task, and fail where that is wanted."""
        with self._told:
            self.tasks.append(task)
            self._told.notify_all()
        if task.attempt <= self.refuses:
            message = f"attempt {task.attempt} is refused"
            raise ConnectionError(message)

    def duty(self, job: Job = GREET) -> Duty:
        """Return the duty of doing a job so."""
        return Duty(job=job, do=self.do)

    def wait_for(self, number: int) -> list[Task]:
        """Return what was done once it is so much."""
        with self._told:
            assert self._told.wait_for(lambda: len(self.tasks) >= number, PATIENCE), self.tasks
            return [*self.tasks]


def wait_until(true: Callable[[], bool]) -> None:
    """Wait for something that becomes true outside this thread."""
    ends = monotonic() + PATIENCE
    while not true():
        assert monotonic() < ends, "it did not come true"
        sleep(0.02)


def kept(database: Database, *, status: str | None = None) -> list[tuple[str, str]]:
    """Return the jobs that are kept, each with what it is about, without those that the worker gives itself."""
    found = client_of(database).list_workflows(status=status)
    asked = [(args[0], args[2]) for job in found if job.input for args in [job.input["args"]]]
    return [(name, about) for name, about in asked if name != FORGET.name]
