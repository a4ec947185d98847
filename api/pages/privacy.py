"""What is kept about people: everybody takes one's own along and has oneself forgotten, admins look after others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.browsers import Filled, Member, MemberForm
from api.state import service_of
from app.callers import Right
from app.privacy import (
    Called,
    Foreseen,
    Whom,
    erase_myself,
    erase_whom,
    erasures_of,
    foresee,
    kept_about,
    oneself,
    people_called,
    person_in,
    whom_of,
)
from app.store.users import key_of
from scheduler.refusals import Refused

from .doors import UNPROCESSABLE, admins_only, door, go, member_page, refused_status
from .moments import day_said
from .rendering import told
from .told_privacy import as_file, goes_said, stays_said

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from api.fields import Fields
    from app.accounts.sessions import Entered
    from app.store import Unit

router = APIRouter(include_in_schema=False)

HOME = "/workspace/privacy"
AT = "@"
MOST_FOUND = 20
"""People whom a page lists at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Somebody whom an admin looks at, before anything is done."""

    fields: tuple[tuple[str, str], ...]
    """What a form says about whom it is."""
    name: str
    """What people call it, where that is known."""
    said: str
    """What the admin types to say that it is meant: the address, or the name where there is none."""
    foreseen: Foreseen


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of a form, for the page that is shown next."""

    said: str = ""
    refused: str = ""
    typed: str = ""
    called: tuple[Called, ...] = ()
    """Those who may be meant."""
    many: bool = False
    """Whether there are more of them than are shown."""
    found: Found | None = None


@router.get("/account/privacy")
def show_mine(request: Request, found: Member) -> Response:
    """Say what is kept about oneself, and what would become of it."""
    return _mine(request, found)


@router.get("/account/kept")
def take_mine(request: Request, found: Member) -> Response:
    """Hand out what is kept about oneself, to be saved."""
    with _reading(request, found) as unit:
        return as_file(kept_about(unit, oneself(unit)), "kept-about-you.json")


@router.post("/account/privacy")
def forget_me(request: Request, form: MemberForm) -> Response:
    """Have oneself forgotten, which signs out at once."""
    try:
        with _writing(request, form.entered) as unit:
            erasure = erase_myself(unit, None, confirmed=form.fields.get("confirmed", ""))
    except Refused as why:
        return _mine(request, form.entered, refused_status(why), refused=told(why))
    return door("account/leaving.html.j2", pseudonym=erasure.pseudonym, workspace=form.entered.session.workspace_name)


@router.get(HOME)
def show(request: Request, found: Member) -> Response:
    """Show whom the workspace is to forget, and ask whom else."""
    said = "The person is going to be forgotten; that takes a few minutes." if "done" in request.query_params else ""
    return _page(request, found, Outcome(said=said))


@router.post(f"{HOME}/look")
def look(request: Request, form: MemberForm) -> Response:
    """Look for somebody, and say what would be forgotten; where several may be meant, ask which."""
    return _tried(request, form, _looked)


@router.post(f"{HOME}/take")
def take(request: Request, form: MemberForm) -> Response:
    """Hand out what is kept about somebody, to be saved."""
    return _tried(request, form, _taken)


@router.post(f"{HOME}/forget")
def forget(request: Request, form: MemberForm) -> Response:
    """Have somebody forgotten, once what was asked for is typed."""
    return _tried(request, form, _forgotten)


def _tried(request: Request, form: Filled, do: Callable[[Unit, Fields], Outcome | Response]) -> Response:
    """Do what a form asks for, for who manages privacy, and show the page with what came of it."""
    if not form.entered.caller.may(Right.MANAGE_PRIVACY):
        return admins_only()
    try:
        with _writing(request, form.entered) as unit:
            outcome = do(unit, form.fields)
    except Refused as why:
        said = Outcome(refused=told(why), typed=form.fields.get("who", ""))
        return _page(request, form.entered, said, refused_status(why))
    if isinstance(outcome, Response):
        return outcome
    return _page(request, form.entered, outcome, UNPROCESSABLE if outcome.refused else 200)


def _looked(unit: Unit, fields: Fields) -> Outcome:
    """Return whom somebody means, or those who may be meant."""
    who = fields.get("who", "").strip()
    if "person" in fields or AT in who:
        chosen = fields if "person" in fields else {**fields, "email": who}
        return Outcome(found=_found(unit, chosen), typed=who)
    called = people_called(unit, who) if who else []
    if len(called) == 1:
        return Outcome(found=_found(unit, _fields_of(called[0])), typed=who)
    if not called:
        return Outcome(refused="The workspace knows nobody of that name. Look for the e-mail address.", typed=who)
    return Outcome(called=(*called[:MOST_FOUND],), many=len(called) > MOST_FOUND, typed=who)


def _taken(unit: Unit, fields: Fields) -> Response:
    return as_file(kept_about(unit, _whom(unit, fields)), "kept.json")


def _forgotten(unit: Unit, fields: Fields) -> Outcome | Response:
    found = _found(unit, fields)
    if key_of(fields.get("confirmed", "")) != key_of(found.said):
        return Outcome(refused="Type it just as it is shown, to say that you mean it.", found=found)
    erase_whom(unit, _whom(unit, fields))
    return go(f"{HOME}?done=asked")


def _whom(unit: Unit, fields: Fields) -> Whom:
    """Return about whom a form is."""
    if fields.get("email"):
        return whom_of(unit, email=fields["email"])
    return person_in(unit, fields.get("plan", ""), fields.get("person", ""))


def _found(unit: Unit, fields: Fields) -> Found:
    whom = _whom(unit, fields)
    chosen = {"email": whom.email} if whom.email else {"plan": whom.plan or "", "person": whom.person or ""}
    name = _name_in(kept_about(unit, whom))
    return Found(
        fields=(*chosen.items(),), name=name, said=whom.email or name or "forget", foreseen=foresee(unit, whom)
    )


def _name_in(kept: dict[str, Any]) -> str:
    """Return what somebody is called in what is kept, first by the account."""
    account = [kept["account"]] if kept["account"] else []
    people = (one for plan in kept["plans"] for one in (*plan["people"], *plan["participants"]))
    return next((str(one["name"]) for one in (*account, *people) if one.get("name")), "")


def _fields_of(one: Called) -> dict[str, str]:
    return {"email": one.email} if one.email else {"plan": one.plan, "person": one.person}


def _mine(request: Request, found: Entered, status: int = 200, *, refused: str = "") -> Response:
    with _reading(request, found) as unit:
        foreseen = foresee(unit, oneself(unit))
    return member_page(
        "account/own_privacy.html.j2",
        found,
        status,
        refused=refused,
        plans=foreseen.plans,
        goes=goes_said(foreseen),
        stays=stays_said(foreseen),
    )


def _page(request: Request, found: Entered, outcome: Outcome, status: int = 200) -> Response:
    if not found.caller.may(Right.MANAGE_PRIVACY):
        return admins_only()
    with _reading(request, found) as unit:
        erasures = erasures_of(unit)
    return member_page(
        "account/privacy.html.j2",
        found,
        status,
        outcome=outcome,
        goes=goes_said(outcome.found.foreseen) if outcome.found else (),
        stays=stays_said(outcome.found.foreseen) if outcome.found else (),
        erasures=erasures,
        fields_of=_fields_of,
        day=day_said,
    )


def _reading(request: Request, found: Entered) -> AbstractContextManager[Unit]:
    service, caller = service_of(request), found.caller
    return service.database.reading(workspace=caller.workspace, actor=caller.actor, now=service.now())


def _writing(request: Request, found: Entered) -> AbstractContextManager[Unit]:
    service, caller = service_of(request), found.caller
    return service.database.writing(workspace=caller.workspace, actor=caller.actor, now=service.now())
