"""One's own account: name, password, the browsers that are signed in, and which workspace is looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from api.browsers import Filled, Member, MemberForm
from api.hashing import hashing
from api.state import service_of
from app.accounts.mail_choices import choices_of, choose
from app.accounts.own import rename, workspaces_of_mine
from app.accounts.sessions import end_session, look_at, sessions_of
from app.accounts.signing_in import change_password
from scheduler.refusals import Refused

from .agents import agent_said
from .doors import go, member_page, refused_status
from .mail_choices import wanted_in
from .moments import day_said
from .rendering import told

if TYPE_CHECKING:
    from app.accounts.sessions import Entered

router = APIRouter(include_in_schema=False)

DONE = {
    "joined": "You have joined the workspace.",
    "name": "Your name is changed.",
    "password": "Your password is changed, and your other browsers are signed out.",
    "session": "That browser is signed out.",
    "mails": "Your choice is kept.",
    "workspace": "You now look at another workspace.",
}
"""What is said when something was done."""


@router.get("/account")
def show(request: Request, found: Member) -> Response:
    """Show one's own account."""
    return _page(request, found, said=DONE.get(request.query_params.get("done", ""), ""))


@router.post("/account/name")
def change_name(request: Request, form: MemberForm) -> Response:
    """Let somebody be called otherwise."""
    return _done(request, form, "name")


@router.post("/account/workspace")
def change_workspace(request: Request, form: MemberForm) -> Response:
    """Look at another workspace."""
    return _done(request, form, "workspace")


@router.post("/account/mails")
def choose_mails(request: Request, form: MemberForm) -> Response:
    """Get some kinds of mail from the workspace that is looked at, and others not."""
    return _done(request, form, "mails")


@router.post("/account/session")
def sign_out_another(request: Request, form: MemberForm) -> Response:
    """Sign another browser out."""
    return _done(request, form, "session")


@router.post("/account/password", dependencies=[Depends(hashing, scope="function")])
def choose_password(request: Request, form: MemberForm) -> Response:
    """Let somebody take another password."""
    service, session, fields = service_of(request), form.entered.session, form.fields
    old, new = fields.get("old", ""), fields.get("new", "")
    try:
        change_password(service.database, session.user, old=old, new=new, but=session.id, now=service.now())
    except Refused as refused:
        return _page(request, form.entered, refused_status(refused), refused=told(refused), about="password")
    return go("/account?done=password")


def _done(request: Request, form: Filled, what: str) -> Response:
    """Do one thing and show the account again, with what came of it."""
    service, session, fields = service_of(request), form.entered.session, form.fields
    caller = form.entered.caller
    try:
        with service.database.writing(workspace=caller.workspace, actor=caller.actor, now=service.now()) as unit:
            if what == "name":
                rename(unit, session.user, fields.get("name", ""))
            elif what == "workspace":
                look_at(unit, session, fields.get("workspace", ""))
            elif what == "mails":
                choose(unit, session.email, wanted_in(fields))
            else:
                end_session(unit, session.user, fields.get("session", ""))
    except Refused as refused:
        return _page(request, form.entered, refused_status(refused), refused=told(refused), about=what)
    return go(f"/account?done={what}")


def _page(
    request: Request, found: Entered, status: int = 200, *, said: str = "", refused: str = "", about: str = ""
) -> Response:
    service, caller = service_of(request), found.caller
    with service.database.reading(workspace=caller.workspace, actor=caller.actor, now=service.now()) as unit:
        sessions, workspaces = sessions_of(unit, caller.actor.id), workspaces_of_mine(unit, caller.actor.id)
        choices = choices_of(unit, found.session.email)
    return member_page(
        "account/account.html.j2",
        found,
        status,
        sessions=sessions,
        workspaces=workspaces,
        choices=choices,
        said=said,
        refused=refused,
        about=about,
        called=agent_said,
        day=day_said,
    )
