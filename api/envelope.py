"""What every request and answer goes through: an id, a line in the log, safe headers, HEAD, mistakes."""

from __future__ import annotations

import re
from itertools import count
from secrets import token_hex
from time import perf_counter
from typing import TYPE_CHECKING

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import ClientDisconnect

from .kinds import KINDS
from .log import LOGGER, REQUEST_ID, log_answer
from .problems import answer

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from .readiness import Readiness
    from .state import Service

SAFE_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
}
"""On every answer that says nothing else."""

ROUTE = "route"
"""Where a request's state gets the route as it is declared."""
_PROCESS, _NUMBERS = token_hex(10), count(1)
_OURS = re.compile(r"[A-Za-z0-9-]{1,64}")


class Envelope:
    """Wraps the application; nothing that goes wrong inside leaves as anything but a problem."""

    def __init__(self, app: ASGIApp) -> None:
        """Wrap an application."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request_id = request_id_in(Headers(scope=scope).get("x-request-id", ""))
        REQUEST_ID.set(request_id)
        service: Service = scope["app"].state.service
        out = _Out(send, request_id, service.readiness, head=scope["method"] == "HEAD")
        inner = {**scope, "answer_headers": out.headers} | ({"method": "GET"} if out.head else {})
        begin = perf_counter()
        try:
            await self.app(inner, receive, out.send)
        except ClientDisconnect:
            pass  # nobody waits for an answer; the log's line has no status
        except Exception:  # noqa: BLE001 - the last place that can answer, and it tells the log everything
            LOGGER.exception("unexpected")
            if not out.status:
                kind = KINDS["unexpected"]
                await answer(kind, kind.cure, request_id=request_id)(scope, receive, out.send)
        finally:
            seconds, route = perf_counter() - begin, getattr(inner.get("route"), "path", None)
            inner.setdefault("state", {})[ROUTE] = route
            service.metrics.answered(scope["method"], route, out.status, seconds)
            log_answer(scope["method"], route, out.status or None, out.size, seconds)


class _Out:
    """The way out: sees the status and the size, adds headers, keeps back what HEAD does not want."""

    def __init__(self, send: Send, request_id: str, readiness: Readiness, *, head: bool) -> None:
        self.head = head
        self.status = 0
        self.size = 0
        self.headers: list[tuple[str, str]] = []
        """Headers of the answer that whoever let the request in adds, such as a cookie."""
        self._send = send
        self._request_id = request_id
        self._readiness = readiness

    async def send(self, message: Message) -> None:
        """Send a part of the answer on."""
        if message["type"] == "http.response.start":
            self.status = message["status"]
            headers = MutableHeaders(raw=safe(message["headers"]))
            headers["X-Request-ID"] = self._request_id
            if self._readiness.leaves:
                headers["Connection"] = "close"  # so that whoever asked comes back to another process
            for name, value in self.headers:
                headers.append(name, value)
            message = {**message, "headers": headers.raw}
        elif message["type"] == "http.response.body":
            message = {**message, "body": b""} if self.head else message
            self.size += len(message.get("body", b""))
        await self._send(message)


def safe(headers: list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    """Return the headers of an answer, with those that every answer has."""
    whole = MutableHeaders(raw=[*headers])
    for name, value in SAFE_HEADERS.items():
        whole.setdefault(name, value)
    return whole.raw


def request_id_in(given: str) -> str:
    """Return the id that a proxy in front gave, or a new one: of this process, and a number in it."""
    return given if given and _OURS.fullmatch(given) else f"{_PROCESS}{next(_NUMBERS):012x}"
