"""The service itself, for whoever operates it: what it runs with, how it is, and a mail to try its mail server."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Depends, Request
from markupsafe import Markup, escape
from starlette.responses import Response

from api.browsers import Member, MemberForm
from api.calling import calling_by_form
from api.operating import Checks, mail_tried, service_told
from api.state import service_of
from app.access import ForbiddenError
from app.accounts.trying_mail import is_proved
from app.callers import Right
from scheduler.refusals import Refused

from .doors import admins_only, member_page, refused_status
from .rendering import told

if TYPE_CHECKING:
    from app.accounts.sessions import Entered
    from app.answers.service import TrialAnswer

router = APIRouter(include_in_schema=False)


@router.get("/service")
def show(request: Request, found: Member, checks: Checks) -> Response:
    """Show what the service runs with."""
    return _page(request, found, checks)


@router.post("/service/test-mail")
def try_mail(
    request: Request,
    form: MemberForm,
    checks: Checks,
    _: Annotated[None, Depends(calling_by_form, scope="function")],
) -> Response:
    """Send a mail to who asks, and show what came of it."""
    try:
        tried = mail_tried(service_of(request), form.entered.caller)
    except ForbiddenError as no:
        return _closed(form.entered, no)
    except Refused as no:
        return _page(request, form.entered, checks, refused=no)
    return _page(request, form.entered, checks, tried=tried)


def _page(
    request: Request,
    found: Entered,
    checks: dict[str, str],
    *,
    tried: TrialAnswer | None = None,
    refused: Refused | None = None,
) -> Response:
    service, caller = service_of(request), found.caller
    try:
        with service.database.reading(workspace=caller.workspace, actor=caller.actor, now=service.now()) as unit:
            shown = service_told(service, unit, caller, checks)
            proved = is_proved(unit, caller)
    except ForbiddenError as no:
        return _closed(found, no)
    return member_page(
        "account/service.html.j2",
        found,
        200 if refused is None else refused_status(refused),
        service=shown,
        changed=[one for one in shown.settings if not one.is_default],
        usual=[one for one in shown.settings if one.is_default],
        proved=proved,
        tried=tried,
        refused="" if refused is None else told(refused),
        coded=_coded,
    )


def _closed(found: Entered, no: ForbiddenError) -> Response:
    return admins_only(str(no)) if found.caller.may(Right.OPERATE_SERVICE) else admins_only()


def _coded(text: str) -> Markup:
    """Return a sentence with what stands between backquotes as code."""
    return Markup(re.sub(r"`([^`]+)`", r"<code>\1</code>", str(escape(text))))  # noqa: S704 - escaped before
