"""What fails is tried again, told each time, and given up in the end; what nobody knows waits for who does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.jobs import Duty, Job, NotYet, enqueue, working
from app.jobs.doing import UNKNOWN, Attempts
from app.jobs.engine import client_of
from app.jobs.job import A_DAY
from tests.workers import GREET, HURRY, Seen, kept, wait_until

if TYPE_CHECKING:
    from logging import LogRecord

    from app.jobs import Task
    from tests.stored import Stored


AWAY = "the other side is away"


def facts(told: list[LogRecord]) -> list[tuple[str, dict[str, object], bool]]:
    """Return what was logged of jobs, and whether a trace was."""
    return [(one.getMessage(), vars(one)["facts"], bool(one.exc_info)) for one in told]


def test_what_fails_is_tried_again(stored: Stored, told: list[LogRecord]) -> None:
    with stored.writing() as unit:
        enqueue(unit, GREET, "someone")

    seen = Seen(refuses=2)
    with working(stored.database, [seen.duty()], pace=HURRY):
        tasks = seen.wait_for(3)

    assert [(task.attempt, task.is_last) for task in tasks] == [(1, False), (2, False), (3, True)]
    task = {"job": "greet", "workspace": stored.workspace, "about": "someone", "is_last": False}
    assert facts(told) == [("job failed", {**task, "attempt": n}, True) for n in (1, 2)]


def test_what_fails_until_the_end_is_given_up(stored: Stored, told: list[LogRecord]) -> None:
    def refuse(task: Task) -> None:
        seen.do(task)
        raise NotYet(AWAY)

    with stored.writing() as unit:
        enqueue(unit, GREET, "someone")
    seen = Seen()
    with working(stored.database, [Duty(job=GREET, do=refuse)], pace=HURRY):
        seen.wait_for(3)
        wait_until(lambda: kept(stored.database, status="ERROR") != [])

    assert len(seen.tasks) == 3
    assert kept(stored.database, status="ERROR") == [("greet", "someone")]
    assert [(event, trace) for event, _, trace in facts(told)] == [
        ("job failed", False),
        ("job failed", False),
        ("job given up", False),
    ]
    assert facts(told)[-1][1]["reason"] == AWAY


def test_one_that_fails_holds_nobody_up(stored: Stored) -> None:
    stuck = [f"stuck-{n}" for n in range(2 * HURRY.at_once)]
    slow = Job(name="slow")
    with stored.writing() as unit:
        for about in stuck:
            enqueue(unit, slow, about)
        enqueue(unit, GREET, "quick")

    seen = Seen()
    with working(stored.database, [seen.duty(), Seen(refuses=99).duty(slow)], pace=HURRY):
        seen.wait_for(1)
        wait_until(lambda: sorted(about for _, about in kept(stored.database, status="DELAYED")) == stuck)


def test_an_attempt_that_is_repeated_after_a_crash_keeps_one_that_follows(stored: Stored) -> None:
    with stored.writing() as unit:
        enqueue(unit, GREET, "someone", key="same")
    client, seen = client_of(stored.database), Seen(refuses=99)
    attempts = Attempts(client=client, duties={"greet": seen.duty()})

    for _ in range(2):
        attempts.make("greet:same", "greet", stored.workspace, "someone", 1)

    assert len(seen.tasks) == 2
    assert len(kept(stored.database)) == 2  # the one that was asked for, and the attempt that follows it


def test_what_this_version_does_not_know_waits_for_one_that_does(stored: Stored, told: list[LogRecord]) -> None:
    with stored.writing() as unit:
        enqueue(unit, Job(name="of tomorrow"), "someone")
        enqueue(unit, GREET, "someone")

    seen = Seen()
    with working(stored.database, [seen.duty()], pace=HURRY):
        seen.wait_for(1)
        wait_until(lambda: kept(stored.database, status="DELAYED") == [("of tomorrow", "someone")])

    [(event, found, trace)] = facts(told)
    assert (event, found["job"], found["reason"], trace) == (
        "job failed",
        "of tomorrow",
        "this version does not know it",
        False,
    )
    assert UNKNOWN.waits == A_DAY


def test_a_job_is_tried_for_a_day() -> None:
    assert sum(wait.total_seconds() for wait in A_DAY) // 3600 == 23
    assert [*A_DAY] == sorted(A_DAY)
