"""Databases that keep what they acknowledged, for processes that are killed."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest

from app.store import Database, open_database
from app.store.migrations import upgrade
from tests.memory import ON_DISK
from tests.servers.postgres import running

from .processes import on

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.servers.postgres import Postgres


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a service keeps its plans."""

    database: Database
    folder: Path

    @property
    def settings(self) -> dict[str, str]:
        """Return the settings of a process that keeps its plans here."""
        return on(self.database.engine.url.render_as_string(hide_password=False), self.folder)


@pytest.fixture(scope="session")
def durable_postgres() -> Iterator[Postgres]:
    """Start a PostgreSQL that flushes each commit to the disk."""
    with running(durable=True) as server:
        yield server


@pytest.fixture
def tmp_path() -> Iterator[Path]:
    """Give a folder on a disk, also where other tests write to memory."""
    with TemporaryDirectory(prefix="hardening-", dir=ON_DISK) as folder:
        yield Path(folder)


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Place]:
    """Give a database of each kind, with this version's tables."""
    with ExitStack() as stack:
        url = f"sqlite:///{tmp_path / 'backplan.db'}"
        if request.param == "postgresql":
            url = stack.enter_context(request.getfixturevalue("durable_postgres").database())
        database = open_database(url)
        stack.callback(database.close)
        upgrade(database)
        yield Place(database=database, folder=tmp_path)
