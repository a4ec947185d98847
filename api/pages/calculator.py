"""The page that needs no account: one date in, one sentence out, and everything else unfolds."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Annotated
from urllib.parse import parse_qs
from uuid import uuid4
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Depends, Request
from starlette.responses import RedirectResponse, Response

from api.body import read_body
from api.browsers import entered
from api.gate import in_turn_after
from api.shelf import Shelf, shelf_on_page
from app.calculator import LONGEST_TEXT, YEARS_AHEAD, Inputs, calculate, inputs_of
from app.clock import today
from app.exports import EXPORTS, export
from scheduler.refusals import Problem, Refused
from templates_library.mistakes import unknown

from .changing import ROW, changed, fields_of, said
from .rendering import page, told
from .view import View, view_of

if TYPE_CHECKING:
    from app.accounts.sessions import Entered
    from app.calculator import Calculation

router = APIRouter(include_in_schema=False)
forms = APIRouter(include_in_schema=False)
"""Apart, since a form is read before its turn comes."""

SEE_OTHER = 303
NOT_FOUND = 404
UNPROCESSABLE = 422


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """Somebody at the page."""

    request: Request
    found: Entered | None
    """Who is signed in; None for anybody else."""
    shelf: Shelf
    """The templates that this one finds."""

    @property
    def query(self) -> str:
        """Return what the address says."""
        return self.request.url.query

    def typed(self, name: str) -> str:
        """Return one thing that the address says, whether or not it can be read; empty where it is far too long."""
        said = parse_qs(self.query).get(name, [""])[0].strip()
        return said if len(said) <= LONGEST_TEXT else ""

    def calculated(self, inputs: Inputs) -> Calculation:
        """Return the plan of what was typed."""
        return calculate(inputs, today=_today(), library=self.shelf.library(inputs.template))


def visiting(request: Request) -> Visit:
    """Return who is at the page; nothing is kept of what is sent to it, so a form needs no key."""
    found = entered(request)
    return Visit(request=request, found=found, shelf=shelf_on_page(request, found))


Here = Annotated[Visit, Depends(visiting, scope="function")]


@router.get("/")
def start(visit: Here) -> Response:
    """Ask for the one date; where the address names a template, for the kind of deal too."""
    return _asking(visit, 200, refused="")


@router.get("/plan")
def plan(visit: Here) -> Response:
    """Answer with the plan; an address without a plan's id, or with a day said in words, is mended first."""
    try:
        inputs = inputs_of(visit.query, today=_today())
        if not inputs.plan_id or inputs.go_live.isoformat() not in visit.query:
            mended = replace(inputs, plan_id=inputs.plan_id or str(uuid4()))
            return RedirectResponse(f"/plan?{mended.address}", SEE_OTHER)
    except Refused as refused:
        return _refused(visit, refused)
    try:
        view = view_of(visit.calculated(inputs), visit.shelf.kinds(), today=_today())
    except Refused as refused:
        before = inputs.before_last_change()
        return _refused(visit, refused) if before is None else _stays(visit, before, refused)
    return _shown(visit, view)


async def posted(request: Request) -> bytes:
    """Read a form."""
    return await read_body(request)


@forms.post("/plan")
def change(visit: Here, form: Annotated[bytes, Depends(in_turn_after(posted), scope="function")]) -> Response:
    """Go to the address of the plan as a form asks for it; what is refused is told beside the plan as it was."""
    try:
        inputs = inputs_of(visit.query, today=_today())
        fields = fields_of(form)
        row = next((fields[name] for name in ROW if name in fields), "")
    except Refused as refused:
        return _refused(visit, refused)
    try:
        if row:
            before = visit.calculated(inputs)
            new, row = changed(inputs, fields, before.projection.document, today=_today())
        else:
            new = said(inputs, fields, today=_today(), library=visit.shelf.library)
        inputs_of(new.address)  # which refuses what is too long for it
        visit.calculated(new)
    except Refused as refused:
        return _stays(visit, inputs, refused, opened=row)
    return RedirectResponse(f"/plan?{new.address}{f'#{row}' if row else ''}", SEE_OTHER)


@router.get("/plan/take/{kind}")
def take(kind: str, visit: Here) -> Response:
    """Hand the plan out as a file; what is to be mailed is shown, as the customer may see it."""
    if kind not in EXPORTS:
        return _asking(visit, NOT_FOUND, refused="A plan cannot be taken along in that form.")
    try:
        calculation = visit.calculated(inputs_of(visit.query))
        taken = export(calculation.for_customer() if kind in MAILED else calculation.projection, kind)
    except Refused as refused:
        return _refused(visit, refused)
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


def _refused(visit: Visit, refused: Refused) -> Response:
    """Ask again, and say what was wrong; who has no such template may choose another."""
    if any(problem.code == UNKNOWN for problem in refused.problems):
        return _asking(visit, UNPROCESSABLE, refused=told(_no_template(visit)), chooses=True)
    archived = any(problem.code == ARCHIVED for problem in refused.problems)
    return _asking(visit, UNPROCESSABLE, refused=told(refused), chooses=archived)


UNKNOWN, ARCHIVED = "unknown-template", "template-archived"


def _no_template(visit: Visit) -> Refused:
    """Return what is said of a template that is not found, whether or not somebody else has it."""
    sentence = unknown("template", visit.typed("template"), visit.shelf.kinds().ids, " is to be found here")
    return Refused([Problem(code=UNKNOWN, path=("template",), sentence=sentence)])


def _stays(visit: Visit, before: Inputs, refused: Refused, *, opened: str = "") -> Response:
    """Show the plan as it was, and why it cannot be changed so; where even that is none, ask again."""
    try:
        calculation, kinds = visit.calculated(before), visit.shelf.kinds()
        view = view_of(calculation, kinds, today=_today(), opened=opened, refused=told(refused))
    except Refused:
        return _refused(visit, refused)
    return _shown(visit, view, UNPROCESSABLE)


def _shown(visit: Visit, view: View, status: int = 200) -> Response:
    """Show a plan; who is signed in keeps it with one button, whose form is known to be from here."""
    answer = page("plan.html.j2", status, view=view, key=visit.found.session.form_key if visit.found else "")
    answer.headers["Referrer-Policy"] = "same-origin"
    return answer


def _asking(visit: Visit, status: int, *, refused: str, chooses: bool = False) -> Response:
    """Show the first page, with what was wrong and what was typed; who is signed in goes on to the plans from there."""
    day, template = visit.typed("go-live"), visit.typed("template")
    answer = page(
        "start.html.j2",
        status,
        me=visit.found.session if visit.found else None,
        here="",
        refused=refused,
        typed=day if _ISO.fullmatch(day) else "",
        kinds=visit.shelf.kinds() if template else None,
        chosen=template,
        chooses=chooses,
        names=[(name, visit.typed(name)) for name in ("customer", "seller") if template and visit.typed(name)],
        query=visit.query,
        example=f"/plan?{_example(_today())}",
        first_day=(_today() - timedelta(days=1)).isoformat(),
        last_day=f"{_today().year + YEARS_AHEAD}-12-31",
    )
    if visit.found:
        answer.headers["Referrer-Policy"] = "same-origin"  # the form by which one signs out has to be known as ours
    return answer


_ISO = re.compile(r"\d{4}-\d\d-\d\d")
"""What a field for dates takes."""
