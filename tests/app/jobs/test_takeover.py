"""What a worker was at when it was killed is done all the same: by another one, or when it comes back."""

from __future__ import annotations

import signal
import subprocess
import sys
from contextlib import contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import NullPool, create_engine, text

from app.actors import SYSTEM
from app.jobs import Duty, enqueue, working
from app.jobs.engine import client_of
from app.jobs.forgetting import KEPT, forget
from app.jobs.takeover import LIVES, Roll
from app.store.presence import Presence, is_present
from app.store.takeovers import count_takeover
from tests.stored import START
from tests.workers import GREET, HURRY, Seen, kept, wait_until

if TYPE_CHECKING:
    from collections.abc import Iterator
    from logging import LogRecord

    from app.jobs import Task
    from app.store import Database
    from tests.stored import Stored

PROGRAM = """\
import sys, time
from app.jobs import Duty, working
from app.store import open_database
from tests.stored import START
from tests.workers import GREET, HURRY

def hang(task):
    print("begun", flush=True)
    time.sleep(600)

with working(open_database(sys.argv[1]), [Duty(job=GREET, do=hang)], pace=HURRY):
    print("ready", flush=True)
    time.sleep(600)
"""


KILLER = """\
import os, signal, sys, time
from app.jobs import Duty, working
from app.store import open_database
from tests.workers import GREET, HURRY

def die(task):
    os.kill(os.getpid(), signal.SIGKILL)

with working(open_database(sys.argv[1]), [Duty(job=GREET, do=die)], pace=HURRY):
    time.sleep(float(sys.argv[2]))
"""
AWHILE = "4"
"""Seconds in which a worker would have begun what waits."""


def dies(database: Database, seconds: str = "600") -> bool:
    """Run a worker that is killed by what waits; tell whether there was something that did."""
    url = database.engine.url.render_as_string(hide_password=False)
    return subprocess.run([sys.executable, "-c", KILLER, url, seconds], check=False).returncode == -signal.SIGKILL


@contextmanager
def victim(database: Database) -> Iterator[subprocess.Popen[str]]:
    """Start a worker in a process of its own that never gets done with a job."""
    url = database.engine.url.render_as_string(hide_password=False)
    with subprocess.Popen([sys.executable, "-c", PROGRAM, url], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        try:
            yield process
        finally:
            process.kill()


def at_work(process: subprocess.Popen[str]) -> None:
    """Wait until it is at its job."""
    assert process.stdout is not None
    assert process.stdout.readline() == "begun\n"


def test_what_a_killed_worker_was_at_is_done_after_a_restart(stored: Stored) -> None:
    with victim(stored.database) as process:
        with stored.writing() as unit:
            enqueue(unit, GREET, "someone")
        at_work(process)
        process.kill()
        process.wait()
        assert kept(stored.database, status="PENDING") == [("greet", "someone")]

    seen = Seen()
    with working(stored.database, [seen.duty()], pace=HURRY):
        assert [(task.about, task.attempt) for task in seen.wait_for(1)] == [("someone", 1)]


def test_another_worker_takes_over_from_a_killed_one_and_from_no_other(shared: Database) -> None:
    seen = Seen()
    with victim(shared) as process:
        with shared.writing(workspace="", actor=SYSTEM, now=START) as unit:
            enqueue(unit, GREET, "someone")
        at_work(process)
        roll = Roll(shared, client_of(shared))
        assert [roll.call() for _ in range(5)] == [0, 0, 0, 0, 0]  # it lives

        with working(shared, [seen.duty()], pace=HURRY):
            process.kill()
            [task] = seen.wait_for(1)
            wait_until(lambda: kept(shared, status="SUCCESS") != [])

    assert task.about == "someone"


def test_what_kills_each_worker_is_given_up(database: Database, told: list[LogRecord]) -> None:
    with database.writing(workspace="", actor=SYSTEM, now=START) as unit:
        enqueue(unit, GREET, "someone")
    roll = Roll(database, client_of(database))

    for _ in range(LIVES + 1):
        assert dies(database)
        if database.is_postgres:
            wait_until(lambda: roll.call() > 0 or kept(database, status="PENDING") == [])

    assert not dies(database, AWHILE)
    assert ("greet", "someone") not in kept(database, status="PENDING") + kept(database, status="ENQUEUED")
    if database.is_postgres:
        [line] = [one for one in told if one.levelname == "ERROR"]  # none of what it was beside: that was done alone
        assert line.getMessage() == "job given up, workers die with it"
        assert kept(database, status="CANCELLED") == [("greet", "someone")]
    else:
        assert kept(database, status="MAX_RECOVERY_ATTEMPTS_EXCEEDED") == [("greet", "someone")]


def test_what_a_dead_worker_had_is_forgotten_after_a_while(shared: Database) -> None:
    with shared.writing(workspace="", actor=SYSTEM, now=START) as unit:
        assert [count_takeover(unit, "greet:one#1") for _ in range(2)] == [1, 2]
    forget(shared, client_of(shared), START + KEPT + timedelta(seconds=1))
    with shared.writing(workspace="", actor=SYSTEM, now=START) as unit:
        assert count_takeover(unit, "greet:one#1") == 1


def test_who_is_missed_once_may_come_back(shared: Database) -> None:
    roll = Roll(shared, client_of(shared))
    with victim(shared) as process:
        with shared.writing(workspace="", actor=SYSTEM, now=START) as unit:
            enqueue(unit, GREET, "someone")
        at_work(process)
        process.kill()
        process.wait()
    [name] = {job.executor_id or "" for job in client_of(shared).list_workflows(status="PENDING")}
    back = Presence(shared, name)

    wait_until(lambda: not is_present(shared, name))
    assert roll.call() == 0
    back.show()
    assert roll.call() == 0
    back.withdraw()
    assert roll.call() == 0
    assert roll.call() > 0
    assert ("greet", "someone") in kept(shared, status="ENQUEUED")


def test_a_worker_outlives_the_connections_that_its_database_cuts(shared: Database) -> None:
    def cut_off(task: Task) -> None:
        cut(shared)
        seen.do(task)

    seen, roll = Seen(), Roll(shared, client_of(shared))
    with working(shared, [Duty(job=GREET, do=cut_off)], pace=HURRY):
        for number in range(1, 4):
            with shared.writing(workspace="", actor=SYSTEM, now=START) as unit:
                enqueue(unit, GREET, str(number))
            seen.wait_for(number)
        wait_until(lambda: len(kept(shared, status="SUCCESS")) == 3)
        assert roll.call() == 0

    assert [task.about for task in seen.tasks] == ["1", "2", "3"]


def cut(database: Database) -> None:
    """Cut all connections to a database, as a restart of its server would."""
    server = create_engine(database.engine.url, isolation_level="AUTOCOMMIT", poolclass=NullPool)
    with server.connect() as connection:
        connection.execute(
            text(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        )


def test_a_sign_of_life_is_put_up_again_when_its_connection_was_cut(shared: Database) -> None:
    presence = Presence(shared, "someone")
    presence.show()
    assert is_present(shared, "someone")
    assert not is_present(shared, "someone else")

    with shared.engine.begin() as connection:
        connection.execute(
            text("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND granted")
        )
    wait_until(lambda: not is_present(shared, "someone"))
    presence.show()
    assert is_present(shared, "someone")
    presence.show()
    presence.withdraw()
    wait_until(lambda: not is_present(shared, "someone"))  # its session ends a moment after its connection
