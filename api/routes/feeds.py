"""Calendar feeds as apps look them up: by a secret address alone."""

from __future__ import annotations

from email.utils import format_datetime
from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from api.browsers import origin_of
from api.named import Named
from api.state import service_of

if TYPE_CHECKING:
    from starlette.requests import Request

    from app.feeds import Served

CALENDAR = "text/calendar; charset=utf-8"


async def feed(request: Request) -> Response:
    """Return a feed's file; whoever has no address that is good is told nothing but that nothing is here."""
    service, secret, now = service_of(request), request.path_params["secret"], service_of(request).now()
    origin = origin_of(request)
    if not service.rates.may_read(secret):
        return _too_often()
    async with service.gate.line(), service.gate.turn():
        found = await run_in_threadpool(service.subscriptions.served, secret, now)
    if found is None:  # only who has no good address waits: many subscribers can share where they come from
        if not service.rates.may_guess(origin):
            return _too_often()
        service.rates.guessed(origin)
        return Response(status_code=404)
    subscription, served = found
    request.state.still = lambda later: (
        service.rates.may_read(secret) and service.subscriptions.lets_in(subscription, later)
    )
    return _answer(served)


routes = (Named("/f/{secret}/{name}.ics", feed, methods=["GET"]),)


def _answer(served: Served) -> Response:
    headers = {
        "ETag": served.tag,
        "Last-Modified": format_datetime(served.changed.replace(microsecond=0), usegmt=True),
        "Cache-Control": "private",
        "X-Robots-Tag": "noindex",
    }
    return Response(served.content, headers=headers, media_type=CALENDAR)


def _too_often() -> Response:
    return Response(status_code=429, headers={"Retry-After": "60"})
