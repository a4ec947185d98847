"""The page that needs no account: one date in, one sentence out, and everything else unfolds."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from urllib.parse import parse_qs
from uuid import uuid4
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Request
from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.responses import HTMLResponse, RedirectResponse, Response

from app.calculator import Inputs, calculate, inputs_of, of_kind
from app.clock import today
from app.exports import EXPORTS, export
from app.look import PALETTE
from scheduler.refusals import Refused

from .changing import asked_of, changed
from .static import styles_address
from .view import view_of

router = APIRouter(include_in_schema=False)

SEE_OTHER = 303
NOT_FOUND = 404
UNPROCESSABLE = 422


@router.get("/")
def start() -> Response:
    """Ask for the one date."""
    return _page("start.html.j2", **_asking(refused="", typed=""))


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
    return _page("plan.html.j2", view=view)


@router.get("/plan/change")
def change(request: Request) -> Response:
    """Go to the address of the plan with what a row's form asks for; what is refused is told beside the old plan."""
    try:
        asked = asked_of(request.url.query)
        before = calculate(asked.inputs, today=_today())
    except Refused as refused:
        return _refused(request, refused)
    try:
        inputs, row = changed(asked, before.projection.document)
        calculate(inputs, today=_today())
    except Refused as refused:
        row = asked.fields.get("row", asked.fields.get("after", ""))
        return _stays(request, asked.inputs, refused, opened=row)
    return RedirectResponse(f"/plan?{inputs.address}#{row}", SEE_OTHER)


@router.get("/plan/kind")
def kind(request: Request) -> Response:
    """Go to the plan for another kind of deal, with what was said so far as far as that asks for it too."""
    try:
        asked = asked_of(request.url.query)
        inputs = of_kind(asked.inputs, asked.fields.get("kind", ""))
    except Refused as refused:
        return _refused(request, refused)
    return RedirectResponse(f"/plan?{inputs.address}", SEE_OTHER)


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
    return _asked_again(request, UNPROCESSABLE, _said(refused))


def _stays(request: Request, before: Inputs, refused: Refused, *, opened: str = "") -> Response:
    """Show the plan as it was, and why it cannot be changed so; where even that is none, ask again."""
    try:
        view = view_of(calculate(before, today=_today()), today=_today(), opened=opened, refused=_said(refused))
    except Refused:
        return _refused(request, refused)
    return _page("plan.html.j2", UNPROCESSABLE, view=view)


def _asked_again(request: Request, status: int, said: str) -> Response:
    """Show the first page with what was wrong; the date that was typed stays."""
    typed = parse_qs(request.url.query).get("go-live", [""])[0]
    return _page("start.html.j2", status, **_asking(refused=said, typed=typed))


def _asking(*, refused: str, typed: str) -> dict[str, str]:
    return {
        "refused": refused,
        "typed": typed,
        "example": f"/plan?{_example(_today())}",
        "first_day": (_today() - timedelta(days=1)).isoformat(),
    }


def _said(refused: Refused) -> str:
    """Say why something was refused: a few sentences, each with its first letter large."""
    told = [problem.sentence for problem in refused.problems[:TOLD]]
    return " ".join(f"{sentence[:1].upper()}{sentence[1:]}." for sentence in told)


TOLD = 3
"""Problems that a page says at once."""


def _page(template: str, status: int = 200, /, **shown: object) -> Response:
    html = _templates().get_template(template).render(styles=styles_address(), behind=PALETTE["page"], **shown)
    return HTMLResponse(html, status, headers={"Content-Security-Policy": POLICY})


POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


@cache
def _templates() -> Environment:
    return Environment(
        loader=PackageLoader("api.pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
