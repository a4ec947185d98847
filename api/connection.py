"""One connection, and how long the server waits for the other side: for a request, and for its answer to be taken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from uvicorn.protocols.http.h11_impl import H11Protocol

if TYPE_CHECKING:
    import asyncio

REQUEST_WITHIN = 10
"""Seconds in which the head of a request must have come."""
ANSWER_WITHIN = 300
"""Seconds in which its body must have come, and its answer been made and taken away."""


class Connection(H11Protocol):
    """Hangs up on whoever sends no request or takes no answer, so that nobody can hold all connections for ever."""

    _timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override] # as the server has it
        """Wait for the first request."""
        super().connection_made(transport)
        self._wait()

    def data_received(self, data: bytes) -> None:
        """Wait for the answer to be taken, once a request has come."""
        before = self.cycle
        super().data_received(data)
        if self.cycle is not before:
            self._wait()

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
        if self._timer:
            self._timer.cancel()
        answering = not getattr(self.cycle, "response_complete", True)  # there is no cycle before the first request
        self._timer = self.loop.call_later(ANSWER_WITHIN if answering else REQUEST_WITHIN, self.transport.abort)
