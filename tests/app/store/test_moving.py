"""Migrations keep nobody from reading: on PostgreSQL they give way, on SQLite readers see the state before."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from importlib.resources import files
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from app.store import open_database
from app.store.migrations import behind, upgrade
from tests.workers import wait_until

if TYPE_CHECKING:
    from pathlib import Path

    from tests.servers.postgres import Postgres

BEFORE = "0010"
"""The step before the one that adds a column to the log."""
COUNTED = text("SELECT count(*) FROM log")
WAITS = text("SELECT count(*) FROM pg_locks WHERE NOT granted AND mode = 'AccessExclusiveLock'")
LARGE = ("plans", "revisions", "log", "ledger", "calendar_entries", "views", "mails", "kept_answers")
"""Tables that grow with every change."""
UNTIL_NOW = "0017"
"""Steps up to this one were taken before any table was large."""


def test_who_reads_a_postgresql_goes_on_while_a_step_waits_for_a_table(postgres: Postgres) -> None:
    """Without giving way, the second reader would wait behind the step until the first one ends."""
    with postgres.database() as url, ThreadPoolExecutor(1) as moving:
        database = open_database(url)
        upgrade(database, until=BEFORE)
        with database.engine.connect() as first:
            first.execute(COUNTED)
            moved = moving.submit(upgrade, database)
            wait_until(lambda: waiting(url) > 0)
            with database.engine.connect() as second:
                second.exec_driver_sql("SET statement_timeout = '60s'")
                assert second.execute(COUNTED).scalar_one() == 0
            assert not moved.done()
        moved.result(timeout=120)
        assert behind(database) == []
        database.close()


def waiting(url: str) -> int:
    database = open_database(url)
    with database.engine.connect() as connection:
        found = connection.execute(WAITS).scalar_one()
    database.close()
    return int(found)


def test_who_reads_a_file_goes_on_while_it_is_moved(tmp_path: Path) -> None:
    database = open_database(f"sqlite:///{tmp_path / 'backplan.db'}")
    upgrade(database, until=BEFORE)
    columns = "SELECT count(*) FROM pragma_table_info('log') WHERE name = 'by_verified'"
    with database.engine.connect() as reader:
        before = reader.exec_driver_sql(columns).scalar_one()
        upgrade(database)
        assert reader.exec_driver_sql(columns).scalar_one() == before == 0
    with database.engine.connect() as reader:
        assert reader.exec_driver_sql(columns).scalar_one() == 1
    assert behind(database) == []
    database.close()


def test_a_step_that_fails_leaves_the_ones_before_it(tmp_path: Path) -> None:
    database = open_database(f"sqlite:///{tmp_path / 'backplan.db'}")
    upgrade(database, until=BEFORE)
    with database.engine.execution_options(writing=True).begin() as connection:
        connection.exec_driver_sql("CREATE TABLE views_in_the_way (id INTEGER)")
        connection.exec_driver_sql("ALTER TABLE log ADD COLUMN by_verified BOOLEAN")
    with pytest.raises(Exception, match="duplicate column name: by_verified"):
        upgrade(database)
    assert behind(database)[0] == "0011"
    database.close()


STEPS = [path for path in files("app.store.migrations.versions").iterdir() if path.name.startswith("step_")]


@pytest.mark.parametrize("step", sorted(path.name for path in STEPS))
def test_no_new_step_makes_an_index_of_a_large_table_that_keeps_its_writers_waiting(step: str) -> None:
    written = files("app.store.migrations.versions").joinpath(step).read_text(encoding="utf-8")
    made = set(re.findall(r"create_table\(\s*\"(\w+)\"", written))
    indexed = set(re.findall(r"create_index\(\s*[^,]+,\s*\"(\w+)\"", written))
    late = step.removeprefix("step_").removesuffix(".py") > UNTIL_NOW

    assert not late or (indexed - made) & {*LARGE} == set() or "postgresql_concurrently=True" in written
