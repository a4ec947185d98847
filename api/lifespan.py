"""What a running service does beside answering: it writes now and then what it only remembered, and at the end."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool

from .log import LOGGER

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from fastapi import FastAPI

    from .state import Service

EVERY = 60
"""Seconds between two times of writing."""


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    """Live as long as the application, and leave nothing unwritten."""
    service: Service = app.state.service
    now_and_then = asyncio.create_task(_now_and_then(service))
    try:
        yield
    finally:
        now_and_then.cancel()
        with suppress(asyncio.CancelledError):
            await now_and_then
        await run_in_threadpool(_keep_last_use, service)
        service.database.close()


async def _now_and_then(service: Service) -> None:
    while True:
        await asyncio.sleep(EVERY)
        try:
            await run_in_threadpool(_keep_last_use, service)
        except Exception:  # noqa: BLE001 - that nobody hears of; it is tried again, and the log tells
            LOGGER.exception("last-use-not-kept")


def _keep_last_use(service: Service) -> None:
    service.subscriptions.keep_last_use()
    service.tokens.keep_last_use(service.now())
