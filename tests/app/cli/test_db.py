"""`backplan db`: what an operator is told."""

from __future__ import annotations

import subprocess
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from app.store import open_database
from tests.servers.postgres import tool_of_wheel
from tests.stored import stored_plan

if TYPE_CHECKING:
    from pathlib import Path

    from tests.app.cli.command import Backplan
    from tests.servers.postgres import Postgres


@pytest.fixture(autouse=True)
def _elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("BACKPLAN_DATA_DIR", "BACKPLAN_DATABASE"):
        monkeypatch.delenv(name, raising=False)


def keep_a_plan() -> str:
    with closing(open_database("sqlite:///.backplan/backplan.db")) as database:
        return stored_plan(database).plan


def test_a_database_is_made_checked_backed_up_and_restored(backplan: Backplan, monkeypatch: pytest.MonkeyPatch) -> None:
    assert backplan("db", "check").err == (
        "backplan: there is no database in .backplan; name its folder in BACKPLAN_DATA_DIR\n"
    )
    assert backplan("db", "upgrade").out.startswith("steps 0001, 0002, ")
    assert backplan("db", "upgrade").out == "the database is of this version already\n"
    keep_a_plan()
    assert backplan("db", "check").out == "1 plans, 1 revisions, 0 files: sound\n"
    assert backplan("db", "backup", "monday.tar").out.startswith("monday.tar: the database (")
    assert backplan("db", "backup", "monday.tar").err == (
        "backplan: there is a file monday.tar already; name another one\n"
    )
    assert "say --replace" in backplan("db", "restore", "monday.tar").err
    assert (
        "what was there before is in .backplan/before-restore-"
        in backplan("db", "restore", "monday.tar", "--replace").out
    )
    monkeypatch.setenv("BACKPLAN_DATA_DIR", "new")
    restored = backplan("db", "restore", "monday.tar")
    assert (restored.status, restored.out.partition(" UTC: ")[2]) == (0, "1 plans, 0 files\n")


def test_faults_are_told_one_a_line(backplan: Backplan) -> None:
    backplan("db", "upgrade")
    plan = keep_a_plan()
    with closing(open_database("sqlite:///.backplan/backplan.db")) as database, database.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE plans SET entries = 7, short_by = 3")

    said = backplan("db", "check")

    assert (said.status, said.out) == (1, "1 plans, 1 revisions, 0 files: 2 faults\n")
    assert said.err.splitlines() == [
        f"plan {plan}, log: the newest entry is 1, and the plan says 7",
        f"plan {plan}, summary, short_by: lists show 3, and the plan has 0",
    ]


def test_a_database_of_a_newer_version_is_left_alone(backplan: Backplan) -> None:
    backplan("db", "upgrade")
    with closing(open_database("sqlite:///.backplan/backplan.db")) as database, database.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")

    for act in ("upgrade", "check"):
        said = backplan("db", act)
        assert said.status == 1
        assert "the database was written by a newer version" in said.err


def test_which_file_has_to_be_said(backplan: Backplan) -> None:
    said = backplan("db", "backup")

    assert said.status == 2
    assert "say which file: backplan db backup backup.tar" in said.err


def test_a_postgresql_is_backed_up_by_its_own_tool_as_the_command_says(
    backplan: Backplan, postgres: Postgres, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Carry out the sentences: what pg_dump wrote comes back by pg_restore, and is sound."""
    with postgres.database() as url, postgres.database() as new:
        monkeypatch.setenv("BACKPLAN_DATABASE", plain(url))
        backplan("db", "upgrade")
        with closing(open_database(url)) as database:
            stored_plan(database)
        said = backplan("db", "backup", "monday.tar")
        assert said.status == 1
        assert "pg_dump --format=custom --file=backup.dump ADDRESS" in said.err
        run("pg_dump", "--format=custom", "--file=backup.dump", plain(url))
        assert (
            "pg_restore --exit-on-error --no-owner --dbname=ADDRESS backup.dump"
            in backplan("db", "restore", "monday.tar").err
        )
        run("pg_restore", "--exit-on-error", "--no-owner", f"--dbname={plain(new)}", "backup.dump")
        monkeypatch.setenv("BACKPLAN_DATABASE", plain(new))
        assert backplan("db", "check").out == "1 plans, 1 revisions, 0 files: sound\n"


def plain(url: str) -> str:
    return url.replace("postgresql+psycopg://", "postgresql://", 1)


def run(tool: str, *arguments: str) -> None:
    """Run a tool of PostgreSQL, which stands beside the server in its wheel."""
    done = subprocess.run([tool_of_wheel(tool), *arguments], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_a_postgresql_that_is_away_is_told_without_its_password(
    backplan: Backplan, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("BACKPLAN_DATABASE", f"postgresql://me:s3cret@/plans?host={tmp_path}")
    said = backplan("db", "check")

    assert said.status == 1
    assert said.err.startswith("backplan: the database of BACKPLAN_DATABASE is not to be had: ")
    assert "s3cret" not in said.err
