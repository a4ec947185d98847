"""One attempt at a job: done, or kept for the next attempt, or given up; whatever happens is told."""

from __future__ import annotations

import logging
from dataclasses import asdict, dataclass, field
from datetime import timedelta
from threading import Event
from typing import TYPE_CHECKING, TypeAlias

from .job import Job, NotYet, Task
from .queue import attempt_id, options_of
from .report import report

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from dbos import DBOSClient

UNKNOWN = Job(name="unknown")
"""How a job is tried that this version does not know: a newer one may be started meanwhile."""
NOT_KNOWN = "this version does not know it"

Done: TypeAlias = "Callable[[Task], None]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """A job, and who does it here."""

    job: Job
    do: Done
    """Done at least once for each: what it does outside has to be recognisable as the same thing."""


class GivenUp(Exception):  # noqa: N818 - a word for whoever looks at the engine's tables; the log has the reason
    """A job failed until no attempt was left."""


class LeftBehind(BaseException):
    """A job was not through in time when its worker stopped.

    It passes by whatever handles exceptions, so that the engine keeps nothing and says nothing of it: the job is in the
    hands of the next worker by then, or waits for it like that of one that died.
    """


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempts:
    """What does one attempt after the other."""

    client: DBOSClient
    duties: Mapping[str, Duty]
    _over: Event = field(default_factory=Event)
    _under_way: set[str] = field(default_factory=set)

    def let_go(self) -> list[str]:
        """Leave behind what is still under way, and return its ids, those of attempts."""
        self._over.set()
        return sorted(self._under_way)

    def make(self, series: str, name: str, workspace: str, about: str, attempt: int) -> None:
        """Do a job, as the engine kept it; `series` is what its attempts have in common."""
        this = attempt_id(series, attempt)
        self._under_way.add(this)
        try:
            self._make(series, name, workspace, about, attempt)
        finally:
            if not self._over.is_set():
                self._under_way.discard(this)

    def _make(self, series: str, name: str, workspace: str, about: str, attempt: int) -> None:
        duty = self.duties.get(name)
        job = duty.job if duty else UNKNOWN
        task = Task(workspace=workspace, about=about, attempt=attempt, is_last=attempt > len(job.waits))
        asked = timedelta(0)
        try:
            _do(duty, task)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is told, and the job stays
            self._stay()
            _tell(name, task, error)
            asked = error.rest if isinstance(error, NotYet) else asked
        else:
            self._stay()
            return
        if task.is_last:
            raise GivenUp(name)
        following = options_of(job, series, attempt + 1, max(asked, job.rest(series, attempt)))
        self.client.enqueue(following, name, workspace, about, attempt + 1)

    def _stay(self) -> None:
        """Go no further with a job that was left behind, as somebody else may be at it."""
        if self._over.is_set():
            raise LeftBehind


def _do(duty: Duty | None, task: Task) -> None:
    if duty is None:
        raise NotYet(NOT_KNOWN)
    duty.do(task)


def _tell(name: str, task: Task, error: Exception) -> None:
    facts: dict[str, object] = {"job": name, **asdict(task)}
    trace = None
    if isinstance(error, NotYet):
        facts["reason"] = error.logged
    else:
        trace = error
    event, level = ("job given up", logging.ERROR) if task.is_last else ("job failed", logging.WARNING)
    report(event, facts, level=level, error=trace)
