"""What tests of stored plans begin with."""

from __future__ import annotations

import logging
from contextlib import ExitStack
from typing import TYPE_CHECKING

import pytest

from app.store import Database, open_database
from app.store.migrations import upgrade
from tests.stored import Stored, stored_plan
from tests.unused import unused_in

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.servers.postgres import Postgres


@pytest.fixture(scope="session")
def unused_postgres(postgres: Postgres) -> Iterator[str]:
    """Make a database with this version's tables, of which each test has a copy."""
    with postgres.database() as url:
        database = open_database(url)
        upgrade(database)
        database.close()
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """Open a database with this version's tables: each story is told on both kinds."""
    with ExitStack() as stack:
        if request.param == "postgresql":
            like = request.getfixturevalue("unused_postgres")
            url = stack.enter_context(request.getfixturevalue("postgres").database(like=like))
        else:
            url = unused_in(tmp_path)
        database = open_database(url)
        stack.callback(database.close)
        yield database


@pytest.fixture
def shared(postgres: Postgres, unused_postgres: str) -> Iterator[Database]:
    """Open a database that several processes can share."""
    with postgres.database(like=unused_postgres) as url:
        database = open_database(url)
        yield database
        database.close()


@pytest.fixture
def told() -> Iterator[list[logging.LogRecord]]:
    """Collect what is logged of jobs, whatever another test has done to loggers."""
    records, logger = list[logging.LogRecord](), logging.getLogger("backplan.jobs")

    def keep(record: logging.LogRecord) -> bool:
        records.append(record)
        return False

    logger.addFilter(keep)
    logger.setLevel(logging.INFO)
    yield records
    logger.removeFilter(keep)
    logger.setLevel(logging.NOTSET)


@pytest.fixture
def single(tmp_path: Path) -> Iterator[Stored]:
    """Keep a plan in a database of one process, for stories that do not depend on its kind."""
    database = open_database(unused_in(tmp_path, "single.db"))
    yield stored_plan(database)
    database.close()


@pytest.fixture
def stored(database: Database) -> Stored:
    """Keep a plan of two sides, with a step that only one of them sees."""
    return stored_plan(database)
