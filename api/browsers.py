"""Browsers that are signed in: their cookie, and the one place that keeps other sites from sending forms for them."""

from __future__ import annotations

import hmac
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated
from urllib.parse import urlsplit

from fastapi import Depends, Request

from app.accounts.secrets import SHARE
from app.accounts.sessions import OLDEST, Entered, enter_by_session

from .body import read_body
from .fields import Fields, fields_of
from .state import service_of

if TYPE_CHECKING:
    from app.settings import Settings

FORM_KEY = "form-key"
"""The field of each form that only the pages of its own session know."""
FORM_KEY_HEADER = "x-form-key"
"""The same for scripts of our own pages."""
MOST_BYTES = 100_000
"""Of a form."""
HARMLESS = frozenset({"GET", "HEAD", "OPTIONS"})


class NotSignedInError(Exception):
    """A page is for who is signed in; `leads_to` is where to go on afterwards."""

    def __init__(self, leads_to: str) -> None:
        """Remember where somebody wanted to go."""
        super().__init__(leads_to)
        self.leads_to = leads_to


class ForeignFormError(Exception):
    """A form that none of our pages sent now; the message is a sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """A form, and who sent it."""

    entered: Entered
    fields: Fields


def entered(request: Request) -> Entered | None:
    """Return the session of a browser, if its cookie is one; a new secret goes out with the answer."""
    secret = request.cookies.get(cookie_name(service_of(request).settings))
    if not secret:
        return None
    service = service_of(request)
    found = enter_by_session(service.database, secret, service.now())
    if found is not None and found.secret is not None:
        show_cookie(request, found.secret)
    return found


def signed_in(request: Request) -> Entered:
    """Return the session of a browser; who has none signs in and then goes on. Other sites' forms are refused."""
    if request.method not in HARMLESS:
        refuse_other_sites(request)
    found = entered(request)
    if found is None:
        query = f"?{request.url.query}" if request.url.query else ""
        raise NotSignedInError(f"{request.url.path}{query}" if request.method in HARMLESS else "")
    return found


WAY = "backplan-way"
"""The cookie of who came in by a link, sent to the plan's own address only: the link's secret."""
_SECRET = re.compile(rf"{SHARE}[A-Za-z0-9_-]{{16,64}}")


def way_in(request: Request) -> str:
    """Return the address of the link by which this browser came into the plan that it asks for; empty without one.

    Entries of calendars lead to the plan's own address, as a feed holds no secret.
    """
    secret = request.cookies.get(WAY, "")
    query = f"?{request.url.query}" if request.url.query else ""
    return f"/s/{secret}{query}" if request.method == "GET" and _SECRET.fullmatch(secret) else ""


Member = Annotated[Entered, Depends(signed_in, scope="function")]


async def posted(request: Request) -> Fields:
    """Read a form."""
    return fields_of(await read_body(request, most=MOST_BYTES))


def filled(entered: Member, fields: Annotated[Fields, Depends(posted)]) -> Filled:
    """Return a form that a page of this very session sent."""
    refuse_wrong_key(entered.session.form_key, fields.get(FORM_KEY, ""))
    return Filled(entered=entered, fields=fields)


def from_here(request: Request, fields: Annotated[Fields, Depends(posted)]) -> Fields:
    """Return a form of a page that needs no session; it has to come from one of ours all the same."""
    refuse_other_sites(request)
    return fields


MemberForm = Annotated[Filled, Depends(filled, scope="function")]
StrangersForm = Annotated[Fields, Depends(from_here, scope="function")]


def refuse_wrong_key(key: str, shown: str) -> None:
    """Refuse what does not carry the key of its session."""
    if not hmac.compare_digest(shown.encode(), key.encode()):
        sentence = "this form is not from the page as it is now; go back, load it anew and try again"
        raise ForeignFormError(sentence)


def refuse_other_sites(request: Request) -> None:
    """Refuse what a page of another site sends: browsers say where a form is from, and whoever says nothing is none."""
    site, origin = request.headers.get("sec-fetch-site"), request.headers.get("origin")
    says_so = site == "same-origin" if site is not None else origin is not None
    if not says_so or (origin is not None and origin != _own_origin(request)):
        here = _own_origin(request)
        sentence = f"this form was not sent from {here}, which is where this service is; open that and try again"
        raise ForeignFormError(sentence)


def _own_origin(request: Request) -> str:
    """Return the origin of our pages: as the operator says, else as the browser asks for them."""
    settings = service_of(request).settings
    if settings.public_url:
        parts = urlsplit(settings.public_url)
        return f"{parts.scheme}://{parts.netloc}"
    return f"{request.url.scheme}://{request.headers.get('host', '')}"


def cookie_name(settings: Settings) -> str:
    """Return what the cookie is called; where all is encrypted no other host can set it."""
    return "__Host-backplan" if _is_encrypted(settings) else "backplan"


def show_cookie(request: Request, secret: str) -> None:
    """Let the answer give the browser what it shows from now on; an empty one takes it away."""
    cookie(request, cookie_name(service_of(request).settings), secret, int(OLDEST.total_seconds()) if secret else 0)


def cookie(request: Request, name: str, value: str, lasts: int) -> None:
    """Let the answer give the browser a cookie for this host alone, which no script reads."""
    parts = [f"{name}={value}", "Path=/", "HttpOnly", "SameSite=Lax", f"Max-Age={lasts}"]
    parts += ["Secure"] if _is_encrypted(service_of(request).settings) else []
    request.scope["answer_headers"].append(("set-cookie", "; ".join(parts)))


def _is_encrypted(settings: Settings) -> bool:
    return settings.address.startswith("https://")


def agent_of(request: Request) -> str:
    """Return what a browser calls itself, as far as that can be shown."""
    return "".join(sign for sign in request.headers.get("user-agent", "") if sign.isprintable())


def origin_of(request: Request) -> str:
    """Return the address from which somebody asks: the operator's proxies are believed, nobody else."""
    told = [one.strip() for one in request.headers.get("x-forwarded-for", "").split(",") if one.strip()]
    proxies = service_of(request).settings.proxies
    peer = request.client.host if request.client else ""
    return told[-proxies] if 0 < proxies <= len(told) else peer
