"""Bring a database to this version's tables, or tell how far behind it is."""

from __future__ import annotations

from contextlib import contextmanager
from time import sleep
from typing import TYPE_CHECKING

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from psycopg.errors import LockNotAvailable
from sqlalchemy.exc import OperationalError

from .job_tables import upgrade_job_tables

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.store.database import Database

SCRIPTS = "app.store:migrations"
KEY = 4206112601
"""Of the lock that whoever moves a database holds."""
GIVES_WAY_AFTER, RESTS, TRIES = 2, 1, 60
"""Seconds that a step waits for a table, seconds after which it comes again, and how often: who waits for a table that
somebody reads keeps all others from it, so nobody waits for long."""


def upgrade(database: Database, *, until: str = "head") -> None:
    """Bring a database, which may be empty, to the tables of this version; those who read it are not kept waiting.

    Several processes may do so at once: one moves the database, the others find it moved.
    """
    with _alone(database):
        for step in [one for one in behind(database) if until == "head" or one <= until]:
            _take(database, step)
        upgrade_job_tables(database)


def _take(database: Database, step: str) -> None:
    """Take one step in a transaction of its own; give way to who reads, and come again."""
    for _ in range(TRIES):
        try:
            with database.engine.execution_options(writing=True).begin() as connection:
                if database.is_postgres:
                    connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{GIVES_WAY_AFTER}s'")
                configuration = _configuration()
                configuration.attributes["connection"] = connection
                command.upgrade(configuration, step)
        except OperationalError as error:
            if not isinstance(error.orig, LockNotAvailable):
                raise
            sleep(RESTS)
        else:
            return
    message = f"step {step} has to wait for somebody who has held a table for minutes; end that transaction"
    raise ValueError(message)


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


@contextmanager
def _alone(database: Database) -> Iterator[None]:
    """Hold the lock of whoever moves a PostgreSQL; on SQLite a writer's turn is enough."""
    if not database.is_postgres:
        yield
        return
    with database.engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
        while not connection.exec_driver_sql(f"SELECT pg_try_advisory_lock({KEY})").scalar_one():
            sleep(RESTS)  # a statement that waited would keep the job engine from making its indexes concurrently
        try:
            yield
        finally:
            connection.exec_driver_sql(f"SELECT pg_advisory_unlock({KEY})")
