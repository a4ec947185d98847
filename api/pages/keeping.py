"""Keep and share: the calculator's plan becomes a stored one without retyping, as its address holds all of it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Depends, Request
from starlette.responses import RedirectResponse, Response

from api.browsers import Member, MemberForm
from api.gate import in_turn
from api.shelf import shelf_on_page
from api.state import service_of
from app.access import ForbiddenError, allow
from app.calculator import calculate, inputs_of
from app.calculator.keeping import keep
from app.callers import Right
from app.clock import today
from scheduler.headline import headline
from scheduler.refusals import Refused

from .doors import member_page
from .rendering import told

if TYPE_CHECKING:
    from datetime import date

    from app.accounts.sessions import Entered

router = APIRouter(include_in_schema=False, dependencies=[Depends(in_turn, scope="function")])
SEE_OTHER, FORBIDDEN, UNPROCESSABLE = 303, 403, 422


@router.get("/keep")
def ask(request: Request, member: Member) -> Response:
    """Ask once more, of somebody who had to sign in first."""
    return _asking(request, member)


@router.post("/keep")
def kept(request: Request, form: MemberForm) -> Response:
    """Keep the plan, and go on to where it is shared."""
    service, caller = service_of(request), form.entered.caller
    try:
        allow(caller, Right.CREATE_PLANS)
        inputs = inputs_of(request.url.query, today=_today())
        with service.database.writing(workspace=caller.workspace, actor=caller.actor, now=service.now()) as unit:
            seller = form.entered.session.workspace_name
            plan = keep(unit, inputs, today=_today(), seller=seller).after.stored.id
    except ForbiddenError as forbidden:
        return _asking(request, form.entered, FORBIDDEN, f"{forbidden}.".capitalize())
    except Refused as refused:
        return _asking(request, form.entered, UNPROCESSABLE, told(refused))
    return RedirectResponse(f"/plans/{plan}?done=1#share", SEE_OTHER)


def _asking(request: Request, member: Entered, status: int = 200, refused: str = "") -> Response:
    """Show what would be kept, and where; what cannot be read is told."""
    said, title = "", "Keep this plan"
    try:
        inputs = inputs_of(request.url.query, today=_today())
        library = shelf_on_page(request, member).library(inputs.template)
        calculation = calculate(inputs, today=_today(), library=library)
        title, said = calculation.projection.document.title, headline(calculation.projection.schedule)
    except Refused as wrong:
        status, refused = UNPROCESSABLE, refused or told(wrong)
    shown = {"address": request.url.query, "title": title, "said": said, "refused": refused}
    return member_page("account/keep.html.j2", member, status, here="", **shown)


def _today() -> date:
    return today(ZoneInfo("UTC"))
