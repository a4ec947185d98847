"""One server for all tests that need no settings of their own."""

from collections.abc import Iterator

import httpx
import pytest

from tests.api.server import serving


@pytest.fixture(scope="session")
def client() -> Iterator[httpx.Client]:
    """Serve with the safe defaults."""
    with serving() as client:
        yield client
