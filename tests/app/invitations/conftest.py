"""What stories of invitations begin with."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.stored import Stored, stored_plan

from .meeting import PLAN

if TYPE_CHECKING:
    from app.store import Database


@pytest.fixture
def plan(database: Database) -> Stored:
    """Keep a plan in which people meet, on SQLite and on PostgreSQL."""
    return stored_plan(database, PLAN)
