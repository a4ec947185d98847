"""The server that carries the application: how long it waits, and what it says when it is ready."""

from __future__ import annotations

import signal
import sys
from time import monotonic
from typing import TYPE_CHECKING

import uvicorn

from app.cli.output import say

from .connection import Connection
from .log import set_up_server

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable
    from types import FrameType

    from starlette.types import ASGIApp

KEPT_ALIVE = 5
"""Seconds for which a connection stays open between two requests."""
LAST_ANSWERS = 15
"""Seconds that answers under way get when the service is stopped."""
CONNECTIONS = 500
"""Connections at once; the next one is answered 503 by the server itself."""


def run(
    app: ASGIApp,
    listener: socket.socket,
    first: str | None = None,
    *,
    leaving: Callable[[], None] = lambda: None,
    linger: float = 0,
) -> None:
    """Serve until SIGTERM or Ctrl+C; answers under way are finished. `first` is where the first admin comes in.

    `leaving` is called once it is asked to stop; new requests are still answered for `linger` seconds then.
    """
    set_up_server()
    signal.signal(signal.SIGTERM, signal.SIG_IGN)  # the server hears it first; raised again, it must not end us at 143
    _Announced(configured(app), first, leaving, linger).run([listener])


def configured(app: ASGIApp) -> uvicorn.Config:
    """Return how the server runs: it trusts no header about who asks, says nothing of itself, logs no address."""
    return uvicorn.Config(
        app,
        http=Connection,
        ws="none",
        log_config=None,
        access_log=False,
        proxy_headers=False,
        server_header=False,
        timeout_keep_alive=KEPT_ALIVE,
        timeout_graceful_shutdown=LAST_ANSWERS,
        limit_concurrency=CONNECTIONS,
    )


class _Announced(uvicorn.Server):
    """A server that says where to click once it listens."""

    def __init__(self, config: uvicorn.Config, first: str | None, leaving: Callable[[], None], linger: float) -> None:
        super().__init__(config)
        self._first, self._leaving, self._linger = first, leaving, linger
        self._leaves_at: float | None = None

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Say first that we leave, and leave a little later; at once where somebody asks for the second time."""
        self._leaving()
        if self._leaves_at is None and self._linger:
            self._leaves_at = monotonic() + self._linger
        else:
            super().handle_exit(sig, frame)

    async def on_tick(self, counter: int) -> bool:
        """Tell whether it is time to leave."""
        if self._leaves_at is not None and monotonic() >= self._leaves_at:
            self.should_exit = True
        return await super().on_tick(counter)

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, then say so."""
        await super().startup(sockets)
        host, port = sockets[0].getsockname()[:2] if sockets else ("", 0)
        shown = "localhost" if host in {"0.0.0.0", "127.0.0.1", "::", "::1"} else host  # noqa: S104 - shown, not listened on
        say(f"Backplan is ready: open http://{shown}:{port}/ (Ctrl+C stops it)\n")
        if self._first is not None:
            say(f"Nobody has an account here yet; become the admin, once and within a day: {self._first}\n")
        sys.stdout.flush()
