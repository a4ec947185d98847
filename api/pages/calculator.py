"""The page that needs no account: one date in, one sentence out, and everything else unfolds."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import Annotated
from urllib.parse import parse_qs
from uuid import uuid4
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Depends, Request
from starlette.responses import RedirectResponse, Response

from api.body import read_body
from api.browsers import entered
from api.gate import in_turn_after
from app.calculator import YEARS_AHEAD, Inputs, calculate, inputs_of
from app.clock import today
from app.exports import EXPORTS, export
from scheduler.refusals import Refused

from .changing import ROW, changed, fields_of, said
from .rendering import page, told
from .view import View, view_of

router = APIRouter(include_in_schema=False)
forms = APIRouter(include_in_schema=False)
"""Apart, since a form is read before its turn comes."""

SEE_OTHER = 303
NOT_FOUND = 404
UNPROCESSABLE = 422


@router.get("/")
def start(request: Request) -> Response:
    """Ask for the one date."""
    return _asking(request, 200, refused="", typed="")


@router.get("/plan")
def plan(request: Request) -> Response:
    """Answer with the plan; an address without a plan's id, or with a day said in words, is mended first."""
    try:
        inputs = inputs_of(request.url.query, today=_today())
        if not inputs.plan_id or inputs.go_live.isoformat() not in request.url.query:
            mended = replace(inputs, plan_id=inputs.plan_id or str(uuid4()))
            return RedirectResponse(f"/plan?{mended.address}", SEE_OTHER)
    except Refused as refused:
        return _refused(request, refused)
    try:
        view = view_of(calculate(inputs, today=_today()), today=_today())
    except Refused as refused:
        before = inputs.before_last_change()
        return _refused(request, refused) if before is None else _stays(request, before, refused)
    return _shown(request, view)


async def posted(request: Request) -> bytes:
    """Read a form."""
    return await read_body(request)


@forms.post("/plan")
def change(request: Request, form: Annotated[bytes, Depends(in_turn_after(posted), scope="function")]) -> Response:
    """Go to the address of the plan as a form asks for it; what is refused is told beside the plan as it was."""
    try:
        inputs = inputs_of(request.url.query, today=_today())
        fields = fields_of(form)
        row = next((fields[name] for name in ROW if name in fields), "")
    except Refused as refused:
        return _refused(request, refused)
    try:
        if row:
            before = calculate(inputs, today=_today())
            new, row = changed(inputs, fields, before.projection.document, today=_today())
        else:
            new = said(inputs, fields, today=_today())
        inputs_of(new.address)  # which refuses what is too long for it
        calculate(new, today=_today())
    except Refused as refused:
        return _stays(request, inputs, refused, opened=row)
    return RedirectResponse(f"/plan?{new.address}{f'#{row}' if row else ''}", SEE_OTHER)


@router.get("/plan/take/{kind}")
def take(kind: str, request: Request) -> Response:
    """Hand the plan out as a file; what is to be mailed is shown, as the customer may see it."""
    if kind not in EXPORTS:
        return _asked_again(request, NOT_FOUND, "A plan cannot be taken along in that form.")
    try:
        calculation = calculate(inputs_of(request.url.query), today=_today())
        taken = export(calculation.for_customer() if kind in MAILED else calculation.projection, kind)
    except Refused as refused:
        return _refused(request, refused)
    disposition = f'{"inline" if kind in MAILED else "attachment"}; filename="{taken.name}"'
    headers = {"Content-Disposition": disposition, "Content-Security-Policy": FILE_POLICY, "Cache-Control": "no-store"}
    return Response(taken.content, media_type=taken.media_type, headers=headers)


MAILED = {"html", "letter", "text"}
"""What people read first and then mail to the other side."""

FILE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; frame-ancestors 'none'"
"""Files carry their styles inside, and nothing that runs."""


def _today() -> date:
    return today(ZoneInfo("UTC"))


def _example(day: date) -> str:
    """Return the address of an example: a go-live in four months, on a weekday."""
    ahead = day + timedelta(days=120)
    return f"go-live={ahead - timedelta(days=max(0, ahead.weekday() - 4))}"


def _refused(request: Request, refused: Refused) -> Response:
    """Ask again, and say what was wrong."""
    return _asked_again(request, UNPROCESSABLE, told(refused))


def _stays(request: Request, before: Inputs, refused: Refused, *, opened: str = "") -> Response:
    """Show the plan as it was, and why it cannot be changed so; where even that is none, ask again."""
    try:
        view = view_of(calculate(before, today=_today()), today=_today(), opened=opened, refused=told(refused))
    except Refused:
        return _refused(request, refused)
    return _shown(request, view, UNPROCESSABLE)


def _shown(request: Request, view: View, status: int = 200) -> Response:
    """Show a plan; who is signed in keeps it with one button, whose form is known to be from here."""
    found = entered(request)
    answer = page("plan.html.j2", status, view=view, key=found.session.form_key if found else "")
    answer.headers["Referrer-Policy"] = "same-origin"
    return answer


def _asked_again(request: Request, status: int, said: str) -> Response:
    """Show the first page with what was wrong; the date that was typed stays."""
    typed = parse_qs(request.url.query).get("go-live", [""])[0]
    typed = typed if _ISO.fullmatch(typed) else ""
    return _asking(request, status, refused=said, typed=typed)


_ISO = re.compile(r"\d{4}-\d\d-\d\d")
"""What a field for dates takes."""


def _asking(request: Request, status: int, *, refused: str, typed: str) -> Response:
    """Show the first page; who is signed in goes on to the plans from there."""
    found = entered(request)
    answer = page(
        "start.html.j2",
        status,
        me=found.session if found else None,
        here="",
        refused=refused,
        typed=typed,
        example=f"/plan?{_example(_today())}",
        first_day=(_today() - timedelta(days=1)).isoformat(),
        last_day=f"{_today().year + YEARS_AHEAD}-12-31",
    )
    if found:
        answer.headers["Referrer-Policy"] = "same-origin"  # the form by which one signs out has to be known as ours
    return answer
