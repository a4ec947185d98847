"""What tests of stored plans begin with."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING

import pytest

from app.store import Database, open_database
from app.store.migrations import upgrade
from tests.stored import Stored, stored_plan

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """Open a database with this version's tables: each story is told on both kinds."""
    with ExitStack() as stack:
        url = f"sqlite:///{tmp_path}/backplan.db"
        if request.param == "postgresql":
            url = stack.enter_context(request.getfixturevalue("postgres").database())
        database = open_database(url)
        stack.callback(database.close)
        upgrade(database)
        yield database


@pytest.fixture
def stored(database: Database) -> Stored:
    """Keep a plan of two sides, with a step that only one of them sees."""
    return stored_plan(database)
