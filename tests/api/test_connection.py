"""An answer that leaves at once leaves as any other, and only where that can be."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from fastapi import FastAPI

from api.connection import AT_ONCE, GIVE

from .server import raw, serving

if TYPE_CHECKING:
    from starlette.types import Receive, Scope, Send

GET = b"GET /%d HTTP/1.1\r\nHost: x\r\n%b\r\n"
CLOSE = b"Connection: close\r\n"


class Numbers(FastAPI):
    """Answers with as many bytes as the address says: at once where that can be, else `usual`."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await super().__call__(scope, receive, send)
            return
        body = b"x" * int(scope["path"][1:])
        if not scope["extensions"][AT_ONCE][GIVE](200, b"content-length: %d\r\n" % len(body), body):
            headers = [(b"content-length", b"5")]
            await send({"type": "http.response.start", "status": 200, "headers": headers})
            await send({"type": "http.response.body", "body": b"usual"})


@pytest.mark.parametrize("sizes", [(0,), (5,), (3_000_000,), (5, 0, 93_000, 7)])
def test_answers_leave_at_once_one_behind_the_other(sizes: tuple[int, ...]) -> None:
    with serving(app=Numbers()) as client:
        came = raw(client, b"".join(GET % (size, b"") for size in sizes) + GET % (1, CLOSE))

    for size in sizes:
        head, _, rest = came.partition(b"\r\n\r\n")
        assert re.fullmatch(rb"HTTP/1.1 200 OK\r\ndate: [^\r]+ GMT\r\ncontent-length: %d" % size, head)
        assert rest[:size] == b"x" * size
        came = rest[size:]
    assert came.endswith(b"connection: close\r\n\r\nusual")


def test_a_connection_that_ends_with_the_answer_ends_the_usual_way() -> None:
    with serving(app=Numbers()) as client:
        assert raw(client, b"GET /1 HTTP/1.0\r\n\r\n").endswith(b"\r\n\r\nusual")
