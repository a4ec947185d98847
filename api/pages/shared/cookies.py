"""What a participant's browser shows: cookies that go to the address of its link alone, and the key of its forms."""

from __future__ import annotations

import hmac
from datetime import timedelta
from typing import TYPE_CHECKING

from api.browsers import WAY, ForeignFormError
from api.state import service_of
from app.accounts.secrets import digest
from app.links import enter_by_participant

if TYPE_CHECKING:
    from fastapi import Request

    from api.fields import Fields
    from app.links import Entered, Found

WHO, ASKED = "backplan-who", "backplan-asked"
"""Of somebody who is in, and of a browser that asked for a code."""
LASTS, ASKED_LASTS = timedelta(days=180), timedelta(minutes=10)


def participant_of(request: Request, found: Found) -> Entered | None:
    """Return who came in by this very link."""
    secret = request.cookies.get(WHO)
    if not secret:
        return None
    service = service_of(request)
    entered = enter_by_participant(service.database, secret, service.now())
    return entered if entered is not None and entered.link.id == found.link.id else None


def show_who(request: Request, at: str, plan: str, secret: str) -> None:
    """Let the browser show from now on who it is; an empty secret takes that away.

    At the plan's own address, to which entries of calendars lead, it shows by which link it came.
    """
    lasts = LASTS if secret else timedelta()
    _show(request, WHO, secret, at, lasts)
    _show(request, WAY, at.removeprefix("/s/") if secret else "", f"/plans/{plan}", lasts)


def show_asked(request: Request, at: str, secret: str) -> None:
    """Let the browser keep that it asked for a code; an empty secret takes that away."""
    _show(request, ASKED, secret, at, ASKED_LASTS if secret else timedelta())


def form_key(request: Request) -> str:
    """Return what each form carries of somebody who is in: no other site knows it."""
    return digest(f"form {request.cookies.get(WHO, '')}")


def refuse_foreign(request: Request, fields: Fields, *, entered: Entered | None) -> None:
    """Refuse a form that no page at this address sent: browsers say so, and who is in has a key."""
    site = request.headers.get("sec-fetch-site", "same-origin")
    is_ours = entered is None or hmac.compare_digest(fields.get("form-key", "").encode(), form_key(request).encode())
    if site != "same-origin" or not is_ours:
        sentence = "this form is not from the page as it is now; go back, load it anew and try again"
        raise ForeignFormError(sentence)


def _show(request: Request, name: str, secret: str, at: str, lasts: timedelta) -> None:
    parts = [f"{name}={secret}", f"Path={at}", "HttpOnly", "SameSite=Lax", f"Max-Age={int(lasts.total_seconds())}"]
    parts += ["Secure"] if service_of(request).settings.address.startswith("https://") else []
    request.scope["answer_headers"].append(("set-cookie", "; ".join(parts)))
