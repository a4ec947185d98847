"""One connection: how long the server waits for the other side, and how long the head of a request may be."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol

from .kinds import KINDS, PROBLEM_JSON
from .problems import ProblemDocument

if TYPE_CHECKING:
    import asyncio

    from uvicorn.protocols.http.httptools_impl import RequestResponseCycle

REQUEST_WITHIN = 10
"""Seconds in which the head of a request must have come."""
ANSWER_WITHIN = 300
"""Seconds in which its body must have come, and its answer been made and taken away."""
HEAD = 64_000
"""Bytes that the address and the headers of a request may have together; its parser sets no bound."""
AT_ONCE, GIVE = "backplan.at_once", "give"
"""The extension of a request's scope, and what in it gives a whole answer at once: status, head, and body.

The head is written out, with a line end behind each header, and has a content length where there is a body. It returns
whether it did; the answer goes the usual way where it did not. Two messages, whose headers are looked through one by
one, cost as much as all else of an answer that is at hand.
"""
TOO_LONG = "the head of a request is too long"
UNREADABLE = f"no request could be read here: it is not HTTP/1.1, or its address and headers have over {HEAD:,} bytes"


class Connection(HttpToolsProtocol):
    """Hangs up on whoever sends no request or takes no answer, so that nobody can hold all connections for ever."""

    _timer: asyncio.TimerHandle | None = None
    _until = 0.0
    """When it hangs up, in the loop's time, unless something comes."""
    _head: int | None = 0
    """Bytes that have come of a head that is not whole yet; None while a body comes."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override] # as the server has it
        """Wait for the first request."""
        super().connection_made(transport)
        self._wait()

    def data_received(self, data: bytes) -> None:
        """Wait for the answer to be taken, once a request has come."""
        before, head = self.cycle, self._head
        super().data_received(data)
        if self.cycle is not before:
            self._wait()
        elif head is not None and self._head is not None and not self.transport.is_closing():
            self._head = head + len(data)
            if self._head > HEAD:
                self.send_400_response(TOO_LONG)

    def on_headers_complete(self) -> None:
        """Let the request in, unless its head came whole and is too long; the server refuses it then."""
        self._head = None
        if len(self.url) + sum(len(name) + len(said) for name, said in self.headers) > HEAD:
            raise ValueError(TOO_LONG)
        super().on_headers_complete()
        self.scope["extensions"] = {AT_ONCE: {GIVE: partial(self._give, self.cycle)}}

    def _give(self, cycle: RequestResponseCycle, status: int, head: bytes, body: bytes) -> bool:
        """Give a whole answer, unless the line is full, or is to be closed behind it."""
        if cycle.disconnected or cycle.response_started or self.flow.write_paused or not cycle.keep_alive:
            return False
        said = (b"%b: %b\r\n" % header for header in cycle.default_headers)
        whole = b"".join((STATUS_LINE[status], *said, head, b"\r\n"))
        self.transport.writelines((whole, body) if body else (whole,))
        cycle.response_started = cycle.response_complete = True
        cycle.message_event.set()
        cycle.on_response()
        return True

    def on_message_complete(self) -> None:
        """Expect another head."""
        self._head = 0
        super().on_message_complete()

    def send_400_response(self, msg: str) -> None:  # noqa: ARG002 - the server's words are for its log
        """Tell whoever sends no request that can be read so, as everything else is told, and hang up."""
        kind = KINDS["bad-request"]
        body = ProblemDocument.of(kind, UNREADABLE).model_dump_json().encode()
        head = f"HTTP/1.1 400 Bad Request\r\nContent-Type: {PROBLEM_JSON}\r\nContent-Length: {len(body)}\r\n"
        self.transport.write(f"{head}Connection: close\r\n\r\n".encode() + body)
        self.transport.close()

    def on_response_complete(self) -> None:
        """Wait for the next request, which may have come already."""
        super().on_response_complete()
        self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait for nothing."""
        if self._timer:
            self._timer.cancel()
        super().connection_lost(exc)

    def _wait(self) -> None:
        answering = not getattr(self.cycle, "response_complete", True)  # there is no cycle before the first request
        self._until = self.loop.time() + (ANSWER_WITHIN if answering else REQUEST_WITHIN)
        if self._timer is None or self._until < self._timer.when():
            self._look_at(self._until)

    def _look_at(self, moment: float) -> None:
        if self._timer:
            self._timer.cancel()
        self._timer = self.loop.call_at(moment, self._hang_up_or_wait_on)

    def _hang_up_or_wait_on(self) -> None:
        """Hang up once the time is over; it may have been put off since the timer was set, as with each request."""
        if self.loop.time() >= self._until:
            self.transport.abort()
        else:
            self._look_at(self._until)
