"""A database: how it is reached, what it promises, and the transactions in it."""

from __future__ import annotations

import re
import sqlite3
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sqlalchemy import create_engine, event, make_url
from sqlalchemy.exc import OperationalError

from app.tallies import OPERATIONS

from .cache import Cache, UnitCache
from .sqlite_time import know_time
from .unit import Most, Unit
from .watching import Watch

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from sqlalchemy import Connection, Engine

    from app.actors import Actor

PATIENCE = 20
"""Seconds that a writer waits for its turn on SQLite."""


class BusyError(Exception):
    """Others were writing for longer than anybody waits; nothing was done."""


@dataclass(frozen=True, slots=True)
class Database:
    """SQLite or PostgreSQL, reached by an engine; both keep what they acknowledged through a loss of power."""

    engine: Engine
    watch: Watch | None = None
    """Tells of changes; None on PostgreSQL."""
    cache: Cache = field(default_factory=Cache)
    """Of what this process worked out of its plans."""
    most: Most = field(default_factory=Most)
    """How large a plan may become by what people ask this process for."""

    @contextmanager
    def writing(self, *, workspace: str, actor: Actor, now: datetime) -> Iterator[Unit]:
        """Open a transaction that changes something; it is kept when the block ends, and nothing of it on an error."""
        cache = UnitCache(self.cache)
        with self._turn() as connection:
            unit = Unit(connection=connection, workspace=workspace, actor=actor, now=now, cache=cache, most=self.most)
            yield unit
        cache.publish()
        for verb in unit.done:
            OPERATIONS.count(verb)

    @contextmanager
    def _turn(self) -> Iterator[Connection]:
        """Give a connection in a transaction; on SQLite once it is this writer's turn, or raise BusyError."""
        with self.engine.execution_options(writing=True).connect() as connection:
            try:
                transaction = connection.begin()
            except OperationalError as error:
                message = "others are writing; come again a little later"
                raise BusyError(message) from error
            with transaction:
                yield connection

    @contextmanager
    def reading(self, *, workspace: str, actor: Actor, now: datetime) -> Iterator[Unit]:
        """Open a transaction that sees one state of everything, and changes nothing."""
        cache = UnitCache(self.cache)
        with self._snapshot() as connection:
            yield Unit(connection=connection, workspace=workspace, actor=actor, now=now, cache=cache, most=self.most)
        cache.publish()

    @contextmanager
    def _snapshot(self) -> Iterator[Connection]:
        options: dict[str, Any] = {"postgresql_readonly": True, "isolation_level": "REPEATABLE READ"}
        engine = self.engine.execution_options(**options) if self.is_postgres else self.engine
        with engine.connect() as connection:
            yield connection
            connection.rollback()

    def version(self) -> int | None:
        """Return a number that is another one after every change of the database, by whatever process.

        None where that cannot be told without asking: on PostgreSQL.
        """
        return None if self.watch is None else self.watch.version()

    @property
    def is_postgres(self) -> bool:
        """Tell whether it is PostgreSQL."""
        return self.engine.dialect.name == "postgresql"

    def scrub(self) -> bool:
        """Leave nothing of what was erased in SQLite's files; tell whether others let that happen.

        What is overwritten can have been copied within the file before, so it is written anew. PostgreSQL does that by
        itself, when it vacuums its tables.
        """
        if self.is_postgres:
            return True
        connection = self.engine.raw_connection()
        try:
            connection.cursor().execute("VACUUM")
            busy, _, _ = connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        except sqlite3.OperationalError:
            return False
        finally:
            connection.close()
        return not busy

    def close(self) -> None:
        """Close all connections."""
        self.engine.dispose()
        if self.watch is not None:
            self.watch.close()


def open_database(url: str, *, patience: float = PATIENCE, most: Most | None = None) -> Database:
    """Return the database at an address, `sqlite:///folder/backplan.db` or `postgresql+psycopg://...`.

    `patience` is how many seconds a writer waits for its turn on SQLite, `most` how large a plan may become. What is
    written is in no error, and so in no log.
    """
    address = make_url(url)
    if address.get_backend_name() == "sqlite":
        return Database(_sqlite(url, patience), Watch(address.database or ""), most=most or Most())
    return Database(create_engine(url, pool_pre_ping=True, hide_parameters=True), most=most or Most())


def place_of(url: str) -> str:
    """Return where a database is, for people to read: no login, and nothing that could be part of a password."""
    address = make_url(url)
    host = address.host or str(address.query.get("host", ""))
    port = f":{address.port}" if address.port else ""
    told = f"{host}{port}/{address.database or ''}"
    return told if re.fullmatch(r"[A-Za-z0-9._:/,-]*", told) else HIDDEN


HIDDEN = "***"
"""Stands for what is not shown."""


def keep_promises(connection: Any) -> None:  # noqa: ANN401 - the driver's own
    """Have a connection to SQLite write ahead, flush at every commit, heed references, overwrite what is erased."""
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", "secure_delete = ON"):
        connection.execute(f"PRAGMA {pragma}")
    know_time(connection)


def _sqlite(url: str, patience: float) -> Engine:
    engine = create_engine(url, connect_args={"timeout": patience, "isolation_level": None}, hide_parameters=True)

    @event.listens_for(engine, "connect")
    def promise(connection: Any, _: object) -> None:  # noqa: ANN401 - the driver's own
        """Keep what the store promises."""
        keep_promises(connection)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        """Take the writer's turn at once: who reads first and writes then can lose it to another, and fail."""
        writing = connection.get_execution_options().get("writing", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")

    return engine
