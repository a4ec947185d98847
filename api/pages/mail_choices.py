"""The page at which somebody chooses which mails to get, at the address that stands in each of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from api.browsers import posted, refuse_other_sites
from api.fields import Fields
from api.state import service_of
from app.accounts.mail_choices import choices_at, choose_at, stop_at
from app.accounts.signing_in import NOBODY
from app.actors import SYSTEM
from scheduler.refusals import Refused

from .doors import door, go, refused_status
from .rendering import told

if TYPE_CHECKING:
    from collections.abc import Mapping

router = APIRouter(include_in_schema=False)

AT_ONCE, ONE_CLICK = "List-Unsubscribe", "One-Click"
"""What a mail program posts for its reader, as RFC 8058 says; it is no page of ours, and does not say where it is."""
KIND = "kind."
"""Before a kind in the name of a field."""
DONE = {"chosen": "Your choice is kept.", "stopped": "You get no mail of this kind any more."}


@router.get("/mails/{secret}")
def show(request: Request, secret: str) -> Response:
    """Show every kind and whether it is on; programs that read mails look at each address, so looking does nothing."""
    service = service_of(request)
    try:
        with service.database.reading(workspace=NOBODY, actor=SYSTEM, now=service.now()) as unit:
            reader, choices = choices_at(unit, secret)
    except Refused as refused:
        return door("account/refused.html.j2", refused_status(refused), refused=told(refused))
    said = DONE.get(request.query_params.get("done", ""), "")
    return door("account/mails.html.j2", reader=reader, choices=choices, action=f"/mails/{secret}", said=said)


@router.post("/mails/{secret}")
def choose(request: Request, secret: str, fields: Annotated[Fields, Depends(posted)]) -> Response:
    """Keep what somebody chose, or stop the kind of the mail where a mail program asks for that with one click."""
    at_once = fields.get(AT_ONCE) == ONE_CLICK
    if not at_once:
        refuse_other_sites(request)
    service = service_of(request)
    try:
        with service.database.writing(workspace=NOBODY, actor=SYSTEM, now=service.now()) as unit:
            if at_once or "stop" in fields:
                stop_at(unit, secret)
            else:
                choose_at(unit, secret, wanted_in(fields))
    except Refused as refused:
        return door("account/refused.html.j2", refused_status(refused), refused=told(refused))
    if at_once:
        return Response(status_code=200)
    return go(f"/mails/{secret}?done={'stopped' if 'stop' in fields else 'chosen'}")


def wanted_in(fields: Mapping[str, str]) -> frozenset[str]:
    """Return the kinds whose boxes are ticked in a form."""
    return frozenset(name.removeprefix(KIND) for name in fields if name.startswith(KIND))
