"""Webhooks of the workspace: made, tried, paused and changed; what each was told is looked at and sent again."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from api.browsers import Filled, Member, MemberForm
from api.calling import calling_by_form
from api.state import service_of
from app.callers import Right
from app.operations.lookup import refused
from app.store.deliveries import how_many
from app.store.webhooks import webhooks_here
from app.webhooks import (
    EVENTS,
    Answered,
    Wanted,
    change_webhook,
    make_webhook,
    pause_webhook,
    remove_webhook,
    replace_secret,
    resend,
    resend_all,
    resume_webhook,
    try_webhook,
    wanted_of,
    webhook_of,
)
from app.webhooks.pausing import WHY
from scheduler.plan import CUSTOMER, SELLER
from scheduler.refusals import Refused

from .doors import admins_only, go, member_page, refused_status
from .moments import day_said, minute_said
from .rendering import told
from .told_webhooks import STATES, asked_for, told_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from api.fields import Fields
    from app.accounts.sessions import Entered
    from app.store import Unit
    from app.webhooks import Outside

router = APIRouter(include_in_schema=False)

HOME = "/workspace/webhooks"
DONE = {
    "changed": "The webhook is changed.",
    "paused": "The webhook rests. What it would be told is kept for 30 days.",
    "resumed": "The webhook goes on; what waited is on its way.",
    "resent": "It is on its way again.",
    "removed": "The webhook is removed.",
}
"""What is said when something was done."""
EVENT = "event."
"""Before a type of events in the name of a field."""
PARTIES = {SELLER: "What we see", CUSTOMER: "What the customer sees too"}
_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of a form, for the page that is shown next."""

    said: str = ""
    refused: str = ""
    secret: str = ""
    """A new one, which is shown this once."""
    tried: Answered | None = None
    typed: Fields | None = None


@router.get("/workspace/webhooks")
def show_all(request: Request, found: Member) -> Response:
    """Show the webhooks, and the form that makes another."""
    return _closed(found) or _all(request, found, Outcome(said=DONE.get(request.query_params.get("done", ""), "")))


@router.post("/workspace/webhooks/new")
def make(request: Request, form: MemberForm) -> Response:
    """Make a webhook, and show its secret."""
    if (closed := _closed(form.entered)) is not None:
        return closed
    service, caller = service_of(request), form.entered.caller
    try:
        with service.database.writing(workspace=caller.workspace, actor=caller.actor, now=service.now()) as unit:
            webhook = make_webhook(unit, _wanted(form.fields), service.outside)
    except Refused as no:
        return _all(request, form.entered, Outcome(refused=told(no), typed=form.fields), refused_status(no))
    return _one(request, form.entered, webhook.id, Outcome(secret=webhook.secret))


@router.get("/workspace/webhooks/{webhook_id}")
def show(request: Request, webhook_id: str, found: Member) -> Response:
    """Show a webhook, and what it was told."""
    said = DONE.get(request.query_params.get("done", ""), "")
    return _closed(found) or _one(request, found, webhook_id, Outcome(said=said))


@router.post("/workspace/webhooks/{webhook_id}/test")
def test(
    request: Request, webhook_id: str, form: MemberForm, _: Annotated[None, Depends(calling_by_form, scope="function")]
) -> Response:
    """Send a ping, and show what was answered."""
    if (closed := _closed(form.entered)) is not None:
        return closed
    service, caller = service_of(request), form.entered.caller
    try:
        with service.database.reading(workspace=caller.workspace, actor=caller.actor, now=service.now()) as unit:
            webhook = webhook_of(unit, webhook_id)
    except Refused as no:
        return _all(request, form.entered, Outcome(refused=told(no)), refused_status(no))
    tried = try_webhook(service.outside, webhook, service.now())
    return _one(request, form.entered, webhook_id, Outcome(tried=tried))


@router.post("/workspace/webhooks/{webhook_id}/{what}")
def change(request: Request, webhook_id: str, what: str, form: MemberForm) -> Response:
    """Do one thing to a webhook, and show it with what came of that."""
    if (closed := _closed(form.entered)) is not None:
        return closed
    service, caller = service_of(request), form.entered.caller
    try:
        with service.database.writing(workspace=caller.workspace, actor=caller.actor, now=service.now()) as unit:
            done = _doing(what)(unit, webhook_id, form, service.outside)
    except Refused as no:
        return _one(request, form.entered, webhook_id, Outcome(refused=told(no)), refused_status(no))
    if isinstance(done, Outcome):
        return _one(request, form.entered, webhook_id, done)
    return go(f"{HOME}?done=removed" if done == "removed" else f"{HOME}/{webhook_id}?done={done}")


def _closed(found: Entered) -> Response | None:
    """Return what is shown to whom webhooks are none of the business; nothing to others."""
    if found.caller.may(Right.MANAGE_WEBHOOKS):
        return None
    return admins_only()


def _wanted(fields: Fields) -> Wanted:
    """Return what a form says of a webhook."""
    events = tuple(one for one in EVENTS if f"{EVENT}{one}" in fields)
    if not events:
        raise refused("unknown-event", "no event is ticked; tick at least one")
    written = fields.get("plans", "")
    plans = tuple(found.lower() for found in _UUID.findall(written))
    if written.strip() and not plans:
        raise refused("no-plan-named", "no plan is named; paste the addresses of plans, or leave it empty for all")
    return Wanted(
        url=fields.get("url", "").strip(),
        name=fields.get("name", ""),
        party=fields.get("party", "").strip() or fields.get("audience", SELLER),
        events=() if len(events) == len(EVENTS) else events,
        plans=plans or None,
    )


def _change(unit: Unit, webhook_id: str, form: Filled, outside: Outside) -> str:
    change_webhook(unit, webhook_id, _wanted(form.fields), outside)
    return "changed"


def _pause(unit: Unit, webhook_id: str, _: Filled, __: Outside) -> str:
    pause_webhook(unit, webhook_id)
    return "paused"


def _resume(unit: Unit, webhook_id: str, _: Filled, __: Outside) -> str:
    resume_webhook(unit, webhook_id)
    return "resumed"


def _renew(unit: Unit, webhook_id: str, _: Filled, __: Outside) -> Outcome:
    return Outcome(secret=replace_secret(unit, webhook_id).secret)


def _remove(unit: Unit, webhook_id: str, _: Filled, __: Outside) -> str:
    remove_webhook(unit, webhook_id)
    return "removed"


def _resend(unit: Unit, webhook_id: str, form: Filled, _: Outside) -> str:
    if form.fields.get("delivery"):
        resend(unit, webhook_id, form.fields["delivery"])
    else:
        resend_all(unit, webhook_id)
    return "resent"


_DOING: Mapping[str, Callable[[Unit, str, Filled, Outside], Outcome | str]] = {
    "change": _change,
    "pause": _pause,
    "resume": _resume,
    "secret": _renew,
    "remove": _remove,
    "resend": _resend,
}


def _doing(what: str) -> Callable[[Unit, str, Filled, Outside], Outcome | str]:
    if what not in _DOING:
        raise refused("unknown-webhook", "there is nothing of that name to do here; go back and choose again")
    return _DOING[what]


def _all(request: Request, found: Entered, outcome: Outcome, status: int = 200) -> Response:
    service, caller = service_of(request), found.caller
    with service.database.reading(workspace=caller.workspace, actor=caller.actor, now=service.now()) as unit:
        webhooks, counts = webhooks_here(unit), how_many(unit)
    return member_page(
        "account/webhooks.html.j2",
        found,
        status,
        webhooks=webhooks,
        counts=counts,
        outcome=outcome,
        events=EVENTS,
        parties=PARTIES,
        wanted=None,
        why=WHY,
        day=day_said,
    )


def _one(request: Request, found: Entered, webhook_id: str, outcome: Outcome, status: int = 200) -> Response:
    service, caller = service_of(request), found.caller
    asked = asked_for(request)
    try:
        with service.database.reading(workspace=caller.workspace, actor=caller.actor, now=service.now()) as unit:
            webhook, counts = webhook_of(unit, webhook_id), how_many(unit)
            page = told_of(unit, webhook_id, asked)
    except Refused as no:
        return _all(request, found, Outcome(refused=told(no)), refused_status(no))
    return member_page(
        "account/webhook.html.j2",
        found,
        status,
        webhook=webhook,
        counts=counts.get(webhook.id, {}),
        outcome=outcome,
        events=EVENTS,
        parties=PARTIES,
        wanted=wanted_of(webhook),
        why=WHY,
        page=page,
        asked=asked,
        states=STATES,
        now=service.now(),
        day=day_said,
        minute=minute_said,
    )
