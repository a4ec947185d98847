"""A file on its way in: read as it comes into a file of its own, bounded in size and time, before anybody's turn."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Annotated, BinaryIO

from fastapi import Depends, Request
from starlette.concurrency import run_in_threadpool

from app.callers import Right
from app.files.storage import CHUNK
from app.plans.attaching import LARGEST
from app.store import Unit

from .body import streamed
from .entry import Known, writing
from .once import IdempotencyKey, Once, once_of
from .state import service_of

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

PATIENCE = 120
"""Seconds in which a file must have come."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """A file that came."""

    content: BinaryIO
    sha256: str
    media_type: str
    """What its sender calls it, if anything."""


async def upload_in_turn(request: Request, caller: Known) -> AsyncIterator[Upload]:
    """Read a file of somebody known, and wait for a turn, which lasts until the answer is made."""
    gate = service_of(request).gate
    async with gate.sending(caller.actor.id, is_known=True):
        content = await streamed(request, most=LARGEST, patience=PATIENCE)
    with content:
        digest = await run_in_threadpool(_digest, content)
        async with gate.line(), gate.turn():
            media_type = request.headers.get("content-type", "")
            yield Upload(content=content, sha256=digest, media_type=media_type)


def _digest(content: BinaryIO) -> str:
    digest = sha256()
    content.seek(0)
    while chunk := content.read(CHUNK):
        digest.update(chunk)
    return digest.hexdigest()


Uploaded = Annotated[Upload, Depends(upload_in_turn, scope="function")]
Attaching = Annotated[Unit, Depends(writing(Right.CHANGE_PLANS, turn=upload_in_turn), scope="function")]


def once(request: Request, upload: Uploaded, key: IdempotencyKey = None) -> Once:
    """Return what an upload asks for, in a digest."""
    return once_of(request, key, upload.sha256)


UploadOnce = Annotated[Once, Depends(once, scope="function")]
