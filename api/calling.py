"""The gate before whatever calls another system at once, which can take long, and holds up nobody else."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from fastapi import Request

from .browsers import MemberForm
from .entry import Known
from .state import service_of

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


async def calling(request: Request, caller: Known) -> AsyncIterator[None]:  # noqa: ARG001 - strangers call nobody
    """Let a request of somebody known wait for its turn to call another system."""
    async with _turn(request):
        yield


async def calling_by_form(request: Request, form: MemberForm) -> AsyncIterator[None]:  # noqa: ARG001 - the same
    """Let a form of somebody who is signed in wait for its turn."""
    async with _turn(request):
        yield


@asynccontextmanager
async def _turn(request: Request) -> AsyncIterator[None]:
    gate = service_of(request).calling
    async with gate.line(), gate.turn():
        yield
