"""The tables of the job engine: its own steps bring them into our database, so that a job is kept with its cause."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dbos import DBOS

if TYPE_CHECKING:
    from app.store.database import Database


def upgrade_job_tables(database: Database) -> None:
    """Bring the engine's tables to its version: in the schema `dbos` on PostgreSQL, beside ours on SQLite."""
    DBOS.migrate(database.engine.url.render_as_string(hide_password=False))
