"""The body of a request: a plan document as text, bounded in size and time before anybody parses it."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from email.message import Message
from tempfile import SpooledTemporaryFile
from typing import BinaryIO, cast

from fastapi import Request
from starlette.concurrency import run_in_threadpool

from .problems import BODY, PLAIN_BODY, Declined
from .state import service_of

JSON, YAML, MESSAGE = "application/json", "application/yaml", "message/rfc822"
MEDIA_TYPES = (JSON, YAML, "text/yaml", "application/x-yaml", "text/plain")
"""What a plan may come as; whether text is JSON or YAML, the reader sees itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanText:
    """A plan document as it came."""

    text: bytes
    file: str
    """What the reader calls it."""


async def plan_text(request: Request) -> PlanText:
    """Read the body of a request that hands in a plan."""
    media_type = media_type_of(request)
    return PlanText(text=await read_body(request), file=BODY[media_type == JSON])


async def json_body(request: Request, *, most: int) -> bytes:
    """Read the body of a request that takes nothing but JSON, and not much of it."""
    require_json(request)
    return await read_body(request, most=most)


def require_json(request: Request) -> None:
    """Refuse a body that is no JSON by what it says of itself."""
    if media_type_of(request) != JSON:
        raise Declined(415, f"here only {JSON} is read", {"Accept": JSON})


def require_message(request: Request) -> None:
    """Refuse a body that is no mail by what it says of itself; charsets are said inside."""
    written = Message()
    written["content-type"] = request.headers.get("content-type", "")
    if request.headers.get("content-type") is None or written.get_content_type() != MESSAGE:
        raise Declined(415, f"here only {MESSAGE} is read", {"Accept": MESSAGE})


async def read_body(request: Request, *, most: int | None = None) -> bytes:
    """Read a body, at most as large and as slow as the settings allow, whatever size it says that it has."""
    settings = service_of(request).settings
    limit, body, size = min(settings.max_body, most or settings.max_body), bytearray(), 0
    _refuse_what_is_announced(request, limit)
    try:
        async with asyncio.timeout(settings.patience):
            async for part in request.stream():
                body += part[: limit - len(body)]
                size += len(part)
                if size > limit * HEARD_OUT:
                    break
    except TimeoutError as late:
        sentence = f"the body did not come within {settings.patience} seconds; send it again"
        raise Declined(408, sentence, {"Connection": "close"}) from late
    if size > limit:
        raise _too_large(limit)
    return bytes(body)


async def streamed(request: Request, *, most: int, patience: int) -> BinaryIO:
    """Read a body into a file that lies in memory while it is small; its reader closes it."""
    _refuse_what_is_announced(request, most)
    file, size = SpooledTemporaryFile[bytes](max_size=IN_MEMORY), 0
    try:
        async with asyncio.timeout(patience):
            async for part in request.stream():
                size += len(part)
                _refuse_more(size, most)
                await run_in_threadpool(file.write, part)
    except TimeoutError as late:
        file.close()
        sentence = f"the body did not come within {patience} seconds; send it again"
        raise Declined(408, sentence, {"Connection": "close"}) from late
    except BaseException:
        file.close()
        raise
    return cast("BinaryIO", file)


IN_MEMORY = 1_000_000
"""Bytes of a file on its way that are not written to the disk."""
HEARD_OUT = 10
"""Times the limit up to which a body is read on and forgotten: who is cut off while sending never hears why."""


def _refuse_what_is_announced(request: Request, limit: int) -> None:
    """Refuse a body that says that it is far too large, or waits to be told whether to come."""
    written = request.headers.get("content-length", "0")
    size = int(written) if written.isdecimal() and len(written) < LONGEST else 0
    waits = request.headers.get("expect", "").lower() == "100-continue"
    if size > limit * (1 if waits else HEARD_OUT):
        raise _too_large(limit)


def _refuse_more(size: int, limit: int) -> None:
    if size > limit:
        raise _too_large(limit)


def _too_large(limit: int) -> Declined:
    return Declined(413, f"at most {limit:,} bytes are read; leave out what is no part of it", {"Connection": "close"})


def media_type_of(request: Request, further: tuple[str, ...] = ()) -> str:
    """Return what the body says it is, or refuse it; `further` is what is read besides plans."""
    written = Message()
    written["content-type"] = request.headers.get("content-type", "")
    media_type = written["content-type"].partition(";")[0].strip().lower()
    taken = (*MEDIA_TYPES, *further)
    flaw = _flaw(request, media_type, written.get_content_charset("utf-8"), taken)
    if flaw:
        raise Declined(415, f"{flaw}; {PLAIN_BODY}", {"Accept": ", ".join(taken)})
    return media_type


def _flaw(request: Request, media_type: str, charset: str, taken: tuple[str, ...]) -> str:
    """Say what keeps a body from being read, if anything does."""
    encoding = request.headers.get("content-encoding", "identity").strip().lower()
    if not media_type:
        return "nothing says what the body is"
    if media_type not in taken:
        return f"{_shown(media_type)} is not read here"
    if charset not in {"utf-8", "us-ascii"}:
        return f"the charset {_shown(charset)} is not read here"
    if encoding != "identity":
        return f"the content encoding {_shown(encoding)} is not read here"
    return ""


def _shown(written: str) -> str:
    return repr(written if len(written) <= LONGEST else f"{written[:LONGEST]}...")


LONGEST = 64
"""Characters of a header that a refusal repeats."""
