"""What pages of people who have an account share: where one goes afterwards, and how they are refused."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlencode, urlsplit

from fastapi import Request
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from api.accept import takes_a_page
from api.browsers import ForeignFormError, NotSignedInError, way_in
from api.problems import Declined, of_http

from .rendering import page

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Mapping
    from typing import Any

    from app.accounts.sessions import Entered
    from scheduler.refusals import Refused

SEE_OTHER = 303
FORBIDDEN = 403
UNPROCESSABLE = 422
TOO_MANY = 429
HOME = "/plans"
"""Where one goes who wanted nowhere else."""


def door(template: str, status: int = 200, /, **shown: object) -> Response:
    """Return a page that nobody keeps, from whose forms browsers say where they are from."""
    answer = page(template, status, **shown)
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["Referrer-Policy"] = "same-origin"
    return answer


def admins_only(sentence: str = "Ask one of your workspace") -> Response:
    """Return the page of a member who came to one of the admins."""
    return door("account/nothing.html.j2", FORBIDDEN, title="Only admins do this", sentence=sentence)


def refused_status(refused: Refused) -> int:
    """Return the status of a page that tells a refusal."""
    return TOO_MANY if refused.problems[0].code == "too-many-attempts" else UNPROCESSABLE


def go(address: str) -> Response:
    """Send a browser on to one of our own pages."""
    return RedirectResponse(address, SEE_OTHER, headers={"Cache-Control": "no-store"})


def own_address(leads_to: str) -> str:
    """Return where to go afterwards: a page of ours, or the first one; what leads elsewhere is not followed."""
    parts = urlsplit(leads_to) if _OURS.fullmatch(leads_to) else None
    return leads_to if parts is not None and not parts.scheme and not parts.netloc else HOME


_OURS = re.compile(r"/(?![/\\])[!-\[\]-~]{0,14000}")
"""Printable ASCII behind one slash, without backslashes, which browsers take for slashes; a whole plan may be in it."""


def to_sign_in(leads_to: str) -> str:
    """Return the address of the page at which one signs in, and then goes on."""
    return "/sign-in" if leads_to in {"", HOME} else f"/sign-in?{urlencode({'next': leads_to})}"


def member_page(template: str, entered: Entered, status: int = 200, /, **shown: object) -> Response:
    """Return a page of somebody who is signed in, whose forms carry the key of the session."""
    return door(template, status, me=entered.session, may=entered.caller.may, **shown)


async def _sign_in_first(request: Request, refused: NotSignedInError) -> Response:
    return go(way_in(request) or to_sign_in(refused.leads_to))


async def _foreign_form(_: Request, refused: ForeignFormError) -> Response:
    sentence = str(refused)
    return door("account/refused.html.j2", FORBIDDEN, refused=f"{sentence[:1].upper()}{sentence[1:]}.")


async def _nothing_here(request: Request, refused: HTTPException) -> Response:
    """Tell a browser on a page what a route or the framework refuses; tools get a problem."""
    problem = await of_http(request, refused)
    if request.url.path.startswith("/v1/") or not takes_a_page(request):
        return problem
    title, sentence = _NOTHING.get(refused.status_code, ("That did not work", "Go back, and try it once more"))
    sentence = refused.detail if isinstance(refused, Declined) else sentence
    answer = door("account/nothing.html.j2", refused.status_code, title=title, sentence=sentence)
    answer.headers.update({name: problem.headers[name] for name in _KEPT if name in problem.headers})
    return answer


_NOTHING = {
    404: ("There is no such page", "Look whether its address is whole"),
    405: ("There is nothing to see here", "A form was sent to this address; go back to the page where it stands"),
}
_KEPT = ("allow", "retry-after")

DOOR_HANDLERS: Mapping[type[Exception] | int, Callable[[Request, Any], Coroutine[Any, Any, Response]]] = {
    NotSignedInError: _sign_in_first,
    ForeignFormError: _foreign_form,
    HTTPException: _nothing_here,
}
"""Who answers what keeps somebody from a page."""
