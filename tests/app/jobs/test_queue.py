"""A job is kept with its cause or not at all, as plain text, and done by a worker at least once."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from app.jobs import enqueue, working
from app.mail.mail import SEND_MAIL
from app.plans.midnight import ADVANCE
from app.store.plans import find_plan
from app.webhooks import DELIVER
from tests.workers import GREET, HURRY, Seen, kept

if TYPE_CHECKING:
    from app.store import Database
    from tests.stored import Stored


def test_a_job_is_done_once_its_cause_is_kept(stored: Stored) -> None:
    with stored.writing() as unit:
        enqueue(unit, GREET, stored.plan)

    seen = Seen()
    with working(stored.database, [seen.duty()], pace=HURRY):
        [task] = seen.wait_for(1)

    assert (task.workspace, task.about, task.attempt, task.is_last) == (stored.workspace, stored.plan, 1, False)


def test_a_job_whose_cause_is_not_kept_was_never_there(stored: Stored) -> None:
    def break_off() -> None:
        with stored.writing() as unit:
            enqueue(unit, GREET, "first")
            assert find_plan(unit, stored.plan)
            enqueue(unit, GREET, "second")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        break_off()
    assert kept(stored.database) == []

    with stored.writing() as unit:
        enqueue(unit, GREET, "third")
    seen = Seen()
    with working(stored.database, [seen.duty()], pace=HURRY):
        assert [task.about for task in seen.wait_for(1)] == ["third"]


def test_of_all_with_the_same_key_the_first_is_done(stored: Stored) -> None:
    for about in ("first", "second"):
        with stored.writing() as unit:
            enqueue(unit, GREET, about, key="today")

    assert kept(stored.database) == [("greet", "first")]


def test_what_waits_is_written_as_plain_text(stored: Stored) -> None:
    with stored.writing() as unit:
        enqueue(unit, GREET, stored.plan)

    schema = "dbos." if stored.database.is_postgres else ""
    with stored.database.engine.connect() as connection:
        written = connection.scalar(text(f"SELECT inputs FROM {schema}workflow_input"))  # noqa: S608 - a constant
    assert written == f'{{"namedArgs":{{}},"positionalArgs":["greet","{stored.workspace}","{stored.plan}",1]}}'


def test_a_database_without_jobs_has_the_tables_for_them(database: Database) -> None:
    assert kept(database) == []


def test_what_somebody_waits_for_is_done_before_all_else_that_waits(stored: Stored) -> None:
    slow = replace(GREET, name="slow", priority=9)
    with stored.writing() as unit:
        for number in range(6):
            enqueue(unit, slow, f"slow-{number}")
        enqueue(unit, replace(GREET, priority=1), "quick")

    seen = Seen()
    with working(stored.database, [seen.duty(), seen.duty(slow)], pace=replace(HURRY, at_once=1)):
        seen.wait_for(7)

    assert [task.about for task in seen.tasks] == ["quick", *(f"slow-{number}" for number in range(6))]
    assert SEND_MAIL.priority < DELIVER.priority < ADVANCE.priority
