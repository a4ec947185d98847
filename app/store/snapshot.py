"""A copy of an SQLite database while others write to it: one state of everything, in one file."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from sqlalchemy import func, select, update

from . import tables

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from .unit import Unit

NAME = "backplan.db"
"""What the file is called in its folder."""


class InUseError(Exception):
    """Somebody else has the file open."""


def copy_database(source: Path, target: Path) -> None:
    """Copy a database as it is at one moment; who writes meanwhile waits for nothing and is not in it."""
    with closing(sqlite3.connect(f"file:{source}?mode=ro", uri=True)) as old, closing(sqlite3.connect(target)) as new:
        old.backup(new)
    in_one_file(target)


def in_one_file(path: Path) -> None:
    """Bring all that was written ahead into the file itself; raise InUseError where others have it open."""
    with closing(sqlite3.connect(path, timeout=0, isolation_level=None)) as connection:
        try:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            connection.execute("PRAGMA journal_mode = DELETE")
        except sqlite3.OperationalError as error:
            raise InUseError(str(path)) from error


def file_keys(path: Path) -> Iterator[str]:
    """Yield the keys of all content that the plans of a copy refer to."""
    with closing(sqlite3.connect(path)) as connection:
        for (key,) in connection.execute("SELECT id FROM files WHERE removed_at IS NULL ORDER BY id"):
            yield str(key)


def has_people_or_plans(unit: Unit) -> bool:
    """Tell whether anything was ever kept in a database."""
    counted = (select(func.count()).select_from(table).scalar_subquery() for table in (tables.users, tables.plans))
    return any(unit.connection.execute(select(*counted)).one())


def raise_sequences_by(unit: Unit, number: int) -> None:
    """Raise the numbers that calendars and webhooks were told, everywhere: an older state must not look older there.

    Those of invitations too: of what was mailed after the state was kept, programs would let every update go.
    """
    table, counts, invitations = tables.calendar_entries, tables.webhook_counts, tables.invitations
    unit.connection.execute(update(table).values(sequence=table.c.sequence + number, changed_at=unit.now))
    unit.connection.execute(update(counts).values(sequence=counts.c.sequence + number))
    unit.connection.execute(update(invitations).values(sequence=invitations.c.sequence + number))
