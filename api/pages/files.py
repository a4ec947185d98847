"""A file that somebody hands in at a page: its form is read as it comes, bounded in size and time."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

from fastapi import Request
from python_multipart.exceptions import FormParserError
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser

from api.body import streamed
from api.browsers import origin_of
from api.fields import MOST_FIELDS
from api.state import service_of
from app.files.storage import CHUNK
from app.operations.lookup import refused

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable

PATIENCE = 120
"""Seconds in which a form with a file must have come."""
AROUND = 20_000
"""Bytes of a form besides its file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedIn:
    """A form with a file, or what was wrong with it."""

    fields: dict[str, str]
    """As they were typed."""
    name: str
    media_type: str
    content: BinaryIO | None
    """None where no file was chosen."""


async def handed_in(request: Request, *, most: int) -> HandedIn:
    """Read a form that has a file; Refused where no page has such a form."""
    body = await streamed(request, most=most + AROUND, patience=PATIENCE)
    with body:
        await run_in_threadpool(body.seek, 0)
        parser = MultiPartParser(request.headers, _chunks(body), max_files=1, max_fields=MOST_FIELDS)
        try:
            form = await parser.parse()
        except (MultiPartException, FormParserError, KeyError):
            raise refused("bad-form", "this is no form of the page; go back and try again") from None
    fields = {name: value for name, value in form.multi_items() if isinstance(value, str)}
    file = next((value for _, value in form.multi_items() if isinstance(value, UploadFile)), None)
    if file is None or not file.filename:
        await form.close()  # which holds an empty file where none was chosen
        return HandedIn(fields=fields, name="", media_type="", content=None)
    content = file.file
    return HandedIn(fields=fields, name=file.filename, media_type=file.content_type or "", content=content)


def handed_in_turn(most: int) -> Callable[[Request], AsyncGenerator[HandedIn, None]]:
    """Read a form with a file of so many bytes, and give it when it is its turn.

    The file is closed after the answer.
    """

    async def given(request: Request) -> AsyncGenerator[HandedIn, None]:
        gate = service_of(request).gate
        async with gate.sending(origin_of(request), is_known=False):
            handed = await handed_in(request, most=most)
        with nullcontext() if handed.content is None else handed.content:
            async with gate.line(), gate.turn():
                yield handed

    return given


async def _chunks(body: BinaryIO) -> AsyncGenerator[bytes, None]:
    while chunk := await run_in_threadpool(body.read, CHUNK):
        yield chunk
