"""A worker that is asked to stop: jobs get a while, and one that takes longer is begun anew by the next worker."""

from __future__ import annotations

import json
import logging
import signal
import subprocess
import sys
from contextlib import contextmanager
from threading import Event
from threading import enumerate as threads
from time import monotonic
from typing import TYPE_CHECKING

import pytest

from app.actors import SYSTEM
from app.jobs import Duty, NotYet, Pulse, enqueue, working
from app.jobs.takeover import LIVES
from app.jobs.worker import Pace
from tests.stored import START
from tests.workers import GREET, HURRY, Seen, kept, wait_until

if TYPE_CHECKING:
    from collections.abc import Iterator
    from logging import LogRecord

    from app.jobs import Task
    from app.store import Database

BRIEF = Pace(looks=0.02, beats=0.05, patience=1)
"""Of a worker whose jobs get a second when it stops."""
AT_ONCE = Pace(looks=0.02, beats=0.05, patience=0)
"""Of one whose jobs get none."""
PROGRAM = """\
import signal, sys, threading, time
from api.leaving import leaving
from api.log import set_up
from app.jobs import Duty, Pulse, working
from app.store import open_database
from tests.app.jobs.test_stopping import BRIEF
from tests.workers import GREET

def hang(task):
    print("begun", flush=True)
    time.sleep(600)

set_up()
stopped = threading.Event()
signal.signal(signal.SIGTERM, lambda *_: stopped.set())
pulse = Pulse()
with leaving(pulse), working(open_database(sys.argv[1]), [Duty(job=GREET, do=hang)], pace=BRIEF, pulse=pulse):
    print("ready", flush=True)
    stopped.wait()
"""


@pytest.fixture
def engine_told() -> Iterator[list[LogRecord]]:
    """Collect what the job engine calls a mistake; it also warns wherever a loop runs, as beside a test's browser."""
    records, logger = list[logging.LogRecord](), logging.getLogger("dbos")

    def keep(record: LogRecord) -> bool:
        records.extend([record] if record.levelno >= logging.ERROR else [])
        return False

    logger.addFilter(keep)
    yield records
    logger.removeFilter(keep)


def waits(database: Database) -> None:
    """Keep a job."""
    with database.writing(workspace="", actor=SYSTEM, now=START) as unit:
        enqueue(unit, GREET, "someone")


@contextmanager
def started(database: Database) -> Iterator[subprocess.Popen[str]]:
    """Start a worker in a process of its own that never gets done with its job, and wait until it is at it."""
    url = database.engine.url.render_as_string(hide_password=False)
    command = [sys.executable, "-c", PROGRAM, url]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            assert [process.stdout.readline() for _ in range(2)] == ["ready\n", "begun\n"]
            yield process
        finally:
            process.kill()


def ended(process: subprocess.Popen[str]) -> list[tuple[str, str]]:
    """Ask a process to stop, and return what it says of that: level and event."""
    process.send_signal(signal.SIGTERM)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 0, err
    return [(line["level"], line["event"]) for line in map(json.loads, err.splitlines())]


def test_a_stop_waits_for_no_long_job_which_is_begun_anew_at_the_next_start(database: Database) -> None:
    waits(database)
    with started(database) as process:
        begun = monotonic()
        said = ended(process)
        took = monotonic() - begun

    assert said == [("info", "jobs left for the next worker")]
    assert took < 60  # the job takes ten minutes
    assert kept(database, status="ENQUEUED") == [("greet", "someone")]
    seen = Seen()
    with working(database, [seen.duty()], pace=HURRY):
        assert [(task.about, task.attempt) for task in seen.wait_for(1)] == [("someone", 1)]
        wait_until(lambda: kept(database, status="SUCCESS") == [("greet", "someone")])


def test_however_often_a_worker_is_stopped_its_jobs_are_not_given_up(database: Database) -> None:
    begun, goes_on = Event(), Event()

    def hang(_: Task) -> None:
        begun.set()
        goes_on.wait()

    waits(database)
    for _ in range(LIVES + 2):
        with working(database, [Duty(job=GREET, do=hang)], pace=AT_ONCE):
            begun.wait()
        begun.clear()
    goes_on.set()

    assert kept(database, status="ENQUEUED") == [("greet", "someone")]


@pytest.mark.parametrize("ending", [None, NotYet("the database is closed")])
def test_what_ends_after_it_was_left_behind_is_not_kept_and_not_told(
    database: Database, told: list[LogRecord], engine_told: list[LogRecord], ending: Exception | None
) -> None:
    begun, goes_on, through, pulse = Event(), Event(), Event(), Pulse()

    def hang(_: Task) -> None:
        begun.set()
        goes_on.wait()
        through.set()
        if ending is not None:
            raise ending

    waits(database)
    with working(database, [Duty(job=GREET, do=hang)], pace=BRIEF, pulse=pulse):
        begun.wait()
    at_it = [one for one in threads() if one.name.startswith("ThreadPoolExecutor")]
    goes_on.set()
    through.wait()
    for one in at_it:
        one.join()

    assert pulse.left == 1
    wait_until(lambda: kept(database, status="ENQUEUED") == [("greet", "someone")])
    assert engine_told == []
    assert [(line.levelno, line.getMessage()) for line in told] == [(logging.INFO, "jobs left for the next worker")]
    seen = Seen()
    with working(database, [seen.duty()], pace=HURRY):
        assert [task.attempt for task in seen.wait_for(1)] == [1]


def test_what_is_through_in_time_is_kept(database: Database, told: list[LogRecord]) -> None:
    seen, begun, pulse = Seen(), Event(), Pulse()

    def do(task: Task) -> None:
        begun.set()
        stopping.wait()
        seen.do(task)

    waits(database)
    stopping = Event()
    with working(database, [Duty(job=GREET, do=do)], pace=HURRY, pulse=pulse):
        begun.wait()
        stopping.set()

    assert (pulse.left, told) == (0, [])
    assert kept(database, status="SUCCESS") == [("greet", "someone")]
