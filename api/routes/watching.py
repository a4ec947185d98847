"""For whoever watches the service: whether requests had better come here, and its numbers."""

from __future__ import annotations

import json
from hmac import compare_digest
from ipaddress import ip_address
from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from api.body import JSON
from api.named import Named
from api.problems import Declined
from api.readiness import WELL
from api.state import service_of

if TYPE_CHECKING:
    from starlette.requests import Request

FORWARDED = ("forwarded", "via", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-real-ip")
"""Headers by which a proxy says that it asks for somebody else."""
TEXT = "text/plain; version=0.0.4; charset=utf-8"
NO_STORE = {"Cache-Control": "no-store"}


async def ready(request: Request) -> Response:
    """Tell whether requests had better come here; 503 where they had not."""
    checks = await service_of(request).readiness.checks()
    well = set(checks.values()) == {WELL}
    said = {"status": "ready" if well else "not-ready", "checks": checks}
    return Response(json.dumps(said), 200 if well else 503, NO_STORE, JSON)


async def numbers(request: Request) -> Response:
    """Give the numbers of this process to whoever may read them."""
    _refuse_strangers(request)
    text = await run_in_threadpool(service_of(request).metrics.text)
    return Response(text, 200, {**NO_STORE, "Content-Type": TEXT})


def _refuse_strangers(request: Request) -> None:
    """Let in who shows the operator's token, or where there is none programs of this machine."""
    settings = service_of(request).settings
    if settings.metrics_token:
        shown = request.headers.get("authorization", "").encode()
        if not compare_digest(shown, f"Bearer {settings.metrics_token}".encode()):
            sentence = "show the token of BACKPLAN_METRICS_TOKEN: Authorization: Bearer ..."
            raise Declined(401, sentence, {"WWW-Authenticate": "Bearer"})
    elif settings.proxies or not _is_of_this_machine(request):
        raise Declined(403, "the numbers are for the operator; set BACKPLAN_METRICS_TOKEN, and show it")


def _is_of_this_machine(request: Request) -> bool:
    if request.client is None or any(name in request.headers for name in FORWARDED):
        return False
    return ip_address(request.client.host.partition("%")[0]).is_loopback


routes = (Named("/readyz", ready, methods=["GET"]), Named("/metrics", numbers, methods=["GET"]))
