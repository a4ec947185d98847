"""What all parts of the job engine have to agree on: names, version, and how arguments are written."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from dbos import DBOSClient, DBOSPortableJSONSerializer
from sqlalchemy import create_engine

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from app.store import Database

APPLICATION = "backplan"
VERSION = "1"
"""Raised only where a newer one must not do the jobs of an older: their arguments are ids, so that none had to be."""
QUEUE = "jobs"
WORKFLOW = "job"
SERIALIZER = DBOSPortableJSONSerializer()
"""Plain JSON: what waits in the database is read by the next version too, and runs no code when it is read."""


def client_of(database: Database) -> DBOSClient:
    """Return what speaks with the engine's tables, each time in a transaction of its own."""
    return _client(database.engine.execution_options(writing=True))


@cache
def writer(dialect: str) -> DBOSClient:
    """Return what writes into the engine's tables on somebody else's connection; it never opens one."""
    return _client(create_engine("sqlite://" if dialect == "sqlite" else "postgresql+psycopg://"))


def _client(engine: Engine) -> DBOSClient:
    return DBOSClient(system_database_engine=engine, serializer=SERIALIZER, application_name=APPLICATION, lazy=True)
