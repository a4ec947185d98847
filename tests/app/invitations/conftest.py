"""What stories of invitations begin with."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.store import open_database
from tests.stored import Stored, stored_plan
from tests.unused import unused_in

from .meeting import PLAN

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from app.store import Database


@pytest.fixture
def plan(database: Database) -> Stored:
    """Keep a plan in which people meet, on SQLite and on PostgreSQL."""
    return stored_plan(database, PLAN)


@pytest.fixture
def single_plan(tmp_path: Path) -> Iterator[Stored]:
    """Keep the same where the kind of database makes no difference."""
    database = open_database(unused_in(tmp_path, "single.db"))
    yield stored_plan(database, PLAN)
    database.close()
