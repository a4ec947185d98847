"""A workspace's own templates: put in as text or file, looked at version by version, put away and taken up again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from api.body import YAML
from api.browsers import FORM_KEY, Member, MemberForm, refuse_wrong_key
from api.entry import refuse_unkeepable
from api.gate import in_turn
from api.state import service_of
from app.callers import Right
from app.clock import today
from app.operations.lookup import refused
from app.templates import archive_template, newest_version, of_workspace, own_listed, put_template, restore_template
from app.templates.finding import kept_version, newest_library
from app.templates.putting import refuse_name
from app.templates.reading import LIMITS
from scheduler.refusals import Refused, quoted
from templates_library import ready_made, template, templates, text_of

from .doors import UNPROCESSABLE, admins_only, go, member_page
from .files import HandedIn, handed_in_turn
from .moments import day_said, minute_said
from .rendering import told
from .told_templates import Outcome, outcome_of, shown

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from app.accounts.sessions import Entered
    from app.store import Unit
    from app.templates import Put

router = APIRouter(include_in_schema=False, dependencies=[Depends(refuse_unkeepable)])

HOME = "/workspace/templates"
NOT_FOUND = 404
DONE = {
    "made": "The template is there, and plans can be made of it.",
    "changed": "This is the newest version now. Plans stay of the version that they were made of.",
    "same": "It says what the newest version says, so that one stays, written as you wrote it.",
    "archived": "The template is archived: plans of it stay what they are, and nothing new is made of it.",
    "restored": "The template is taken up again.",
}
"""What is said when something was done."""
_IS_THERE = "there is a template {} already; change it on its page, or give yours another name"
_NEWER = "somebody has put version {} in meanwhile; look at what differs, and put yours in then"
LARGEST = 2 * LIMITS.size
"""Bytes of a form: a text and a file, of which the file counts."""
LONGEST_NUMBER = 9
InTurn = Depends(in_turn, scope="function")
Handed = Annotated[HandedIn, Depends(handed_in_turn(LARGEST), scope="function")]


@router.get(HOME)
def show_all(request: Request, found: Member) -> Response:
    """Show the templates, and the form that puts another in; a ready-made one may stand in it."""
    if (closed := _closed(found)) is not None:
        return closed
    begin = request.query_params.get("from", "")
    begun = Outcome(name=f"our-{begin}", text=text_of(begin)) if begin in ready_made().templates else Outcome()
    return _all(request, found, begun)


@router.post(HOME)
def put_in(request: Request, found: Member, handed: Handed) -> Response:
    """Put a template in, and go to its page; of what is refused every mistake is told, and nothing typed is lost."""
    refuse_wrong_key(found.session.form_key, handed.fields.get(FORM_KEY, ""))
    if (closed := _closed(found)) is not None:
        return closed
    name, text = handed.fields.get("name", "").strip(), _text(handed)
    try:
        with _writing(request, found) as unit:
            refuse_name(name)
            if newest_version(unit, name):
                raise refused("template-is-there", _IS_THERE.format(quoted(name)))
            put_template(unit, name, text, file=_file(handed))
    except Refused as no:
        return _all(request, found, outcome_of(no, name=name, text=_readable(text)), UNPROCESSABLE)
    return go(f"{HOME}/{name}?done=made")


@router.get(f"{HOME}/{{template_id}}", dependencies=[InTurn])
def show(request: Request, template_id: str, found: Member) -> Response:
    """Show a template: what it is made of, what it asks at which price, its versions, and two of them compared."""
    said = DONE.get(request.query_params.get("done", ""), "")
    return _closed(found) or _one(request, found, template_id, Outcome(said=said))


@router.get(f"{HOME}/{{template_id}}/versions/{{number}}")
def take(request: Request, template_id: str, number: str, found: Member) -> Response:
    """Hand a version out as it was written."""
    if (closed := _closed(found)) is not None:
        return closed
    try:
        with _reading(request, found) as unit:
            own = of_workspace(unit, template_id)
            kept = kept_version(unit, own.id, _number(number))
    except Refused as no:
        return _all(request, found, Outcome(refused=told(no)), NOT_FOUND)
    headers = {
        "Content-Disposition": f'attachment; filename="{own.id}-{kept.number}.yaml"',
        "Cache-Control": "no-store",
    }
    return Response(kept.text or "", media_type=YAML, headers=headers)


@router.post(f"{HOME}/{{template_id}}/version")
def put_version(request: Request, template_id: str, found: Member, handed: Handed) -> Response:
    """Put a template in anew; somebody else's version meanwhile is not passed over."""
    refuse_wrong_key(found.session.form_key, handed.fields.get(FORM_KEY, ""))
    if (closed := _closed(found)) is not None:
        return closed
    text = _text(handed)
    try:
        with _writing(request, found) as unit:
            of_workspace(unit, template_id)
            newest = newest_version(unit, template_id)
            if newest != _number(handed.fields.get("seen", "")):
                raise refused("newer-version", _NEWER.format(newest))
            put = put_template(unit, template_id, text, file=_file(handed))
    except Refused as no:
        return _one(request, found, template_id, outcome_of(no, text=_readable(text)), UNPROCESSABLE)
    return go(f"{HOME}/{template_id}?done={_done(put)}")


@router.post(f"{HOME}/{{template_id}}/archive", dependencies=[InTurn])
def archive(request: Request, template_id: str, form: MemberForm) -> Response:
    """Put a template away."""
    return _moved(request, template_id, form.entered, archives=True)


@router.post(f"{HOME}/{{template_id}}/restore", dependencies=[InTurn])
def restore(request: Request, template_id: str, form: MemberForm) -> Response:
    """Take a template up again."""
    return _moved(request, template_id, form.entered, archives=False)


def _moved(request: Request, template_id: str, found: Entered, *, archives: bool) -> Response:
    if (closed := _closed(found)) is not None:
        return closed
    try:
        with _writing(request, found) as unit:
            (archive_template if archives else restore_template)(unit, template_id)
    except Refused as no:
        return _one(request, found, template_id, Outcome(refused=told(no)), UNPROCESSABLE)
    return go(f"{HOME}/{template_id}?done={'archived' if archives else 'restored'}")


def _closed(found: Entered) -> Response | None:
    """Return what is shown to whom templates are none of the business; nothing to others."""
    if found.caller.may(Right.MANAGE_TEMPLATES):
        return None
    return admins_only()


def _text(handed: HandedIn) -> bytes:
    """Return what was handed in: the file where one was chosen, else what was typed, with lines as files have them."""
    if handed.content is not None:
        return handed.content.read()
    return handed.fields.get("text", "").replace("\r\n", "\n").encode()


def _readable(text: bytes) -> str:
    """Return what was handed in as a field of the page can hold it."""
    return text.decode("utf-8-sig", errors="replace")


def _file(handed: HandedIn) -> str:
    return handed.name or "the text"


def _number(written: str) -> int:
    return int(written) if written.isdecimal() and len(written) <= LONGEST_NUMBER else 0


def _pair(request: Request) -> tuple[int, int] | None:
    """Return the versions that an address asks to compare."""
    asked = request.query_params
    return (_number(asked["from"]), _number(asked["to"])) if "from" in asked and "to" in asked else None


def _done(put: Put) -> str:
    return "changed" if put.is_changed else "same"


def _all(request: Request, found: Entered, outcome: Outcome, status: int = 200) -> Response:
    with _reading(request, found) as unit:
        listed = own_listed(unit, archived=True)
    return member_page(
        "account/templates.html.j2",
        found,
        status,
        active=[one for one in listed if one.own.archived_at is None],
        archived=[one for one in listed if one.own.archived_at is not None],
        ready_made=templates(),
        outcome=outcome,
        day=day_said,
    )


def _one(request: Request, found: Entered, template_id: str, outcome: Outcome, status: int = 200) -> Response:
    try:
        with _reading(request, found) as unit:
            own = of_workspace(unit, template_id)
            read = template(own.id, newest_library(unit, own))
            seen = shown(unit, own, read, pair=_pair(request), today=today(ZoneInfo("UTC")))
    except Refused as no:
        return _all(request, found, Outcome(refused=told(no)), NOT_FOUND)
    return member_page(
        "account/template.html.j2", found, status, seen=seen, outcome=outcome, day=day_said, minute=minute_said
    )


def _reading(request: Request, found: Entered) -> AbstractContextManager[Unit]:
    service, caller = service_of(request), found.caller
    return service.database.reading(workspace=caller.workspace, actor=caller.actor, now=service.now())


def _writing(request: Request, found: Entered) -> AbstractContextManager[Unit]:
    service, caller = service_of(request), found.caller
    return service.database.writing(workspace=caller.workspace, actor=caller.actor, now=service.now())
