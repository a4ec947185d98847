"""Signs of life on PostgreSQL: a process holds a lock by a connection, and the lock goes when the process does."""

from __future__ import annotations

from contextlib import suppress
from hashlib import sha256
from typing import TYPE_CHECKING

from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from .database import Database


class Presence:
    """The sign of one process; whoever else asks for its name is told that it lives."""

    def __init__(self, database: Database, name: str) -> None:
        self._engine = database.engine.execution_options(isolation_level="AUTOCOMMIT")
        self._key = _key(name)
        self._connection: Connection | None = None

    def show(self) -> None:
        """Put up the sign, or see that it still stands: it falls with its connection, and is put up anew."""
        if self._connection is not None:
            try:
                self._connection.execute(text("SELECT 1"))
            except DBAPIError:
                self.withdraw()
        if self._connection is None:
            self._connection = self._engine.connect()
            self._connection.execute(text("SELECT pg_advisory_lock(:key)"), {"key": self._key})

    def withdraw(self) -> None:
        """Take the sign away."""
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.invalidate()  # the session ends, and its lock with it: a pool would keep both
            with suppress(DBAPIError):
                connection.close()


def is_present(database: Database, name: str) -> bool:
    """Tell whether the process with a name lives."""
    with database.engine.connect() as connection:
        free = connection.scalar(text("SELECT pg_try_advisory_xact_lock(:key)"), {"key": _key(name)})
        connection.rollback()
    return not free


def _key(name: str) -> int:
    return int.from_bytes(sha256(f"backplan {name}".encode()).digest()[:8], "big", signed=True)
