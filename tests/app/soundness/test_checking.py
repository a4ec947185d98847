"""A check of the database: nothing is said of a plan with a whole life, and each damage is told with its place."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import event, text

from app.actors import SYSTEM
from app.files.folder import FolderStorage
from app.mail import Mail, send
from app.plans import attach, propose_baseline, sign_baseline
from app.plans.advancing import advance_day
from app.soundness import Checked, check_database
from app.verbs.steps import EditStep
from tests.app.files.samples import PDF
from tests.stored import ANA, JO, Stored, another_plan

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def storage(tmp_path: Path) -> FolderStorage:
    return FolderStorage(tmp_path / "files")


@pytest.fixture
def life(stored: Stored, storage: FolderStorage) -> Stored:
    """Let a plan live: it is changed, changed back, signed by both, has a file, days pass, and a mail waits."""
    for days in range(8, 14):
        stored.do(ANA, EditStep.model_validate({"do": "edit_step", "step": "set-up", "set": {"duration": f"{days}d"}}))
    stored.undo(ANA)
    with stored.writing(ANA) as unit:
        proposed = propose_baseline(unit, stored.plan).baseline
    with stored.writing(JO) as unit:
        sign_baseline(unit, stored.plan, proposed.number, digest=proposed.digest, name="Jo Kern")
    with stored.writing(ANA) as unit:
        attach(unit, storage, stored.plan, name="offer.pdf", content=io.BytesIO(PDF))
    stored.now += timedelta(days=40)
    with stored.writing(SYSTEM) as unit:
        advance_day(unit, stored.plan)
        send(unit, Mail(to="jo@northwind.example", kind="digest", subject="Due", text="Legal review is due.\n"))
    another_plan(stored)
    return stored


def found(stored: Stored, storage: FolderStorage | None) -> list[str]:
    faults = check_database(stored.database, None if storage is None else lambda: storage, stored.now, Checked())
    return [str(one).replace(stored.plan, "PLAN") for one in faults]


def damage(stored: Stored, statement: str) -> None:
    with stored.writing() as unit:
        done = unit.connection.execute(text(statement.replace("PLAN", stored.plan)))
        assert done.rowcount > 0


def test_a_plan_with_a_whole_life_is_sound(life: Stored, storage: FolderStorage) -> None:
    checked = Checked()
    faults = [*check_database(life.database, lambda: storage, life.now, checked)]

    assert faults == []
    assert (checked.plans, checked.revisions, checked.files) == (2, life.opened().stored.revision + 1, 1)


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        (
            "DELETE FROM revisions WHERE plan = 'PLAN' AND number = 3",
            ["plan PLAN, revision 4: revision 3 is missing before it"],
        ),
        (
            "UPDATE plans SET revision = revision + 1 WHERE id = 'PLAN'",
            [
                "plan PLAN, revisions: the newest is 8, and the plan says 9",
                "plan PLAN, log: it ends at revision 8, and the plan at 9",
            ],
        ),
        (
            "UPDATE plans SET entries = entries + 1 WHERE id = 'PLAN'",
            ["plan PLAN, log: the newest entry is "],
        ),
        (
            "UPDATE log SET revision = 4, before = 4 WHERE plan = 'PLAN' AND number = 4",
            [
                "plan PLAN, entry 4 of the log: it begins at revision 4, and the entry before it ends at 3",
            ],
        ),
        (
            "UPDATE log SET undoes = 40 WHERE plan = 'PLAN' AND undoes IS NOT NULL",
            ["plan PLAN, entry 8 of the log: it takes back entry 40, which is not before it"],
        ),
        (
            "UPDATE plans SET health = 'well', title = 'Another' WHERE id = 'PLAN'",
            [
                "plan PLAN, summary, title: lists show Another, and the plan has Northwind roll-out",
                "plan PLAN, summary, health: lists show well, and the plan has ",
            ],
        ),
        (
            "UPDATE forecasts SET first = '2027-02-01' WHERE plan = 'PLAN'",
            ["plan PLAN, ledger of go-live: "],
        ),
        (
            "UPDATE baselines SET digest = 'another' WHERE plan = 'PLAN'",
            ["plan PLAN, baseline 1: its dates are not those that its digest stands for, or it is counted wrong"],
        ),
        (
            "UPDATE files SET sha256 = 'another' WHERE plan = 'PLAN'",
            ["plan PLAN, file "],
        ),
        (
            "DELETE FROM calendar_entries WHERE plan = 'PLAN' AND audience = 'customer' AND uid LIKE '%legal%'",
            ["plan PLAN, calendar entry "],
        ),
        (
            "UPDATE views SET number = 9 WHERE plan = 'PLAN' AND party = 'customer' AND number = 2",
            ["plan PLAN, view "],
        ),
        ("UPDATE alembic_version SET version_num = '0001'", ["version: steps 0002, 0003, "]),
        ("UPDATE alembic_version SET version_num = '9999'", ["version: the database was written by a newer version"]),
    ],
)
def test_each_damage_is_told_with_its_place(
    life: Stored, storage: FolderStorage, statement: str, said: list[str]
) -> None:
    damage(life, statement)
    told = found(life, storage)

    assert told
    assert [line for line in told if not line.startswith(tuple(said))] == []
    assert [line for line in said if not any(one.startswith(line) for one in told)] == []


def test_content_that_is_gone_is_told_unless_files_are_left_out(life: Stored, storage: FolderStorage) -> None:
    [key] = [one.key for one in storage.contents()]
    storage.delete(key)

    assert found(life, None) == []
    assert found(life, storage) == [
        f"plan PLAN, file {key} (offer.pdf): its content is not to be had: there is nothing under {key}"
    ]


def test_a_broken_difference_is_told(life: Stored) -> None:
    table = "UPDATE revisions SET body = (SELECT body FROM revisions WHERE plan = 'PLAN' AND number = 2) "
    damage(life, f"{table} WHERE plan = 'PLAN' AND number = 1")

    told = [line.partition(" (")[0] for line in found(life, None)]
    assert told[0] == "plan PLAN, revision 1: it cannot be rebuilt"
    assert told[1:] == [
        f"plan PLAN, revision {number}: revision 1, which it is told by, is no full copy" for number in range(2, 9)
    ]


def test_a_mail_without_a_job_is_told(life: Stored) -> None:
    schema = "dbos." if life.database.is_postgres else ""
    damage(life, f"DELETE FROM {schema}workflow_status WHERE workflow_uuid LIKE 'send_mail:%'")  # noqa: S608 - ours

    [said] = found(life, None)
    assert said.startswith("mail ")
    assert said.endswith(": it waits, and no job sends it")


def test_a_job_of_another_version_is_told(life: Stored) -> None:
    schema = "dbos." if life.database.is_postgres else ""
    damage(life, f"UPDATE {schema}workflow_status SET application_version = '0' WHERE workflow_uuid LIKE 'send_mail:%'")  # noqa: S608 - ours

    told = found(life, None)
    assert [line for line in told if line.endswith(": it is of another kind or version, so that no worker takes it")]


def test_a_row_that_belongs_to_none_is_told(single: Stored) -> None:
    with single.database.engine.connect() as connection:
        connection.exec_driver_sql("ROLLBACK")
        connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
        connection.exec_driver_sql("INSERT INTO revisions (plan, number, body) VALUES ('nobody', 1, x'00')")

    assert found(single, None) == ["file: row 2 of revisions belongs to a row of plans that is not there"]


def test_a_check_reads_and_writes_nothing(single: Stored) -> None:
    before = single.database.version()

    assert found(single, None) == []
    assert single.database.version() == before


def test_what_is_asked_grows_with_plans_and_not_with_their_revisions(single: Stored) -> None:
    counts = []
    for more in (2, 40):
        for number in range(more):
            edit = {"do": "edit_step", "step": "set-up", "set": {"title": f"Set-up {number} of {more}"}}
            single.do(ANA, EditStep.model_validate(edit))
        statements: list[str] = []
        with single.database.engine.connect() as connection:
            event.listen(connection.engine, "before_cursor_execute", lambda *of, into=statements: into.append(of[2]))
        assert found(single, None) == []
        counts.append(len(statements))

    assert counts[1] == counts[0]
