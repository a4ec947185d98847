"""What is over is kept for so long, and no plan goes of which the admins were not told two weeks before."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from app.callers import ADMIN, MEMBER
from app.jobs import Task
from app.plans import archive_plan, restore_plan
from app.plans.retaining import ERASE_OVER, Retention, erase_over, find_over
from app.store import open_database
from app.store.mails import KeptMail, mails
from app.store.members import join_workspace
from app.store.migrations import upgrade
from app.store.plans import find_plan
from app.store.share_links import add_visit, visits_of
from app.store.users import User, add_user
from app.verbs import read_operations
from tests.app.links.door import Door
from tests.stored import ANA, Stored, another_plan, stored_plan
from tests.workers import kept as jobs

if TYPE_CHECKING:
    from pathlib import Path

    from app.store.plans import StoredPlan

AT = "https://plans.acme.example"
YEAR = Retention(over=timedelta(days=365), address=AT)
CLOSING = {"do": "close_plan", "result": "won"}


@pytest.fixture
def ours(stored: Stored) -> Stored:
    """Let the workspace have an admin and a member."""
    with stored.writing() as unit:
        for name, role in (("ada", ADMIN), ("bob", MEMBER)):
            add_user(unit, User(id=f"m-{name}", email=f"{name}@acme.example", name=name, made_at=stored.now))
            join_workspace(unit, f"m-{name}", role=role, workspace=stored.workspace)
    return stored


def closes(stored: Stored) -> None:
    """Close a plan."""
    stored.do(ANA, *read_operations([CLOSING]))


def row_of(stored: Stored) -> StoredPlan | None:
    """Return a plan as lists know it."""
    with stored.reading() as unit:
        return find_plan(unit, stored.plan)


def letters(stored: Stored) -> list[KeptMail]:
    """Return the mails that left, the newest first."""
    with stored.reading() as unit:
        return mails(unit)


def sweeps(stored: Stored, kept: Retention = YEAR, **later: float) -> datetime:
    """Let time pass, the daily job come round, and be done what it asks for."""
    stored.now += timedelta(**later)
    find_over(stored.database, kept, stored.now)
    for name, plan in jobs(stored.database):
        if name == ERASE_OVER.name:
            task = Task(workspace=stored.workspace, about=plan, attempt=1, is_last=False)
            erase_over(stored.database, task, kept, stored.now)
    return stored.now


def test_a_closed_plan_goes_after_its_days_and_the_admins_know_two_weeks_before(ours: Stored) -> None:
    closes(ours)
    open_still = another_plan(ours)

    sweeps(ours, days=350)
    assert letters(ours) == []
    sweeps(ours, days=1)
    [letter] = letters(ours)
    assert (letter.address, letter.kind) == ("ada@acme.example", "retention")
    assert letter.subject == "A plan of Acme will be erased from 23 Nov 2027 on"
    assert f"  Northwind roll-out\n  from 23 Nov 2027 on\n  {AT}/plans/{ours.plan}\n" in (letter.text or "")
    assert open_still.plan not in (letter.text or "")
    sweeps(ours, days=13, hours=23)
    assert row_of(ours) is not None

    sweeps(ours, hours=1)

    assert row_of(ours) is None
    assert row_of(open_still) is not None
    assert len(letters(ours)) == 1


def test_an_archived_plan_goes_too(ours: Stored) -> None:
    with ours.writing() as unit:
        archive_plan(unit, ours.plan)

    sweeps(ours, days=351)
    sweeps(ours, days=14)

    assert row_of(ours) is None


def test_what_is_long_over_when_it_is_switched_on_is_told_of_first(ours: Stored) -> None:
    closes(ours)
    ours.now += timedelta(days=2_000)

    sweeps(ours)

    assert (row_of(ours) is not None, len(letters(ours))) == (True, 1)
    sweeps(ours, days=13)
    assert row_of(ours) is not None
    sweeps(ours, days=1)
    assert row_of(ours) is None


def test_days_that_are_fewer_than_the_notice_do_not_shorten_it(ours: Stored) -> None:
    closes(ours)
    day = replace(YEAR, over=timedelta(days=1))

    sweeps(ours, day)
    sweeps(ours, day, days=13)
    assert row_of(ours) is not None
    sweeps(ours, day, days=1)

    assert row_of(ours) is None


def test_by_default_everything_stays(ours: Stored) -> None:
    closes(ours)

    sweeps(ours, Retention(address=AT), days=36_500)

    assert (row_of(ours) is not None, letters(ours)) == (True, [])


def test_a_plan_that_is_taken_up_again_stays_and_is_counted_anew(ours: Stored) -> None:
    with ours.writing() as unit:
        archive_plan(unit, ours.plan)
    sweeps(ours, days=351)
    with ours.writing() as unit:
        restore_plan(unit, ours.plan)

    sweeps(ours, days=30)
    row = row_of(ours)
    assert row is not None
    assert (row.over_at, row.erasure_told_at) == (None, None)
    with ours.writing() as unit:
        archive_plan(unit, ours.plan)
    sweeps(ours, days=350)
    assert len(letters(ours)) == 1
    sweeps(ours, days=1)
    assert len(letters(ours)) == 2


def test_a_plan_that_is_reopened_after_the_job_was_asked_for_stays(ours: Stored) -> None:
    closes(ours)
    sweeps(ours, days=351)
    ours.now += timedelta(days=14)
    find_over(ours.database, YEAR, ours.now)
    assert (ERASE_OVER.name, ours.plan) in jobs(ours.database)
    ours.do(ANA, *read_operations([{"do": "reopen_plan"}]))

    erase_over(ours.database, Task(workspace=ours.workspace, about=ours.plan, attempt=1, is_last=False), YEAR, ours.now)

    assert row_of(ours) is not None


def test_what_breaks_off_is_told_and_done_once(ours: Stored, monkeypatch: pytest.MonkeyPatch) -> None:
    closes(ours)
    other = another_plan(ours)
    closes(other)
    ours.now += timedelta(days=351)

    def breaks(*_: object, **__: object) -> None:
        message = "the power is gone"
        raise OSError(message)

    with monkeypatch.context() as broken:
        broken.setattr("app.plans.retaining.send", breaks)
        with pytest.raises(OSError, match="the power"):
            find_over(ours.database, YEAR, ours.now)
    assert letters(ours) == []
    sweeps(ours)
    sweeps(ours)
    [letter] = letters(ours)
    assert letter.subject.startswith("2 plans of Acme")

    ours.now += timedelta(days=14)
    find_over(ours.database, YEAR, ours.now)
    find_over(ours.database, YEAR, ours.now)
    assert sorted(plan for name, plan in jobs(ours.database) if name == ERASE_OVER.name) == sorted(
        [ours.plan, other.plan]
    )
    sweeps(ours)
    sweeps(ours)

    assert (row_of(ours), row_of(other)) == (None, None)
    assert len(letters(ours)) == 1


def test_since_when_a_plan_is_over_is_told_by_what_came_first(ours: Stored) -> None:
    closed_at = ours.now
    closes(ours)
    ours.now += timedelta(days=5)
    with ours.writing() as unit:
        archive_plan(unit, ours.plan)

    row = row_of(ours)
    assert row is not None
    assert row.over_at == closed_at


def test_each_workspace_hears_of_its_own(ours: Stored) -> None:
    foreign = stored_plan(ours.database)
    closes(foreign)

    find_over(ours.database, YEAR, ours.now + timedelta(days=400))

    assert letters(ours) == []
    row = row_of(foreign)
    assert row is not None
    assert row.erasure_told_at == ours.now + timedelta(days=400)


def test_old_visits_are_forgotten_and_young_ones_stay(ours: Stored) -> None:
    door = Door(stored=ours)
    link = door.share(keeps_visits=True).link
    for _ in range(3):
        with ours.writing() as unit:
            add_visit(unit, link.id, None)
        ours.now += timedelta(days=40)

    find_over(ours.database, Retention(visits=timedelta(days=90), address=AT), ours.now)
    with ours.reading() as unit:
        left = [one.at for one in visits_of(unit, ours.plan)]
    find_over(ours.database, Retention(address=AT), ours.now + timedelta(days=9_000))

    assert left == [ours.now - timedelta(days=40), ours.now - timedelta(days=80)]
    with ours.reading() as unit:
        assert len(visits_of(unit, ours.plan)) == 2


def test_what_was_over_before_is_so_since_it_was_archived_or_changed_last(tmp_path: Path) -> None:
    database = open_database(f"sqlite:///{tmp_path / 'backplan.db'}")
    upgrade(database, until="0018")
    rows = {"open": (None, None), "closed": ("won", None), "archived": (None, "2026-03-01 09:00:00.000000")}
    with database.engine.execution_options(writing=True).begin() as connection:
        connection.exec_driver_sql("INSERT INTO workspaces (id, name, made_at) VALUES ('w', 'Acme', '2026-01-01')")
        for plan, (outcome, archived) in rows.items():
            connection.exec_driver_sql(
                "INSERT INTO plans (id, workspace, revision, entries, day, zone, made_at, changed_at, title, health,"
                " short_by, outcome, archived_at) VALUES (?, 'w', 1, 1, '2026-01-01', 'UTC',"
                " '2026-01-01 09:00:00.000000', '2026-02-01 09:00:00.000000', 'A plan', 'on_track', 0, ?, ?)",
                (plan, outcome, archived),
            )

    upgrade(database)

    with database.reading(workspace="w", actor=ANA, now=datetime(2026, 12, 1, tzinfo=UTC)) as unit:
        since = {plan: row.over_at for plan in rows if (row := find_plan(unit, plan)) is not None}
    database.close()
    assert since == {
        "open": None,
        "closed": datetime(2026, 2, 1, 9, tzinfo=UTC),
        "archived": datetime(2026, 3, 1, 9, tzinfo=UTC),
    }
