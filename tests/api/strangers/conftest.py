"""One service for all who try its routes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from api.main import create_app
from app.settings import Settings
from tests.api.stored.service import keeping

from .place import Place, Shown, furnished, without
from .walk import Door, doors

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fastapi import FastAPI


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """Serve two workspaces, each with one of everything."""
    with keeping(tmp_path_factory.mktemp("strangers"), allow_loopback_webhooks=True) as kept:
        here, elsewhere = furnished(kept, kept.workspace, "acme"), furnished(kept, kept.another_workspace(), "globex")
        kept.operated_by(kept.workspace)
        document = kept.client.get("/openapi.json").json()
        yield Place(kept=kept, here=here, elsewhere=elsewhere, document=document)


@pytest.fixture(scope="module")
def routes(application: FastAPI) -> tuple[Door, ...]:
    """Return every route of the application."""
    return doors(application)


@pytest.fixture(scope="module")
def application(tmp_path_factory: pytest.TempPathFactory) -> FastAPI:
    """Put the application together."""
    return create_app(Settings(data_dir=tmp_path_factory.mktemp("application")))


@pytest.fixture(scope="module")
def unknown_callers(place: Place) -> dict[str, Shown]:
    """Return what lets nobody in."""
    return without(place.kept, place.here)
