"""The workspace: its name, its members, who is invited, and the tokens that let tools in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.browsers import Filled, Member, MemberForm
from api.state import service_of
from app.accounts.failed_mails import failed_mails, resend, resend_all, stopped, write_again_to
from app.accounts.inviting import Invited, invitations_of, invite, withdraw
from app.accounts.membership import give_role, let_in_again, members_of, remove_member, rename_workspace, shut_out
from app.accounts.operating import is_operating
from app.accounts.tokens import Issued, issue_token, maker_for, revoke_token, tokens_of
from app.callers import RIGHTS, Right
from scheduler.refusals import Refused

from .doors import go, member_page, refused_status
from .moments import day_said
from .rendering import told

if TYPE_CHECKING:
    from collections.abc import Callable

    from api.fields import Fields
    from app.accounts.letters import Post
    from app.accounts.sessions import Entered
    from app.store import Unit

router = APIRouter(include_in_schema=False)

DONE = {
    "name": "The workspace is renamed.",
    "role": "The role is changed.",
    "out": "The member is shut out: sessions and tokens have ended.",
    "again": "The member may come in again; tokens have to be made anew.",
    "removed": "The member is removed.",
    "withdrawn": "The invitation is withdrawn.",
    "revoked": "The token is revoked.",
    "resent": "What failed is sent again.",
    "again-to": "Mails go to that address again.",
}
"""What is said when something was done."""

SCOPES = {
    Right.READ_PLANS: "Read plans",
    Right.CREATE_PLANS: "Make plans",
    Right.CHANGE_PLANS: "Change plans",
    Right.SHARE_PLANS: "Share plans",
    Right.ERASE_PLANS: "Erase plans",
    Right.READ_PORTFOLIO: "Read the portfolio",
    Right.MANAGE_TEMPLATES: "Manage templates",
    Right.MANAGE_MEMBERS: "Manage members",
    Right.MANAGE_TOKENS: "Manage tokens",
    Right.MANAGE_WEBHOOKS: "Manage webhooks",
    Right.MANAGE_PRIVACY: "Manage privacy",
    Right.TAKE_REPLIES: "Hand in answers to invitations",
    Right.OPERATE_SERVICE: "Look after the service",
}
"""Rights as people call them, in the order of the page."""

LASTS = {"30": "30 days", "90": "90 days", "365": "a year", "": "for ever"}
"""How long a token may last, by days."""
SCOPE = "scope."
"""Before a right in the name of a field."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of a form, for the page that is shown next."""

    said: str = ""
    refused: str = ""
    about: str = ""
    """The part of the page that it belongs to."""
    invited: Invited | None = None
    issued: Issued | None = None
    typed: Fields | None = None


@router.get("/workspace")
def show(request: Request, found: Member) -> Response:
    """Show the workspace; members see who belongs to it, and their own tokens."""
    return _page(request, found, Outcome(said=DONE.get(request.query_params.get("done", ""), "")))


@router.post("/workspace/{what}")
def change(request: Request, what: str, form: MemberForm) -> Response:
    """Change one thing, and show the workspace with what came of it; what is shown once is shown at once."""
    service, caller = service_of(request), form.entered.caller
    doing = _DOING.get(what)
    if doing is None or not caller.may(doing.needs):
        sentence = "Only admins of the workspace do this." if doing else "There is nothing of that name to do here."
        return _page(request, form.entered, Outcome(refused=sentence), 403 if doing else 404)
    try:
        with service.database.writing(workspace=caller.workspace, actor=caller.actor, now=service.now()) as unit:
            outcome = doing.do(unit, form, service.post)
    except Refused as refused:
        said = Outcome(refused=told(refused), about=doing.about, typed=form.fields)
        return _page(request, form.entered, said, refused_status(refused))
    return (
        go(f"/workspace?done={outcome}#{doing.about}")
        if isinstance(outcome, str)
        else _page(request, form.entered, outcome)
    )


@dataclass(frozen=True, slots=True)
class _Doing:
    """One thing that a form of the page does."""

    needs: Right
    about: str
    do: Callable[[Unit, Filled, Post], Outcome | str]
    """Return what to show, or the name of what is said once the page is loaded anew."""


def _name(unit: Unit, form: Filled, _: Post) -> str:
    rename_workspace(unit, form.fields.get("name", ""))
    return "name"


def _invite(unit: Unit, form: Filled, post: Post) -> Outcome:
    invited = invite(unit, form.fields.get("email", ""), form.fields.get("role", ""), post, by=form.entered.caller)
    return Outcome(invited=invited, about="members")


def _member(unit: Unit, form: Filled, _: Post) -> str:
    """Do to a member what the button that was pressed says."""
    user, act = form.fields.get("member", ""), form.fields.get("act", "")
    if act == "out":
        shut_out(unit, user)
    elif act == "again":
        let_in_again(unit, user)
    elif act == "removed":
        remove_member(unit, user)
    else:
        give_role(unit, user, form.fields.get("role", ""), by=form.entered.caller)
        return "role"
    return act


def _withdraw(unit: Unit, form: Filled, _: Post) -> str:
    withdraw(unit, form.fields.get("invitation", ""))
    return "withdrawn"


def _issue(unit: Unit, form: Filled, _: Post) -> Outcome:
    days = form.fields.get("lasts", "90")
    expires_at = unit.now + timedelta(days=int(days)) if days in LASTS and days else None
    scopes = [name.removeprefix(SCOPE) for name in form.fields if name.startswith(SCOPE)]
    issued = issue_token(unit, form.fields.get("name", ""), scopes, by=form.entered.caller, expires_at=expires_at)
    return Outcome(issued=issued, about="tokens")


def _revoke(unit: Unit, form: Filled, _: Post) -> str:
    revoke_token(unit, form.fields.get("token", ""), maker=maker_for(form.entered.caller))
    return "revoked"


def _resend(unit: Unit, form: Filled, _: Post) -> str:
    """Send one mail again, or all that failed."""
    mail = form.fields.get("mail", "")
    if mail:
        resend(unit, mail)
    else:
        resend_all(unit)
    return "resent"


def _write_again(unit: Unit, form: Filled, _: Post) -> str:
    write_again_to(unit, form.fields.get("email", ""))
    return "again-to"


_DOING = {
    "resend": _Doing(Right.MANAGE_MEMBERS, "mails", _resend),
    "write-again": _Doing(Right.MANAGE_MEMBERS, "mails", _write_again),
    "name": _Doing(Right.MANAGE_MEMBERS, "name", _name),
    "invite": _Doing(Right.MANAGE_MEMBERS, "members", _invite),
    "member": _Doing(Right.MANAGE_MEMBERS, "members", _member),
    "withdraw": _Doing(Right.MANAGE_MEMBERS, "members", _withdraw),
    "token": _Doing(Right.MANAGE_TOKENS, "tokens", _issue),
    "revoke": _Doing(Right.MANAGE_TOKENS, "tokens", _revoke),
}


def _page(request: Request, found: Entered, outcome: Outcome, status: int = 200) -> Response:
    service, caller = service_of(request), found.caller
    service.tokens.keep_last_use(service.now())
    with service.database.reading(workspace=caller.workspace, actor=caller.actor, now=service.now()) as unit:
        members, tokens = members_of(unit), tokens_of(unit, maker=maker_for(caller))
        failed = failed_mails(unit) if caller.may(Right.MANAGE_MEMBERS) else []
        unread = stopped(unit)
        operates = caller.may(Right.OPERATE_SERVICE) and is_operating(unit, service.settings.operators)
        invitations = invitations_of(unit) if caller.may(Right.MANAGE_MEMBERS) else []
    makers = {one.id: one.name for one in members} | {one.id: one.name for one in tokens}
    return member_page(
        "account/workspace.html.j2",
        found,
        status,
        members=members,
        invitations=invitations,
        tokens=tokens,
        failed=failed,
        unread=unread,
        makers=makers,
        outcome=outcome,
        roles=tuple(RIGHTS),
        scopes={
            right: says
            for right, says in SCOPES.items()
            if caller.may(right) and (operates or right != Right.OPERATE_SERVICE)
        },
        lasts=LASTS,
        is_admin=caller.may(Right.MANAGE_MEMBERS),
        privacy=caller.may(Right.MANAGE_PRIVACY),
        operates=operates,
        hooks=caller.may(Right.MANAGE_WEBHOOKS),
        shelves=caller.may(Right.MANAGE_TEMPLATES),
        sends=service.post.is_there,
        day=day_said,
        now=service.now(),
    )
