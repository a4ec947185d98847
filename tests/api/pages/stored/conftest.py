"""A stored plan in a database of its own: what pages show of it does not depend on the kind of database."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.store import Database, open_database
from tests.stored import Stored, stored_plan
from tests.unused import unused_in

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """Open a database with this version's tables."""
    database = open_database(unused_in(tmp_path))
    yield database
    database.close()


@pytest.fixture
def stored(database: Database) -> Stored:
    """Keep a plan of two sides, with a step that only one of them sees."""
    return stored_plan(database)
