"""A loop for a test, in a thread of its own: beside a test's browser one runs in the test's thread already."""

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

Found = TypeVar("Found")


def ran(coroutine: Coroutine[Any, Any, Found]) -> Found:
    """Return what comes of a coroutine."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, coroutine).result()
