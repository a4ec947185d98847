"""A receiver of webhooks on this machine: it keeps what it is sent, and answers as it is told."""

from __future__ import annotations

import json
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Condition, Event, Thread
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable, Iterator

PATIENCE = 120
"""Seconds that something may take before a test fails, on however busy a machine."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """What was received once."""

    headers: dict[str, str]
    """By their names in small letters."""
    body: bytes

    @property
    def id(self) -> str:
        """By which a repetition is recognised."""
        return self.headers["webhook-id"]

    @property
    def said(self) -> dict[str, Any]:
        """The body as plain data."""
        found: dict[str, Any] = json.loads(self.body)
        return found


@dataclass(slots=True, kw_only=True)
class Reply:
    """How a message is answered."""

    status: int = 204
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""
    waits_for: Event | None = None
    """Until when the answer is held back."""


@dataclass(slots=True)
class Receiver:
    """All that was received, in its order, and what is answered next."""

    port: int = 0
    messages: list[Message] = field(default_factory=list)
    replies: list[Reply] = field(default_factory=list)
    """One for each message to come; then `usual`."""
    usual: Reply = field(default_factory=Reply)
    meanwhile: Callable[[], object] | None = None
    """What is done before an answer goes out."""
    _told: Condition = field(default_factory=Condition)

    @property
    def url(self) -> str:
        """Where it is."""
        return f"http://127.0.0.1:{self.port}/hooks"

    @property
    def types(self) -> list[str]:
        """What the messages are about."""
        return [one.said["type"] for one in self.messages]

    def take(self, message: Message) -> Reply:
        """Keep a message, and return its answer."""
        with self._told:
            self.messages.append(message)
            self._told.notify_all()
            return self.replies.pop(0) if self.replies else self.usual

    def wait_for(self, number: int) -> list[Message]:
        """Return the messages once there are so many."""
        with self._told:
            assert self._told.wait_for(lambda: len(self.messages) >= number, PATIENCE), self.messages
            return [*self.messages]


@contextmanager
def receiving(*, context: ssl.SSLContext | None = None, host: str = "127.0.0.1") -> Iterator[Receiver]:
    """Receive until the block ends; encrypted where a context says as whom."""
    receiver = Receiver()

    class Handler(BaseHTTPRequestHandler):
        """Hands messages over."""

        def do_POST(self) -> None:
            """Take a message."""
            body = self.rfile.read(int(self.headers["content-length"]))
            headers = {name.lower(): value for name, value in self.headers.items()}
            reply = receiver.take(Message(headers=headers, body=body))
            if receiver.meanwhile is not None:
                receiver.meanwhile()
            if reply.waits_for is not None:
                reply.waits_for.wait(PATIENCE)
            self._answer(reply)

        def _answer(self, reply: Reply) -> None:
            if reply.waits_for is not None:
                return  # whoever waited is gone
            self.send_response(reply.status)
            for name, value in {**reply.headers, "content-length": str(len(reply.body))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(reply.body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - as theirs is called
            """Say nothing."""

    server = ThreadingHTTPServer((host, 0), Handler)
    if context is not None:
        server.socket = context.wrap_socket(server.socket, server_side=True)
    receiver.port = server.server_port
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield receiver
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
