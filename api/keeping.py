"""The database of a process that stays: opened, brought to this version, and on SQLite nobody else's."""

from __future__ import annotations

import fcntl
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy.exc import DBAPIError

from app.settings import SQLITE
from app.store import Database, open_database
from app.store.migrations import behind, upgrade

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.settings import Settings


class CannotKeep(OSError):  # noqa: N818 - a sentence for whoever starts the service
    """The database is not to be had."""


@contextmanager
def kept_in(settings: Settings) -> Iterator[Database]:
    """Open the database with this version's tables while the block runs; raise CannotKeep with what to do."""
    with _alone(settings):
        database = open_database(settings.database_url)
        try:
            _bring_up(database)
            yield database
        finally:
            database.close()


def _bring_up(database: Database) -> None:
    try:
        behind(database)
        upgrade(database)
    except ValueError as newer:
        raise CannotKeep(str(newer)) from newer
    except DBAPIError as error:
        raise CannotKeep(_sentence(error)) from error


def _sentence(error: DBAPIError) -> str:
    """Say what the database said, on one line; a driver repeats no password."""
    return f"the database of BACKPLAN_DATABASE is not to be had: {' '.join(str(error.orig).split())}"


@contextmanager
def _alone(settings: Settings) -> Iterator[None]:
    """Refuse a second process on the same file: on SQLite one process keeps the plans and does the jobs."""
    if settings.database != SQLITE:
        yield
        return
    folder = Path(settings.data_dir)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (folder / "backplan.lock").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as taken:
            raise CannotKeep(TAKEN.format(folder=folder)) from taken
        yield


TAKEN = (
    "another `backplan serve` keeps its plans in {folder}; stop that one, choose another folder in BACKPLAN_DATA_DIR, "
    "or let several share a PostgreSQL: BACKPLAN_DATABASE"
)
