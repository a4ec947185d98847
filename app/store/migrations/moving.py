"""Bring a database to this version's tables, or tell how far behind it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from .job_tables import upgrade_job_tables

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from app.store.database import Database

SCRIPTS = "app.store:migrations"


def upgrade(database: Database) -> None:
    """Bring a database, which may be empty, to the tables of this version."""
    with database.engine.execution_options(writing=True).begin() as connection:
        _lock(connection)
        configuration = _configuration()
        configuration.attributes["connection"] = connection
        command.upgrade(configuration, "head")
    upgrade_job_tables(database)


def behind(database: Database) -> list[str]:
    """Return the steps that a database lacks, oldest first; raise ValueError for one of a newer version."""
    scripts = ScriptDirectory.from_config(_configuration())
    with database.engine.connect() as connection:
        here = MigrationContext.configure(connection).get_current_revision()
    known = [script.revision for script in scripts.walk_revisions()][::-1]
    if here is not None and here not in known:
        message = f"the database was written by a newer version (step {here!r}); start that one, or restore a backup"
        raise ValueError(message)
    return known[known.index(here) + 1 :] if here is not None else known


def _configuration() -> Config:
    configuration = Config()
    configuration.set_main_option("script_location", SCRIPTS)
    configuration.set_main_option("path_separator", "os")
    return configuration


def _lock(connection: Connection) -> None:
    """Let several processes start at once: one moves the database, the others find it moved."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("SELECT pg_advisory_xact_lock(4206112601)")
