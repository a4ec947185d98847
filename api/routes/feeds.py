"""Calendar feeds as apps look them up: by a secret address alone, and most often to hear that nothing changed."""

from __future__ import annotations

from email.utils import format_datetime, parsedate_to_datetime
from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from api.browsers import origin_of
from api.named import Named
from api.state import service_of
from app import clock

if TYPE_CHECKING:
    from starlette.requests import Request

    from app.feeds import Served

CALENDAR = "text/calendar; charset=utf-8"


async def feed(request: Request) -> Response:
    """Return a feed's file; whoever has no address that is good is told nothing but that nothing is here."""
    service, secret, now = service_of(request), request.path_params["secret"], clock.now()
    origin = origin_of(request)
    if not service.rates.may_read(secret):
        return _too_often()
    served = service.subscriptions.at_hand(secret, now)
    if served is None:
        if not service.rates.may_guess(origin):
            return _too_often()
        async with service.gate.line(), service.gate.turn():
            served = await run_in_threadpool(service.subscriptions.served, secret, now)
    if served is None:
        service.rates.guessed(origin)
        return Response(status_code=404)
    return _answer(request, served)


routes = (Named("/f/{secret}/{name}.ics", feed, methods=["GET"]),)


def _answer(request: Request, served: Served) -> Response:
    headers = {
        "ETag": served.tag,
        "Last-Modified": format_datetime(served.changed.replace(microsecond=0), usegmt=True),
        "Cache-Control": "private",
        "X-Robots-Tag": "noindex",
    }
    if _knows(request, served):
        return Response(status_code=304, headers=headers)
    return Response(served.content, headers=headers, media_type=CALENDAR)


def _knows(request: Request, served: Served) -> bool:
    """Tell whether the caller has the file already; a tag that it names counts more than a time."""
    tags = request.headers.get("if-none-match")
    if tags is not None:
        return bool({one.strip().removeprefix("W/") for one in tags.split(",")} & {served.tag, "*"})
    try:
        since = parsedate_to_datetime(request.headers.get("if-modified-since", ""))
    except ValueError:
        return False
    return since.tzinfo is not None and served.changed.replace(microsecond=0) <= since


def _too_often() -> Response:
    return Response(status_code=429, headers={"Retry-After": "60"})
