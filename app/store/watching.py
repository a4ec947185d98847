"""Whether anybody wrote to an SQLite database, told without a query: caches in memory ask before they answer."""

from __future__ import annotations

import sqlite3
from threading import Lock


class Watch:
    """A connection of its own, which never writes; so each change by whatever process is another's."""

    def __init__(self, path: str) -> None:
        """Watch the database in a file, which need not be there before somebody asks."""
        self._path = path
        self._lock = Lock()
        self._connection: sqlite3.Connection | None = None
        self._cursor: sqlite3.Cursor | None = None

    def version(self) -> int:
        """Return a number that is another one after every change."""
        with self._lock:
            if self._cursor is None:
                self._connection = sqlite3.connect(self._path, check_same_thread=False)
                self._cursor = self._connection.cursor()
            [(version,)] = self._cursor.execute("PRAGMA data_version")
            return int(version)

    def close(self) -> None:
        """Watch no more."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = self._cursor = None
