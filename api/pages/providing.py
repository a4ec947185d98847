"""Signing in with the account of one's organisation, at its identity provider."""

from __future__ import annotations

import hmac

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.browsers import agent_of, cookie, cookie_name
from api.problems import Declined
from api.state import Service, service_of
from app.accounts.joining import LASTS, begin, finish
from app.accounts.provider import Provider
from scheduler.refusals import Refused

from .doors import door, go, own_address, refused_status
from .rendering import told
from .signing_in import welcome

router = APIRouter(include_in_schema=False)
BACK = "/sign-in/provider/back"


@router.get("/sign-in/provider")
def send_there(request: Request) -> Response:
    """Send a browser to the provider."""
    service = service_of(request)
    provider = _provider(service)
    try:
        leads_to = own_address(request.query_params.get("next", ""))
        begun = begin(service.database, provider, leads_to, service.now())
    except Refused as refused:
        return door("account/refused.html.j2", refused_status(refused), refused=told(refused))
    cookie(request, _name(service), begun.state, int(LASTS.total_seconds()))
    return go(begun.address)


@router.get(BACK)
def come_back(request: Request) -> Response:
    """Let a browser in that comes back from the provider with what it took there."""
    service, asked = service_of(request), request.query_params
    provider, state = _provider(service), asked.get("state", "")
    kept = request.cookies.get(_name(service), "")
    is_theirs = bool(kept) and hmac.compare_digest(kept.encode(), state.encode())
    if not is_theirs or "code" not in asked or asked.get("iss", provider.issuer) != provider.issuer:
        sentence = "This sign-in did not begin in this browser, or was broken off. Begin again."
        return door("account/refused.html.j2", 422, refused=sentence)
    try:
        secret, leads_to = finish(
            service.database,
            provider,
            code=asked["code"],
            state=state,
            agent=agent_of(request),
            now=service.now(),
        )
    except Refused as refused:
        return door("account/refused.html.j2", refused_status(refused), refused=told(refused))
    welcome(request, secret)
    cookie(request, _name(service), "", 0)
    return go(leads_to)


def _name(service: Service) -> str:
    return f"{cookie_name(service.settings)}-provider"


def _provider(service: Service) -> Provider:
    if service.provider is None:
        raise Declined(404, "there is no other way to sign in here than by password")
    return service.provider
