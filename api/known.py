"""Who has an answer already is told just that: every answer with a tag is held against what the caller says it knows.

As RFC 9110 has it, a tag that the caller names counts more than a time.
"""

from __future__ import annotations

from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from starlette.datastructures import Headers

if TYPE_CHECKING:
    from datetime import datetime

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    RawHeaders = list[tuple[bytes, bytes]]

WHOLE = "whole"
"""Where a request's state gets the answer that there was to give, whatever the caller knows of it."""
OK, NOT_MODIFIED = 200, 304
_OF_THE_BODY = frozenset({b"content-type", b"content-length", b"content-disposition"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """An answer with a tag."""

    headers: RawHeaders
    body: bytes


class Known:
    """Stands before all routes, which answer as if nobody knew anything."""

    def __init__(self, app: ASGIApp) -> None:
        """Wrap an application."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http" or scope["method"] != "GET":
            await self.app(scope, receive, send)
            return
        await self.app(scope, receive, _Out(scope, send).send)


class _Out:
    """The way out: waits with the head of an answer that has a tag until its body comes."""

    def __init__(self, scope: Scope, send: Send) -> None:
        self._scope = scope
        self._send = send
        self._head: Message | None = None
        self._is_known = False

    async def send(self, message: Message) -> None:
        """Send a part of the answer on, or that all of it is known."""
        if message["type"] == "http.response.start" and message["status"] == OK and _has_tag(message["headers"]):
            self._head = message
            return
        if self._head is not None:
            head, self._head = self._head, None
            await self._begin(head, message)
        if not self._is_known:
            await self._send(message)

    async def _begin(self, head: Message, body: Message) -> None:
        if not body.get("more_body", False):
            whole = Whole(headers=head["headers"], body=body.get("body", b""))
            self._scope.setdefault("state", {})[WHOLE] = whole
        self._is_known = is_known(Headers(scope=self._scope), Headers(raw=head["headers"]))
        if not self._is_known:
            await self._send(head)
            return
        await self._send({**head, "status": NOT_MODIFIED, "headers": unchanged(head["headers"])})
        await self._send({"type": "http.response.body", "body": b""})


def is_known(asked: Headers, answer: Headers) -> bool:
    """Tell whether a request names the answer's tag, or without naming any a time at which it was the same."""
    tags = asked.get("if-none-match")
    if tags is not None:
        return bool({one.strip().removeprefix("W/") for one in tags.split(",")} & {answer["etag"], "*"})
    since, changed = _time(asked.get("if-modified-since")), _time(answer.get("last-modified"))
    return since is not None and changed is not None and changed <= since


def unchanged(headers: RawHeaders) -> RawHeaders:
    """Return the headers of an answer that say nothing of its body."""
    return [(name, said) for name, said in headers if name not in _OF_THE_BODY]


def _has_tag(headers: RawHeaders) -> bool:
    return any(name == b"etag" for name, _ in headers)


def _time(written: str | None) -> datetime | None:
    """Return a time of a header; None for what is none, which counts as not said."""
    try:
        time = parsedate_to_datetime(written or "")
    except (ValueError, OverflowError):  # the latter of a number that no clock has
        return None
    return time if time.tzinfo is not None else None
