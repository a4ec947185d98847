"""What all parts of the job engine have to agree on: names, version, and how arguments are written."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from dbos import DBOSClient, DBOSPortableJSONSerializer
from sqlalchemy import create_engine, event

from app.store.database import keep_promises

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from app.store import Database

APPLICATION = "backplan"
VERSION = "1"
"""Raised only where a newer one must not do the jobs of an older: their arguments are ids, so that none had to be."""
QUEUE = "jobs"
WORKFLOW = "job"
POOL, PATIENCE = 10, 30
"""Connections of a worker, and seconds that it waits for the writer's turn on SQLite."""
SERIALIZER = DBOSPortableJSONSerializer()
"""Plain JSON: what waits in the database is read by the next version too, and runs no code when it is read."""


def engine_of(database: Database) -> Engine:
    """Return what the threads of a worker reach the database by; not ours, which begins transactions in its own way."""
    if database.is_postgres:
        return create_engine(
            database.engine.url, pool_pre_ping=True, pool_size=POOL, max_overflow=0, hide_parameters=True
        )
    engine = create_engine(
        database.engine.url,
        connect_args={"timeout": PATIENCE},
        pool_size=POOL,
        max_overflow=0,
        hide_parameters=True,
    )

    @event.listens_for(engine, "connect")
    def promise(connection: Any, _: object) -> None:  # noqa: ANN401 - the driver's own
        """Keep what the store promises, and take the writer's turn with the first statement that writes."""
        keep_promises(connection)
        connection.isolation_level = "IMMEDIATE"

    return engine


def client_of(database: Database) -> DBOSClient:
    """Return what speaks with the engine's tables, each time in a transaction of its own."""
    return _client(database.engine.execution_options(writing=True))


def reader_of(database: Database) -> DBOSClient:
    """Return what only looks at the engine's tables, and takes nobody's turn to write."""
    return _client(database.engine)


@cache
def writer(dialect: str) -> DBOSClient:
    """Return what writes into the engine's tables on somebody else's connection; it never opens one."""
    return _client(create_engine("sqlite://" if dialect == "sqlite" else "postgresql+psycopg://"))


def _client(engine: Engine) -> DBOSClient:
    return DBOSClient(system_database_engine=engine, serializer=SERIALIZER, application_name=APPLICATION, lazy=True)
