"""Who waits too long for others to be done with writing is told so, and nothing was done."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.store import BusyError, open_database
from app.store.migrations import upgrade
from tests.stored import ANA, START, stored_plan

if TYPE_CHECKING:
    from pathlib import Path


def test_who_waits_too_long_is_told_so_and_may_come_again(tmp_path: Path) -> None:
    database = open_database(f"sqlite:///{tmp_path}/backplan.db", patience=0.05)
    try:
        upgrade(database)
        stored = stored_plan(database)
        with (
            stored.writing(),
            pytest.raises(BusyError, match="others are writing"),
            database.writing(workspace=stored.workspace, actor=ANA, now=START),
        ):
            pass
        with stored.writing() as unit:
            assert unit.workspace == stored.workspace
    finally:
        database.close()
