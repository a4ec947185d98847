"""The page of a stored plan: it is shown, its forms are sent to it, and it hands out drawing and files.

Whoever lets somebody in at another address shows and changes the plan there by `show` and `change`.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from functools import wraps
from typing import TYPE_CHECKING, Annotated, ParamSpec

from fastapi import APIRouter, Depends, Request
from starlette.responses import RedirectResponse, Response

from api.body import read_body
from api.credentials import Visitor, visitor_of
from api.downloads import downloaded
from api.gate import in_turn, in_turn_after
from api.pages.changing import fields_of
from api.pages.files import HandedIn, handed_in_turn
from api.pages.rendering import told_in_days as said
from api.state import service_of
from app.access import ForbiddenError, admit, allow
from app.callers import Right
from app.feeds import addresses_of
from app.operations.lookup import refused
from app.plans import Conflict, attach, file_to_download, open_plan
from app.plans.attaching import LARGEST
from app.plans.eyes import seen_of
from app.plans.spending import new_ids
from app.plans.views import revision_seen, view_of
from scheduler.plan import SELLER
from scheduler.refusals import Refused
from scheduler.timeline import day_of

from .doing import Form
from .listing import listing_page
from .made_of import made_of_page
from .reader import Here, Reader, Told, reader_of
from .settling import Issued, settle
from .showing import picture, plan_page, problem_page, taken

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager

    from app.accounts.letters import Post
    from app.callers import Caller
    from app.store import Unit

    from .doing import Fields

P = ParamSpec("P")
router = APIRouter(include_in_schema=False)
Entered = Annotated[Visitor, Depends(visitor_of)]
InTurn = Depends(in_turn, scope="function")
SEE_OTHER, FORBIDDEN, NOT_FOUND = 303, 403, 404
SHARING = frozenset({"share", "reissue-link", "revoke-link", "share-with", "unshare-with", "hand-over", "shut-out"})
"""Forms that take the right to share."""


async def posted(request: Request) -> bytes:
    """Read a form."""
    return await read_body(request)


Handed = Annotated[HandedIn, Depends(handed_in_turn(LARGEST), scope="function")]
Posted = Annotated[bytes, Depends(in_turn_after(posted), scope="function")]


@router.get("/plans", dependencies=[InTurn])
def listed(request: Request, visitor: Entered) -> Response:
    """Show the plans of the workspace."""
    caller = visitor.caller
    try:
        allow(caller, Right.READ_PORTFOLIO)
    except ForbiddenError as forbidden:
        return problem_page(FORBIDDEN, f"{forbidden}.".capitalize())
    with reading(request, caller) as unit:
        return listing_page(unit, request.query_params, me=visitor.me, here="plans")


@router.get("/plans/{plan_id}", dependencies=[InTurn])
def shown(request: Request, plan_id: str, visitor: Entered, step: str = "", done: str = "") -> Response:
    """Show the plan to whoever is let in, as far as that one sees it."""
    told = Told(step=step, done=bool(done))
    return show(request, visitor.caller, plan_id, at=f"/plans/{plan_id}", told=told, key=visitor.key)


@router.post("/plans/{plan_id}")
def changed(request: Request, plan_id: str, visitor: Entered, form: Posted) -> Response:
    """Do what a form asks for, and go back to the page, which tells what that moved."""
    fields = fields_of(form)
    visitor.refuse_foreign(fields)
    return change(request, visitor.caller, plan_id, fields, at=f"/plans/{plan_id}", key=visitor.key)


@router.get("/plans/{plan_id}/picture/{frame}", dependencies=[InTurn])
def drawn(request: Request, plan_id: str, frame: str, visitor: Entered) -> Response:
    """Hand out the drawing."""
    return draw(request, visitor.caller, plan_id, frame)


@router.get("/plans/{plan_id}/take/{kind}", dependencies=[InTurn])
def take(request: Request, plan_id: str, kind: str, visitor: Entered) -> Response:
    """Hand out the plan as a file."""
    return hand_out(request, visitor.caller, plan_id, kind)


@router.get("/plans/{plan_id}/template", dependencies=[InTurn])
def template(request: Request, plan_id: str, visitor: Entered) -> Response:
    """Show what the newest version of the plan's template gives otherwise, to whoever sees of which it was made."""
    return show_template(request, visitor.caller, plan_id, at=f"/plans/{plan_id}")


@router.get("/plans/{plan_id}/files/{file_id}", dependencies=[InTurn])
def file(request: Request, plan_id: str, file_id: str, visitor: Entered) -> Response:
    """Hand out a file, to be saved."""
    return hand_out_file(request, visitor.caller, plan_id, file_id)


@router.post("/plans/{plan_id}/files")
def filed(request: Request, plan_id: str, visitor: Entered, handed: Handed) -> Response:
    """Take a file in, and go back to the page."""
    visitor.refuse_foreign(handed.fields)
    return take_in(request, visitor.caller, plan_id, handed, at=f"/plans/{plan_id}", key=visitor.key)


def told_on_a_page(answering: Callable[P, Response]) -> Callable[P, Response]:
    """Tell a browser on a page of ours, not in JSON, what is refused altogether."""

    @wraps(answering)
    def answer(*args: P.args, **named: P.kwargs) -> Response:
        try:
            return answering(*args, **named)
        except Refused as wrong:
            return problem_page(NOT_FOUND, said(wrong))
        except ForbiddenError as forbidden:
            return problem_page(FORBIDDEN, f"{forbidden}.".capitalize())

    return answer


@told_on_a_page
def show(request: Request, caller: Caller, plan_id: str, *, at: str, told: Told, key: str = "") -> Response:
    """Show the page of a plan at an address."""
    with _reading(request, caller, plan_id, at=at, told=told, key=key) as reader:
        return plan_page(reader, seen=view_of(reader.unit, reader.opened.stored))


@told_on_a_page
def show_template(request: Request, caller: Caller, plan_id: str, *, at: str) -> Response:
    """Show what the newest version of a plan's template gives otherwise."""
    with _reading(request, caller, plan_id, at=at) as reader:
        return made_of_page(reader)


def change(  # noqa: PLR0913 - who, what, where
    request: Request, caller: Caller, plan_id: str, fields: Fields, *, at: str, key: str = "", here: Here | None = None
) -> Response:
    """Do what a form asks for; what is refused is told beside the plan as it is now, with all that was typed."""
    try:
        with writing(request, caller) as unit:
            right = Right.SHARE_PLANS if fields.get("do") in SHARING else Right.CHANGE_PLANS
            stored = admit(unit, caller, plan_id, right)
            seen = _seen(fields)
            form = _form(unit, plan_id, fields)
            revision = None if seen is None else revision_seen(unit, stored, seen)
            issued = settle(unit, plan_id, form, seen=revision, post=_post(request))
    except Conflict as conflict:
        told = Told(step=fields.get("step", ""), clashes=conflict.problems, typed=fields)
    except Refused as wrong:
        told = Told(step=fields.get("step", ""), refused=said(wrong), typed=fields)
    except ForbiddenError as forbidden:
        told = Told(step=fields.get("step", ""), refused=f"{forbidden}.".capitalize(), typed=fields)
    else:
        if issued is None:
            return RedirectResponse(f"{at}?done=1#told", SEE_OTHER)
        told = _once(request, issued, form.document.title)
    return show(request, caller, plan_id, at=at, told=replace(told, here=here), key=key)


def _once(request: Request, issued: Issued, title: str) -> Told:
    """Return what is told once: the whole address of what was made."""
    public = service_of(request).post.at
    if issued.is_feed:
        return Told(feed=addresses_of(public, issued.secret, title))
    return Told(done=True, issued=f"{public}/s/{issued.secret}")


@told_on_a_page
def draw(request: Request, caller: Caller, plan_id: str, frame: str) -> Response:
    """Return the drawing of a plan."""
    with _reading(request, caller, plan_id) as reader:
        return picture(reader, frame)


@told_on_a_page
def hand_out(request: Request, caller: Caller, plan_id: str, kind: str) -> Response:
    """Return a plan as a file."""
    with _reading(request, caller, plan_id) as reader:
        return taken(reader, kind)


@told_on_a_page
def hand_out_file(request: Request, caller: Caller, plan_id: str, file_id: str) -> Response:
    """Return a file of a plan, to be saved."""
    with reading(request, caller) as unit:
        admit(unit, caller, plan_id, Right.READ_PLANS)
        return downloaded(file_to_download(unit, service_of(request).storage(), plan_id, file_id))


def take_in(  # noqa: PLR0913 - who, what, where
    request: Request,
    caller: Caller,
    plan_id: str,
    handed: HandedIn,
    *,
    at: str,
    key: str = "",
    here: Here | None = None,
) -> Response:
    """Take a file of a plan in; what is refused is told beside the plan."""
    step = handed.fields.get("step") or None
    try:
        if handed.content is None:
            raise refused("file-without-name", "choose a file first")
        with writing(request, caller) as unit:
            admit(unit, caller, plan_id, Right.CHANGE_PLANS)
            attach(
                unit,
                service_of(request).storage(),
                plan_id,
                name=handed.name,
                content=handed.content,
                media_type=handed.media_type,
                step=step,
                private=bool(handed.fields.get("private")),
            )
    except Refused as wrong:
        told = Told(step=step or "", refused=said(wrong), here=here)
    except ForbiddenError as forbidden:
        told = Told(step=step or "", refused=f"{forbidden}.".capitalize(), here=here)
    else:
        return RedirectResponse(f"{at}?done=1#told", SEE_OTHER)
    return show(request, caller, plan_id, at=at, told=told, key=key)


@contextmanager
def _reading(
    request: Request, caller: Caller, plan_id: str, *, at: str = "", told: Told | None = None, key: str = ""
) -> Iterator[Reader]:
    with reading(request, caller) as unit:
        admit(unit, caller, plan_id, Right.READ_PLANS)
        opened, post = open_plan(unit, plan_id), _post(request)
        invites = bool(post.replies)
        yield reader_of(unit, caller, opened, at=at, told=told, key=key, mails=post.is_there, invites=invites)


def _post(request: Request) -> Post:
    return service_of(request).post


def reading(request: Request, caller: Caller) -> AbstractContextManager[Unit]:
    """Open a transaction in which somebody looks."""
    service = service_of(request)
    return service.database.reading(workspace=caller.workspace, actor=caller.actor, now=service.now())


def writing(request: Request, caller: Caller) -> AbstractContextManager[Unit]:
    """Open a transaction in which somebody changes something."""
    service = service_of(request)
    return service.database.writing(workspace=caller.workspace, actor=caller.actor, now=service.now())


def _form(unit: Unit, plan_id: str, fields: Fields) -> Form:
    opened = open_plan(unit, plan_id)
    document = seen_of(unit.actor, opened.reading.document)
    party = unit.actor.party or SELLER
    ids = new_ids(unit, plan_id, party)
    return Form(fields=fields, document=document, party=party, today=day_of(opened.reading.as_of), ids=ids)


def _seen(fields: Fields) -> int | None:
    number = fields.get("seen", "")
    return int(number) if number.isdecimal() and len(number) < LONGEST_NUMBER else None


LONGEST_NUMBER = 10
