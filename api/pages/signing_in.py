"""Signing in and out, and a new password where the old one is forgotten."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Request
from starlette.background import BackgroundTask
from starlette.responses import Response

from api.browsers import MemberForm, StrangersForm, agent_of, entered, origin_of, show_cookie
from api.hashing import hashing
from api.state import Service, service_of
from app.accounts.sessions import end_all_sessions, end_session
from app.accounts.signing_in import NOBODY, count_forgotten, send_new_password, sign_in
from app.actors import SYSTEM
from scheduler.refusals import Refused

from .doors import door, go, own_address, refused_status
from .rendering import told

router = APIRouter(include_in_schema=False)


@router.get("/sign-in")
def ask(request: Request, found: Annotated[object, Depends(entered)]) -> Response:
    """Ask who somebody is; who is signed in already goes on."""
    leads_to = own_address(request.query_params.get("next", ""))
    return go(leads_to) if found else _asking(request, leads_to=leads_to)


@router.post("/sign-in", dependencies=[Depends(hashing, scope="function")])
def come_in(request: Request, form: StrangersForm) -> Response:
    """Let somebody in; the session that the browser had before ends."""
    service, leads_to, email = service_of(request), own_address(form.get("next", "")), form.get("email", "")
    try:
        secret = sign_in(
            service.database,
            email,
            form.get("password", ""),
            origin=origin_of(request),
            agent=agent_of(request),
            now=service.now(),
        )
    except Refused as refused:
        return _asking(request, refused_status(refused), leads_to=leads_to, email=email, refused=told(refused))
    welcome(request, secret)
    return go(leads_to)


@router.post("/sign-out")
def leave(request: Request, form: MemberForm) -> Response:
    """Sign this browser out, or all of one's browsers."""
    service, session = service_of(request), form.entered.session
    with service.database.writing(workspace=NOBODY, actor=form.entered.caller.actor, now=service.now()) as unit:
        if "everywhere" in form.fields:
            end_all_sessions(unit, session.user)
        else:
            end_session(unit, session.user, session.id)
    show_cookie(request, "")
    return go("/sign-in")


@router.get("/forgotten")
def ask_for_whom(request: Request) -> Response:
    """Ask whose password is forgotten."""
    return door("account/forgotten.html.j2", email="", refused="", sent=False, sends=service_of(request).post.is_there)


@router.post("/forgotten")
def send(request: Request, form: StrangersForm) -> Response:
    """Say the same whoever it is; whether a mail goes out is decided once the answer has left."""
    service, email = service_of(request), form.get("email", "")
    shown = {"email": email, "sends": service.post.is_there}
    try:
        with service.database.writing(workspace=NOBODY, actor=SYSTEM, now=service.now()) as unit:
            count_forgotten(unit, email, origin_of(request))
    except Refused as refused:
        return door("account/forgotten.html.j2", refused_status(refused), refused=told(refused), sent=False, **shown)
    answer = door("account/forgotten.html.j2", refused="", sent=True, **shown)
    answer.background = BackgroundTask(_send, service, email)
    return answer


def welcome(request: Request, secret: str) -> None:
    """Give a browser its new session, and end the one that it had."""
    before, service = entered(request), service_of(request)
    if before is not None:
        actor = before.caller.actor
        with service.database.writing(workspace=NOBODY, actor=actor, now=service.now()) as unit:
            end_session(unit, before.session.user, before.session.id)
    request.scope["answer_headers"].clear()
    show_cookie(request, secret)


def _send(service: Service, email: str) -> None:
    with service.database.writing(workspace=NOBODY, actor=SYSTEM, now=service.now()) as unit:
        send_new_password(unit, email, service.post)


def _asking(request: Request, status: int = 200, *, leads_to: str, email: str = "", refused: str = "") -> Response:
    return door(
        "account/sign_in.html.j2",
        status,
        leads_to=leads_to,
        email=email,
        refused=refused,
        oidc=_elsewhere(request, leads_to),
    )


def _elsewhere(request: Request, leads_to: str) -> str:
    """Return where one signs in with the account of one's organisation; empty where that is not set up."""
    return f"/sign-in/provider?{urlencode({'next': leads_to})}" if service_of(request).provider else ""
