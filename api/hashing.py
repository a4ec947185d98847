"""The gate before whatever hashes a password, which takes 64 MB and long."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi import Request

from .state import service_of

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


async def hashing(request: Request) -> AsyncIterator[None]:
    """Let a request that hashes a password wait for its turn."""
    gate = service_of(request).hashing
    async with gate.line(), gate.turn():
        yield
