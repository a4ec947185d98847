"""The addresses below a share link: the plan for who is in, and for all others what the link asks for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from api.browsers import origin_of, posted
from api.gate import in_turn, in_turn_after
from api.hashing import hashing
from api.pages.doors import go
from api.pages.stored.reader import Here, Told
from api.pages.stored.routes import Handed, change, draw, hand_out, hand_out_file, show, take_in
from api.pages.told_privacy import as_file
from api.state import service_of
from app.links import (
    Asking,
    Entered,
    Found,
    Said,
    ask_code,
    enter_code,
    introduce,
    leave,
    link_at,
    note_visit,
    refuse_over,
    stranger_by,
)
from app.privacy import erase_myself, kept_about, oneself
from scheduler.refusals import Refused

from .asking import ask_page, code_page, kept_page, nothing_page, prove_page, quiet, who_page
from .cookies import ASKED, form_key, participant_of, refuse_foreign, show_asked, show_who
from .here import here_of

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Mapping
    from contextlib import AbstractContextManager

    from app.callers import Caller
    from app.store import Unit

router = APIRouter(prefix="/s/{secret}", include_in_schema=False)
InTurn = Depends(in_turn, scope="function")
Form = Annotated[dict[str, str], Depends(in_turn_after(posted), scope="function")]
Hashing = Depends(hashing, scope="function")


class LedNowhereError(Exception):
    """An address leads nowhere, or no longer."""

    def __init__(self, refused: Refused) -> None:
        """Remember why."""
        super().__init__(str(refused))
        self.refused = refused


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """A link that holds, and who is at it."""

    found: Found
    entered: Entered | None
    at: str

    @property
    def caller(self) -> Caller | None:
        """Who sees the plan; nobody who has not given what the link asks for."""
        if self.entered is not None:
            return self.entered.caller
        return stranger_by(self.found) if self.found.link.level == "open" and not self.found.link.person else None


def way_of(request: Request, secret: str) -> Way:
    """Return the link at an address."""
    service = service_of(request)
    try:
        found = link_at(service.database, secret)
        refuse_over(found.link, service.now())
    except Refused as refused:
        raise LedNowhereError(refused) from refused
    return Way(found=found, entered=participant_of(request, found), at=f"/s/{secret}")


AtLink = Annotated[Way, Depends(way_of, scope="function")]


class SaysWhoFirstError(Exception):
    """Somebody who is not in hands something in; the message is where to say who one is."""


def who_is_in(way: AtLink) -> Entered:
    """Return who is in at an address; of all others nothing is read."""
    if way.entered is None:
        raise SaysWhoFirstError(way.at if way.caller is None else f"{way.at}/who")
    return way.entered


IsIn = Annotated[Entered, Depends(who_is_in, scope="function")]


@router.get("", dependencies=[InTurn])
def shown(request: Request, way: AtLink, step: str = "", done: str = "") -> Response:
    """Show the plan to who is in; ask all others for what the link asks for."""
    if way.caller is None:
        return ask_page(request, way.found, at=way.at)
    if way.found.link.keeps_visits:
        with _writing(request, way.caller, way.found) as unit:
            note_visit(unit, way.found.link, way.entered.participant.id if way.entered else None)
    told = Told(step=step, done=bool(done), here=_here(request, way))
    return quiet(show(request, way.caller, way.found.link.plan, at=way.at, told=told, key=_key(request, way)))


@router.post("")
def changed(request: Request, way: AtLink, fields: Form) -> Response:
    """Do what a form of the plan's page asks for."""
    if way.caller is None:
        return ask_page(request, way.found, at=way.at)
    refuse_foreign(request, fields, entered=way.entered)
    if way.entered is None:
        return go(f"{way.at}/who")
    plan, key, here = way.found.link.plan, _key(request, way), _here(request, way)
    return quiet(change(request, way.caller, plan, fields, at=way.at, key=key, here=here))


@router.get("/picture/{frame}", dependencies=[InTurn])
def drawn(request: Request, way: AtLink, frame: str) -> Response:
    """Hand out the drawing."""
    if way.caller is None:
        return ask_page(request, way.found, at=way.at)
    return quiet(draw(request, way.caller, way.found.link.plan, frame))


@router.get("/take/{kind}", dependencies=[InTurn])
def taken(request: Request, way: AtLink, kind: str) -> Response:
    """Hand out the plan as a file."""
    if way.caller is None:
        return ask_page(request, way.found, at=way.at)
    return quiet(hand_out(request, way.caller, way.found.link.plan, kind))


@router.get("/files/{file_id}", dependencies=[InTurn])
def file(request: Request, way: AtLink, file_id: str) -> Response:
    """Hand out a file, to be saved."""
    if way.caller is None:
        return ask_page(request, way.found, at=way.at)
    return quiet(hand_out_file(request, way.caller, way.found.link.plan, file_id))


@router.post("/files")
def filed(request: Request, way: AtLink, entered: IsIn, handed: Handed) -> Response:
    """Take a file in, and go back to the page."""
    refuse_foreign(request, handed.fields, entered=entered)
    plan, key, here = way.found.link.plan, form_key(request), _here(request, way)
    return quiet(take_in(request, entered.caller, plan, handed, at=way.at, key=key, here=here))


@router.get("/who", dependencies=[InTurn])
def asks_who(request: Request, way: AtLink) -> Response:
    """Ask who somebody is."""
    if way.caller is None or way.found.link.level != "open":
        return ask_page(request, way.found, at=way.at)
    with _reading(request, way.caller, way.found) as unit:
        return who_page(unit, way.found, at=way.at)


@router.post("/who", dependencies=[Hashing])
def says_who(request: Request, way: AtLink, fields: Form, secret: str) -> Response:
    """Let somebody in who says who it is; who was in before as somebody else is so no more."""
    refuse_foreign(request, fields, entered=None)
    service = service_of(request)
    said = Said(
        name=fields.get("name", ""),
        person=fields.get("person") or None,
        email=fields.get("email", ""),
        password=fields.get("password", ""),
    )
    try:
        came = introduce(service.database, secret, said, origin=origin_of(request), now=service.now())
    except Refused as refused:
        if way.caller is None:
            return ask_page(request, way.found, at=way.at, fields=fields, refused=refused)
        with _reading(request, way.caller, way.found) as unit:
            return who_page(unit, way.found, at=way.at, fields=fields, refused=refused)
    _forget(request, way)
    show_who(request, way.at, way.found.link.plan, came.secret)
    return go(way.at)


@router.get("/prove")
def asks_for_address(request: Request, way: AtLink) -> Response:
    """Ask somebody who is in for the address to be proved."""
    if way.entered is None:
        return go(way.at)
    return prove_page(request, way.found, way.entered, at=way.at)


@router.post("/code")
def asks_for_code(request: Request, way: AtLink, fields: Form, secret: str) -> Response:
    """Mail a code, if it may prove anything; whoever asks is told the same."""
    refuse_foreign(request, fields, entered=way.entered)
    service, email = service_of(request), fields.get("email", "")
    participant = way.entered.participant if way.entered else None
    asking = Asking(email=email, name=fields.get("name", ""), participant=participant)
    try:
        kept = ask_code(
            service.database, secret, asking, origin=origin_of(request), post=service.post, now=service.now()
        )
    except Refused as refused:
        if way.entered is not None:
            return prove_page(request, way.found, way.entered, at=way.at, email=email, refused=refused)
        return ask_page(request, way.found, at=way.at, fields=fields, refused=refused)
    show_asked(request, way.at, kept)
    return go(f"{way.at}/code")


@router.get("/code")
def asks_which(request: Request, way: AtLink) -> Response:
    """Ask for the code; who asked for none is asked for the address first."""
    if not request.cookies.get(ASKED):
        return go(way.at)
    return code_page(at=way.at, key=form_key(request))


@router.post("/proof")
def proves(request: Request, way: AtLink, fields: Form, secret: str) -> Response:
    """Let somebody in with the code, or keep that its address is proved."""
    refuse_foreign(request, fields, entered=way.entered)
    service = service_of(request)
    try:
        came = enter_code(
            service.database, secret, request.cookies.get(ASKED, ""), fields.get("code", ""), now=service.now()
        )
    except Refused as refused:
        return code_page(at=way.at, key=form_key(request), refused=refused)
    show_asked(request, way.at, "")
    if came is not None:
        show_who(request, way.at, way.found.link.plan, came.secret)
    return go(way.at)


@router.get("/you", dependencies=[InTurn])
def shows_what_is_kept(request: Request, way: AtLink, entered: IsIn) -> Response:
    """Say what is kept about who is in, and what would become of it."""
    return _kept(request, way, entered)


@router.get("/kept", dependencies=[InTurn])
def takes_along(request: Request, way: AtLink, entered: IsIn) -> Response:
    """Hand out what is kept about who is in, to be saved."""
    with _reading(request, entered.caller, way.found) as unit:
        return quiet(as_file(kept_about(unit, oneself(unit)), "kept-about-you.json"))


@router.post("/you")
def is_forgotten(request: Request, way: AtLink, entered: IsIn, fields: Form) -> Response:
    """Have who is in forgotten in the plan."""
    refuse_foreign(request, fields, entered=entered)
    try:
        with _writing(request, entered.caller, way.found) as unit:
            erase_myself(unit, way.found.link.plan, confirmed=fields.get("confirmed", ""))
    except Refused as refused:
        return _kept(request, way, entered, refused=refused)
    return go(f"{way.at}/you")


@router.post("/leave")
def leaves(request: Request, way: AtLink, fields: Form) -> Response:
    """Let this browser in no more, as who it was."""
    refuse_foreign(request, fields, entered=way.entered)
    _forget(request, way)
    show_who(request, way.at, way.found.link.plan, "")
    return go(way.at)


def _kept(request: Request, way: Way, entered: Entered, *, refused: Refused | None = None) -> Response:
    one = entered.participant
    email = one.email if one.proved_at else None
    with _reading(request, entered.caller, way.found) as unit:
        return kept_page(unit, entered, at=way.at, key=form_key(request), email=email, refused=refused)


def _forget(request: Request, way: Way) -> None:
    if way.entered is not None:
        with _writing(request, way.entered.caller, way.found) as unit:
            leave(unit)


def _here(request: Request, way: Way) -> Here:
    return here_of(way.found, way.entered, at=way.at, key=form_key(request))


def _key(request: Request, way: Way) -> str:
    return form_key(request) if way.entered is not None else ""


def _writing(request: Request, caller: Caller, found: Found) -> AbstractContextManager[Unit]:
    service = service_of(request)
    return service.database.writing(workspace=found.workspace, actor=caller.actor, now=service.now())


def _reading(request: Request, caller: Caller, found: Found) -> AbstractContextManager[Unit]:
    service = service_of(request)
    return service.database.reading(workspace=found.workspace, actor=caller.actor, now=service.now())


async def led_nowhere(_: Request, refused: LedNowhereError) -> Response:
    """Answer at an address that leads nowhere."""
    return nothing_page(refused.refused)


async def says_who_first(_: Request, refused: SaysWhoFirstError) -> Response:
    """Lead somebody to where one says who one is."""
    return go(str(refused))


HANDLERS: Mapping[type[Exception] | int, Callable[[Request, Any], Coroutine[Any, Any, Response]]] = {
    LedNowhereError: led_nowhere,
    SaysWhoFirstError: says_who_first,
}
"""Who answers what keeps somebody from going on."""
