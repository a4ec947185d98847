"""The page at a one-time address: the first admin, an invitation, a new password."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from api.browsers import MemberForm, StrangersForm, agent_of, entered
from api.hashing import hashing
from api.state import service_of
from app.accounts.sessions import Entered, look_at
from app.accounts.signing_in import NOBODY
from app.accounts.welcome import Said, awaited, come_in, join
from app.actors import SYSTEM
from scheduler.refusals import Refused

from .doors import HOME, UNPROCESSABLE, door, go, refused_status, to_sign_in
from .rendering import told
from .signing_in import welcome

if TYPE_CHECKING:
    from app.accounts.welcome import Awaited

router = APIRouter(include_in_schema=False)

MaybeMember = Annotated[Entered | None, Depends(entered)]


@router.get("/welcome/{secret}")
def show(request: Request, secret: str, found: MaybeMember) -> Response:
    """Say what the address is for, and ask what that needs; nothing is done by looking."""
    try:
        return _page(secret, _awaited(request, secret), found)
    except Refused as refused:
        return door("account/refused.html.j2", refused_status(refused), refused=told(refused))


@router.post("/welcome/{secret}", dependencies=[Depends(hashing, scope="function")])
def choose(request: Request, secret: str, form: StrangersForm, found: MaybeMember) -> Response:
    """Do what the address is for, and sign in whoever did."""
    service = service_of(request)
    said = Said(
        password=form.get("password", ""),
        name=form.get("name", ""),
        email=form.get("email", ""),
        workspace=form.get("workspace", ""),
    )
    try:
        shown = come_in(service.database, secret, said, agent=agent_of(request), now=service.now())
    except Refused as refused:
        return _again(request, secret, found, refused, form)
    welcome(request, shown)
    return go(HOME)


@router.post("/welcome/{secret}/join")
def accept(request: Request, secret: str, form: MemberForm) -> Response:
    """Let somebody who has an account join the workspace, and look at it."""
    service, session = service_of(request), form.entered.session
    try:
        with service.database.writing(workspace=NOBODY, actor=form.entered.caller.actor, now=service.now()) as unit:
            look_at(unit, session, join(unit, secret, session.user))
    except Refused as refused:
        return door("account/refused.html.j2", refused_status(refused), refused=told(refused))
    return go("/account?done=joined")


def _awaited(request: Request, secret: str) -> Awaited:
    service = service_of(request)
    with service.database.reading(workspace=NOBODY, actor=SYSTEM, now=service.now()) as unit:
        return awaited(unit, secret)


def _again(request: Request, secret: str, found: Entered | None, refused: Refused, typed: dict[str, str]) -> Response:
    """Ask again with what was wrong, as long as the address leads somewhere."""
    try:
        expected = _awaited(request, secret)
    except Refused as gone:
        return door("account/refused.html.j2", UNPROCESSABLE, refused=told(gone))
    return _page(secret, expected, found, refused_status(refused), refused=told(refused), typed=typed)


def _page(
    secret: str,
    expected: Awaited,
    found: Entered | None,
    status: int = 200,
    *,
    refused: str = "",
    typed: dict[str, str] | None = None,
) -> Response:
    kept = {name: (typed or {}).get(name, "") for name in ("name", "email", "workspace")}
    return door(
        "account/welcome.html.j2",
        status,
        awaited=expected,
        me=found.session if found else None,
        action=f"/welcome/{secret}",
        sign_in=to_sign_in(f"/welcome/{secret}"),
        refused=refused,
        typed=kept,
    )
