"""The gate before all that computes: so many at once, so many in line, and nobody waits for long."""

from __future__ import annotations

import asyncio
from collections import Counter
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Annotated, TypeVar

from fastapi import Depends, Request

from .body import PlanText, plan_text
from .browsers import origin_of
from .problems import Declined
from .state import service_of

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

T = TypeVar("T")


class Gate:
    """Lets so many through at once; who would wait too long is asked to come back."""

    def __init__(self, *, at_once: int, waiting: int, patience: int) -> None:
        """Begin with an empty line."""
        self._turns = asyncio.Semaphore(at_once)
        self._room = at_once + waiting
        self._patience = patience
        self._present = 0
        self._senders: dict[bool, Counter[str]] = {True: Counter(), False: Counter()}

    @asynccontextmanager
    async def sending(self, who: str, *, is_known: bool) -> AsyncIterator[None]:
        """Let somebody send a body, however slowly, outside the line, or refuse who sends too many at once.

        Strangers are told apart by where they come from, and take no room from those who are known.
        """
        senders = self._senders[is_known]
        if senders[who] >= SHARE or senders.total() >= BODIES:
            raise _busy()
        senders[who] += 1
        try:
            yield
        finally:
            senders[who] -= 1
            if not senders[who]:
                del senders[who]

    @asynccontextmanager
    async def line(self) -> AsyncIterator[None]:
        """Hold a place in the line, or refuse who comes to a full one."""
        if self._present >= self._room:
            raise _busy()
        self._present += 1
        try:
            yield
        finally:
            self._present -= 1

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """Wait for a turn, and hold it."""
        try:
            async with asyncio.timeout(self._patience):
                await self._turns.acquire()
        except TimeoutError as late:
            raise _busy() from late
        try:
            yield
        finally:
            self._turns.release()


def _busy() -> Declined:
    return Declined(503, BUSY, {"Retry-After": str(RETRY_AFTER)})


BODIES, SHARE = 64, 48
"""Bodies that strangers, or those who are known, send at once, and those that one of them may."""
BUSY = "more plans are being computed than this service takes at once; come again a little later"
RETRY_AFTER = 5
"""Seconds after which a refused request may come again."""


def in_turn_after(read: Callable[[Request], Awaitable[T]]) -> Callable[[Request], AsyncIterator[T]]:
    """Read a body, and give it when it is its turn, which lasts until the answer is made."""

    async def given(request: Request) -> AsyncIterator[T]:
        gate = service_of(request).gate
        async with gate.sending(origin_of(request), is_known=False):
            body = await read(request)
        async with gate.line(), gate.turn():
            yield body

    return given


async def in_turn(request: Request) -> AsyncIterator[None]:
    """Let a page that computes a plan wait for its turn."""
    gate = service_of(request).gate
    async with gate.line(), gate.turn():
        yield


PlanInTurn = Annotated[PlanText, Depends(in_turn_after(plan_text), scope="function")]
"""The plan of a request; its route is computed when its turn has come."""
