"""The database of a process that stays: opened, brought to this version, and on SQLite nobody else's."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from sqlalchemy.exc import DBAPIError

from app.store import Database, open_database
from app.store.alone import TakenError, alone
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
    if not settings.is_sqlite:
        yield
        return
    try:
        with alone(settings.data_dir):
            yield
    except TakenError as taken:
        raise CannotKeep(TAKEN.format(folder=settings.data_dir)) from taken


TAKEN = (
    "another `backplan serve` keeps its plans in {folder}; stop that one, choose another folder in BACKPLAN_DATA_DIR, "
    "or let several share a PostgreSQL: BACKPLAN_DATABASE"
)
