"""What was answered before is answered again at once, as long as nothing was written and no day has begun since.

Only where the database tells without a query that nothing was written: on SQLite. Who asks is looked at each time, and
so is until when that one is let in.
"""

from __future__ import annotations

from asyncio import get_running_loop
from collections import OrderedDict
from dataclasses import dataclass
from hashlib import sha256
from time import perf_counter
from typing import TYPE_CHECKING, Any

from starlette.datastructures import Headers

from app.plans.midnight import AT_MIDNIGHT

from .connection import AT_ONCE, GIVE
from .envelope import ROUTE, request_id_in, safe
from .known import NOT_MODIFIED, OK, WHOLE, is_known, unchanged
from .log import REQUEST_ID, log_answer

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from starlette.types import ASGIApp, Receive, Scope, Send

    from .known import RawHeaders, Whole
    from .state import Service

ROOM = 64_000_000
"""Bytes that are kept."""
FEEDS = "/f/"
"""Where addresses of feeds begin: they are the secret."""
STILL = "still"
"""Where a route leaves in a request's state how to tell at another moment whether who asks is let in."""
_DECIDE = frozenset({b"authorization", b"accept", b"host"})
"""Headers on which an answer depends; a browser's cookie counts for nothing beside the first."""


class _Answer:
    """A status, headers and a body; the headers also as they go over the line."""

    def __init__(self, status: int, headers: RawHeaders, body: bytes) -> None:
        self.status = status
        self.headers = headers
        self.head = b"".join(b"%b: %b\r\n" % header for header in headers)
        self.body = body

    async def leave(self, request_id: bytes, scope: Scope, send: Send) -> None:
        """Leave under the id of a request: at once, where the server knows how."""
        at_once = scope.get("extensions", {}).get(AT_ONCE)
        if at_once and at_once[GIVE](self.status, b"%bx-request-id: %b\r\n" % (self.head, request_id), self.body):
            return
        headers = [*self.headers, (b"x-request-id", request_id)]
        await send({"type": "http.response.start", "status": self.status, "headers": headers})
        await send({"type": "http.response.body", "body": self.body})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kept:
    """An answer, and for how long it is the same."""

    whole: _Answer
    unchanged: _Answer
    """For who has it already."""
    tag: bytes
    route: str
    """As it is declared, for the log."""
    until: datetime
    """A day may begin somewhere."""
    still: Callable[[datetime], bool]


class AtHand:
    """Stands before the whole application; knows nobody, and nothing of plans."""

    def __init__(self, app: ASGIApp, service: Service, *, room: int = ROOM) -> None:
        """Begin with nothing kept."""
        self.app = app
        self.size = 0
        """Bytes of what is kept."""
        self._service = service
        self._room = room
        self._version: int | None = None
        self._looked = False
        self._kept: OrderedDict[bytes, _Kept] = OrderedDict()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http" or scope["method"] != "GET" or not _may_be_at_hand(scope):
            await self.app(scope, receive, send)
            return
        begin, key = perf_counter(), _key(scope)
        version, now = self._seen(), self._service.now()  # before anything is read
        kept = self._kept.get(key)
        if kept is not None and now < kept.until and not self._service.readiness.leaves and kept.still(now):
            self._kept.move_to_end(key)
            status = await _give(kept, begin, scope, send)
            self._service.metrics.answered("GET", kept.route, status, perf_counter() - begin)
            return
        left = scope["state"] = {**scope.get("state", {})}
        await self.app(scope, receive, send)
        if version is not None and version == self._version and WHOLE in left and STILL in left:
            self._keep(key, _kept(left, now))

    def _seen(self) -> int | None:
        """Return the database's version, looked at once in a turn of the loop, and begin anew where it is another one.

        Whoever asks after something was written is answered in a later turn than the one in which this looked before.
        """
        if not self._looked:
            self._looked = True
            get_running_loop().call_soon(self._look_again)
            version = self._service.database.version()
            if version != self._version:
                self._kept.clear()
                self._version, self.size = version, 0
        return self._version

    def _look_again(self) -> None:
        self._looked = False

    def _keep(self, key: bytes, kept: _Kept) -> None:
        before = self._kept.pop(key, None)
        self._kept[key] = kept
        self.size += len(kept.whole.body) - (len(before.whole.body) if before else 0)
        while self.size > self._room:
            self.size -= len(self._kept.popitem(last=False)[1].whole.body)


def _kept(left: dict[str, Any], now: datetime) -> _Kept:
    """Return the answer to a request, by what is left of it."""
    whole: Whole = left[WHOLE]
    return _Kept(
        whole=_Answer(OK, safe(whole.headers), whole.body),
        unchanged=_Answer(NOT_MODIFIED, safe(unchanged(whole.headers)), b""),
        tag=dict(whole.headers)[b"etag"],
        route=left[ROUTE],
        until=AT_MIDNIGHT.next(now),
        still=left[STILL],
    )


async def _give(kept: _Kept, begin: float, scope: Scope, send: Send) -> int:
    """Answer as before, under an id of its own, and with a line in the log like every answer; return the status."""
    asked = dict(scope["headers"])
    request_id = request_id_in(asked.get(b"x-request-id", b"").decode("latin-1"))
    REQUEST_ID.set(request_id)
    tag = asked.get(b"if-none-match")
    if tag == kept.tag or (
        (tag or b"if-modified-since" in asked) and is_known(Headers(scope=scope), Headers(raw=kept.whole.headers))
    ):
        answer = kept.unchanged
    else:
        answer = kept.whole
    await answer.leave(request_id.encode(), scope, send)
    log_answer("GET", kept.route, answer.status, len(answer.body), perf_counter() - begin)
    return answer.status


def _may_be_at_hand(scope: Scope) -> bool:
    """Tell whether a secret is shown; nothing of what is kept is looked at for anybody else."""
    path: str = scope["path"]
    return path.startswith(FEEDS) or any(name == b"authorization" for name, _ in scope["headers"])


def _key(scope: Scope) -> bytes:
    """Return all that decides what is answered, as a digest, for there are secrets in it."""
    said = [name + b":" + value for name, value in scope["headers"] if name in _DECIDE]
    return sha256(b"\0".join([scope["raw_path"], scope["query_string"], *said])).digest()
