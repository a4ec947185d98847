"""What tests of stored plans over HTTP begin with."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING

import pytest

from .chapters import DOCUMENT
from .service import Kept, keeping

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Kept]:
    """Serve with a database of its own on SQLite."""
    with keeping(tmp_path) as kept:
        yield kept


@pytest.fixture(params=["sqlite", "postgresql"])
def on_both(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Kept]:
    """Serve with a database of its own on SQLite, and on PostgreSQL."""
    with ExitStack() as stack:
        database = "sqlite"
        if request.param == "postgresql":
            url = stack.enter_context(request.getfixturevalue("postgres").database())
            database = url.replace("postgresql+psycopg://", "postgresql://", 1)
        yield stack.enter_context(keeping(tmp_path, database=database))


@pytest.fixture
def plan(kept: Kept) -> str:
    """Keep the plan of the story, and return its address."""
    return str(kept.send("POST", "/v1/plans", json=DOCUMENT).headers["location"])
