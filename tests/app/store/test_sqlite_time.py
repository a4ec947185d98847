"""The job engine asks SQLite for the time; an older one does not know, and is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import Engine, text

from app import clock
from app.jobs.engine import engine_of

if TYPE_CHECKING:
    from tests.stored import Stored


def test_a_row_that_is_kept_has_the_time_whatever_the_version_of_sqlite(single: Stored) -> None:
    engine = engine_of(single.database)
    for each in (single.database.engine, engine):
        before = clock.now().timestamp()
        kept = _kept_at(each)
        assert before - 0.002 <= kept / 1000 <= clock.now().timestamp() + 0.002
    engine.dispose()


def _kept_at(engine: Engine) -> float:
    with engine.execution_options(writing=True).begin() as connection:
        connection.execute(text("CREATE TEMP TABLE kept (a int, at int NOT NULL DEFAULT (unixepoch('subsec') * 1000))"))
        connection.execute(text("INSERT INTO kept (a) VALUES (1)"))
        return float(connection.scalar(text("SELECT at FROM kept")) or 0)
