"""Journeys are made on SQLite and on a real PostgreSQL, whatever they are about."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

DATABASES = ["sqlite", "postgresql"]


@contextmanager
def emptied(request: pytest.FixtureRequest) -> Iterator[str]:
    """Give an empty database of the kind that is asked for, as `BACKPLAN_DATABASE` names it."""
    if request.param == "sqlite":
        yield "sqlite"
        return
    with request.getfixturevalue("postgres").database() as url:
        yield url.replace("postgresql+psycopg://", "postgresql://", 1)


@pytest.fixture(params=DATABASES)
def empty(request: pytest.FixtureRequest) -> Iterator[str]:
    """Give one journey a database of its own."""
    with emptied(request) as address:
        yield address


@pytest.fixture(scope="module", params=DATABASES)
def empty_for_all(request: pytest.FixtureRequest) -> Iterator[str]:
    """Give the journeys of a module one that they share."""
    with emptied(request) as address:
        yield address
