"""Who is at the door: one function for whatever somebody shows there, told apart by how it begins."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from fastapi import Request

from app.accounts.secrets import PARTICIPANT, SHARE, TOKEN
from app.links import enter_by_link, enter_by_participant

from .browsers import (
    FORM_KEY,
    FORM_KEY_HEADER,
    HARMLESS,
    ForeignFormError,
    entered,
    refuse_other_sites,
    refuse_wrong_key,
    signed_in,
)
from .problems import Declined
from .state import service_of

if TYPE_CHECKING:
    from api.fields import Fields
    from app.callers import Caller
    from app.store.sessions import Session

SCHEME = "bearer "
UNKNOWN = "show a credential that holds: the header Authorization with `Bearer` and a token"


def caller_of(request: Request) -> Caller:
    """Return who shows a credential that holds; everybody else is told nothing but that it needs one.

    What is shown in the header counts alone: a browser that shows a token too is the tool.
    """
    shown = request.headers.get("authorization")
    caller = known_by_cookie(request) if shown is None else _by_header(request, shown)
    if caller is None:
        raise Declined(401, UNKNOWN, {"WWW-Authenticate": "Bearer"})
    return caller


@dataclass(frozen=True, slots=True, kw_only=True)
class Visitor:
    """Who opens a page: somebody who is signed in, or a tool that shows a token."""

    caller: Caller
    key: str
    """What each form of the page carries; empty for a tool, which no other site makes send anything."""
    me: Session | None = None
    """Whose session it is; None for a tool."""

    def refuse_foreign(self, fields: Fields) -> None:
        """Refuse a form that does not carry the key."""
        if self.key:
            refuse_wrong_key(self.key, fields.get(FORM_KEY, ""))


def visitor_of(request: Request) -> Visitor:
    """Return who opens a page, or sends a form of one; who is not known signs in first, and then goes on."""
    if "authorization" in request.headers:
        return Visitor(caller=caller_of(request), key="")
    found = signed_in(request)
    return Visitor(caller=found.caller, key=found.session.form_key, me=found.session)


def _by_header(request: Request, shown: str) -> Caller | None:
    """Return who shows a secret: each kind has its own beginning, and its own way in."""
    if shown[: len(SCHEME)].lower() != SCHEME:
        return None
    secret, service = shown[len(SCHEME) :].strip(), service_of(request)
    if secret.startswith(TOKEN):
        known = service.tokens.shown(secret, service.now())
        if known is None:
            return None
        token, caller = known
        request.state.still = lambda later: service.tokens.lets_in(token, later)
        return caller
    if secret.startswith(SHARE):
        return enter_by_link(service.database, secret, service.now())
    if secret.startswith(PARTICIPANT):
        found = enter_by_participant(service.database, secret, service.now())
        return None if found is None else found.caller
    return None


def known_by_cookie(request: Request) -> Caller | None:
    """Return whose browser it is; what changes something carries the session's key, which no other site knows."""
    found = entered(request)
    if found is None:
        return None
    if request.method not in HARMLESS:
        try:
            refuse_other_sites(request)
            refuse_wrong_key(found.session.form_key, request.headers.get(FORM_KEY_HEADER, ""))
        except ForeignFormError as foreign:
            raise Declined(403, str(foreign)) from foreign
    return found.caller
