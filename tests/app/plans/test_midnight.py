"""Midnight comes to each plan in its own zone, whoever is awake, and a plan that fails holds no other up."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any, Literal

import pytest
from sqlalchemy import event, text, update

from app.actors import SYSTEM
from app.jobs import Duty, Task, working
from app.plans import archive_plan, midnight
from app.plans.midnight import ADVANCE, AT_MIDNIGHT, FIND_BEHIND, advance, find_behind
from app.store import tables
from app.store.behind import behind, zones
from app.store.plans import find_plan
from app.verbs.plan import ClosePlan
from tests.stored import ANA, START, Stored, another_plan, stored_plan
from tests.workers import HURRY, kept, wait_until

if TYPE_CHECKING:
    from collections.abc import Iterator
    from logging import LogRecord

    from app.store import Database

PLAN = """\
format: backplan/1
title: Roll-out in {zone}
customer: Northwind
seller: Acme
time_zone: {zone}
critical_dates: [{{id: go-live, step: set-up, date: 2026-12-18}}]
steps: [{{id: set-up, title: Set-up, duration: 15d}}]
"""
BERLIN, NEW_YORK, KATHMANDU = "Europe/Berlin", "America/New_York", "Asia/Kathmandu"


def planned(database: Database, zone: str, *, now: datetime = START) -> Stored:
    """Keep a plan of a zone in a workspace of its own."""
    return stored_plan(database, PLAN.format(zone=zone), now=now)


def day_of(stored: Stored) -> date:
    """Return up to which day time has passed in a plan."""
    with stored.reading() as unit:
        found = find_plan(unit, stored.plan)
    assert found is not None
    return found.day


@pytest.mark.parametrize(
    ("at", "over"),
    [
        ("2026-11-23T18:14:59+00:00", []),
        ("2026-11-23T18:15:00+00:00", [KATHMANDU]),
        ("2026-11-23T23:00:00+00:00", [BERLIN, KATHMANDU]),
        ("2026-11-24T05:00:00+00:00", [BERLIN, KATHMANDU, NEW_YORK]),
    ],
)
def test_a_day_is_over_when_it_is_in_the_zone_of_the_plan(database: Database, at: str, over: list[str]) -> None:
    plans = {zone: planned(database, zone) for zone in (BERLIN, NEW_YORK, KATHMANDU)}

    find_behind(database, datetime.fromisoformat(at))

    assert sorted(kept(database)) == sorted((ADVANCE.name, plans[zone].plan) for zone in over)


def test_a_worker_brings_plans_to_the_new_day_by_itself(database: Database) -> None:
    plans = [planned(database, zone) for zone in (BERLIN, NEW_YORK)]
    now = START + timedelta(days=1)

    duties = [
        Duty(job=FIND_BEHIND, do=lambda _: find_behind(database, now)),
        Duty(job=ADVANCE, do=lambda task: advance(database, task, now)),
    ]
    with working(database, duties, [AT_MIDNIGHT], pace=HURRY, now=lambda: now):
        wait_until(lambda: [day_of(each) for each in plans] == [date(2026, 11, 24)] * 2)


def test_a_plan_that_fails_is_told_and_holds_no_other_up(database: Database, told: list[LogRecord]) -> None:
    broken = planned(database, BERLIN)
    sound = [another_plan(broken, PLAN.format(zone=BERLIN)) for _ in range(2)]
    with broken.writing() as unit:
        unit.connection.execute(
            update(tables.revisions).where(tables.revisions.c.plan == broken.plan).values(body=b"broken")
        )
    now = START + timedelta(days=30)
    find_behind(database, now)

    def do(task: Task) -> None:
        advance(database, task, now)

    with working(database, [Duty(job=ADVANCE, do=do)], pace=HURRY):
        wait_until(lambda: [day_of(each) for each in sound] == [now.date()] * 2)
        wait_until(lambda: kept(database, status="DELAYED") == [(ADVANCE.name, broken.plan)])

    assert [vars(record)["facts"]["about"] for record in told] == [broken.plan]
    assert day_of(broken) == START.date()


def test_a_sweep_that_was_broken_off_is_begun_anew_without_harm(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(midnight, "AT_ONCE", 2)
    first = planned(database, BERLIN)
    plans = [first, *(another_plan(first, PLAN.format(zone=BERLIN)) for _ in range(4))]
    break_off(database, at=2)

    with pytest.raises(KeyboardInterrupt):
        find_behind(database, START + timedelta(days=1))
    assert len(kept(database)) == 2
    find_behind(database, START + timedelta(days=1))

    assert sorted(about for _, about in kept(database)) == sorted(each.plan for each in plans)
    find_behind(database, START + timedelta(days=1, minutes=15))
    assert len(kept(database)) == 5
    find_behind(database, START + timedelta(days=2))
    assert len(kept(database)) == 10  # another day is another job


def break_off(database: Database, *, at: int) -> None:
    """Break off once, as a signal would, before the how manieth transaction from now on is kept."""
    counted = list[int]()

    @event.listens_for(database.engine, "commit")
    def count(_: object) -> None:
        counted.append(1)
        if len(counted) == at:
            raise KeyboardInterrupt


def test_a_plan_that_rests_is_left_alone(database: Database) -> None:
    archived = planned(database, BERLIN)
    with archived.writing() as unit:
        archive_plan(unit, archived.plan)

    find_behind(database, START + timedelta(days=3))

    assert kept(database) == []


@pytest.mark.parametrize("result", ["won", "lost", "no_decision"])
def test_days_pass_in_a_plan_however_it_ended(
    database: Database, result: Literal["won", "lost", "no_decision"]
) -> None:
    ended, open_ = planned(database, BERLIN), planned(database, BERLIN)
    ended.do(ANA, ClosePlan(result=result))
    for one in (ended, open_):
        one.now += timedelta(days=9)

    assert ended.opened().day == open_.opened().day == date(2026, 12, 2)
    find_behind(database, ended.now)
    assert {about for _, about in kept(database)} == {ended.plan, open_.plan}


def test_who_touched_a_plan_first_leaves_nothing_to_do(stored: Stored) -> None:
    tomorrow = replace(stored, now=START + timedelta(days=1))
    find_behind(stored.database, tomorrow.now)
    [(_, about)] = kept(stored.database)
    gone = replace(stored, plan="gone")

    for plan in (about, about, gone.plan):
        task = task_of(stored, plan)
        advance(stored.database, task, tomorrow.now)

    assert day_of(stored) == date(2026, 11, 24)
    assert [entry.verb for entry in stored.log()] == ["create"]  # nothing moved, so that no line was written


def task_of(stored: Stored, plan: str) -> Task:
    """Return the task of bringing a plan to its day."""
    return Task(workspace=stored.workspace, about=plan, attempt=1, is_last=False)


@pytest.fixture
def asked(database: Database) -> Iterator[list[tuple[str, object]]]:
    """Collect what a database is asked about plans."""
    found = list[tuple[str, object]]()

    def note(*told: object) -> None:
        statement, parameters = str(told[2]), told[3]
        if statement.startswith("SELECT plans"):
            found.append((statement, parameters))

    event.listen(database.engine, "before_cursor_execute", note)
    yield found
    event.remove(database.engine, "before_cursor_execute", note)


def test_what_is_behind_is_found_by_an_index(database: Database, asked: list[tuple[str, Any]]) -> None:
    stored = planned(database, BERLIN)
    asked.clear()
    with stored.reading() as unit:
        [zone] = zones(unit)
        [found] = behind(unit, zone, date(2026, 11, 24), after=None, limit=10)
        assert behind(unit, zone, date(2026, 11, 24), after=found, limit=10) == []
    statements = [*asked]

    assert (found.id, found.workspace, found.day) == (stored.plan, stored.workspace, START.date())
    found_by_index = [one for one in statements if "NOT IN" in one[0]]
    assert (len(statements), len(found_by_index)) == (6, 4)
    with stored.reading() as unit:
        if database.is_postgres:
            unit.connection.execute(text("SET LOCAL enable_seqscan = off"))  # else a table of one row is read whole
        how = "EXPLAIN" if database.is_postgres else "EXPLAIN QUERY PLAN"
        for statement, parameters in found_by_index:
            rows = unit.connection.exec_driver_sql(f"{how} {statement}", parameters)
            assert "ix_plans_zone_day_id" in " ".join(str(row[-1]) for row in rows)


def test_a_zone_that_nobody_knows_stops_no_other(database: Database, told: list[LogRecord]) -> None:
    lost, sound = planned(database, "Africa/Abidjan"), planned(database, BERLIN)
    with lost.writing() as unit:
        unit.connection.execute(update(tables.plans).where(tables.plans.c.id == lost.plan).values(zone="Atlantis/Sunk"))
    find_behind(database, START + timedelta(days=1))

    assert kept(database) == [(ADVANCE.name, sound.plan)]
    assert [vars(one)["facts"] for one in told] == [{"zone": "Atlantis/Sunk"}]


def test_each_midnight_is_at_a_turn() -> None:
    assert [AT_MIDNIGHT.turn(datetime(2026, 11, 23, 18, minute, tzinfo=UTC))[14:16] for minute in (15, 29, 30)] == [
        "15",
        "15",
        "30",
    ]
    assert SYSTEM.party is None
