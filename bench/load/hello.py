"""The peer: an application that says hello and does nothing else, on the same server with the same limits."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import uvicorn

from api.server import configured

if TYPE_CHECKING:
    from starlette.types import Receive, Scope, Send

HELLO = b"Hello, world!"


async def hello(scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG001 - every application takes it
    """Say hello, whatever was asked."""
    headers = [(b"content-type", b"text/plain"), (b"content-length", str(len(HELLO)).encode())]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": HELLO})


if __name__ == "__main__":
    configuration = configured(hello)
    configuration.port, configuration.lifespan = int(sys.argv[1]), "off"
    uvicorn.Server(configuration).run()
