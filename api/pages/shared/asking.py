"""The pages of a link that ask for a name, an address, a code or a password, and those that let nobody in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from api.pages.doors import refused_status
from api.pages.rendering import page, told
from api.pages.told_privacy import goes_said, stays_said
from api.state import service_of
from app.links import PROVING
from app.plans import open_plan
from app.plans.eyes import seen_of
from app.privacy import foresee, my_erasure, oneself

from .cookies import form_key

if TYPE_CHECKING:
    from fastapi import Request
    from starlette.responses import Response

    from api.fields import Fields
    from app.document.wire import Person
    from app.links import Entered, Found
    from app.store import Unit
    from scheduler.refusals import Refused

UNKNOWN, NOT_FOUND, GONE = 401, 404, 410
BEARER = {"WWW-Authenticate": "Bearer"}


def quiet(answer: Response) -> Response:
    """Return an answer that nobody keeps, finds or learns the address of."""
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["Referrer-Policy"] = "no-referrer"
    answer.headers["X-Robots-Tag"] = "noindex, nofollow"
    return answer


def nothing_page(refused: Refused) -> Response:
    """Say that an address leads nowhere, or no longer; and whom to ask."""
    gone = refused.problems[0].code in {"link-revoked", "link-expired"}
    return quiet(page("shared/over.html.j2", GONE if gone else NOT_FOUND, refused=told(refused)))


def ask_page(
    request: Request, found: Found, *, at: str, fields: Fields | None = None, refused: Refused | None = None
) -> Response:
    """Ask what the link asks for; what was typed stays, but for passwords."""
    link, typed = found.link, fields or {}
    shown = page(
        "shared/ask.html.j2",
        UNKNOWN if refused is None else refused_status(refused),
        at=at,
        by=link.made_by_name,
        proves=link.level in PROVING,
        level=link.level,
        bound=link.person is not None,
        mails=service_of(request).post.is_there,
        people=(),
        chosen="",
        name=typed.get("name", ""),
        email=typed.get("email", ""),
        visits=visits_said(found),
        refused="" if refused is None else told(refused),
    )
    shown.headers.update(BEARER if shown.status_code == UNKNOWN else {})
    return quiet(shown)


def who_page(
    unit: Unit, found: Found, *, at: str, fields: Fields | None = None, refused: Refused | None = None
) -> Response:
    """Ask somebody at an open link who it is: one of its side's people, or somebody new."""
    typed = fields or {}
    return quiet(
        page(
            "shared/ask.html.j2",
            200 if refused is None else refused_status(refused),
            at=at,
            by=found.link.made_by_name,
            proves=False,
            level=found.link.level,
            bound=found.link.person is not None,
            mails=True,
            people=colleagues(unit, found),
            chosen=typed.get("person", ""),
            name=typed.get("name", ""),
            email=typed.get("email", ""),
            visits=visits_said(found),
            refused="" if refused is None else told(refused),
        )
    )


def code_page(*, at: str, key: str, refused: Refused | None = None) -> Response:
    """Ask for the code that was mailed."""
    status = 200 if refused is None else refused_status(refused)
    said = "" if refused is None else told(refused)
    return quiet(page("shared/code.html.j2", status, at=at, key=key, refused=said))


def prove_page(
    request: Request, found: Found, entered: Entered, *, at: str, email: str = "", refused: Refused | None = None
) -> Response:
    """Ask somebody who is in for the address to be proved; say at once where no mail is sent."""
    status = 200 if refused is None else refused_status(refused)
    said = "" if refused is None else told(refused)
    return quiet(
        page(
            "shared/prove.html.j2",
            status,
            at=at,
            by=found.link.made_by_name,
            mails=service_of(request).post.is_there,
            key=form_key(request),
            name=entered.participant.name,
            email=email,
            refused=said,
        )
    )


def kept_page(
    unit: Unit, entered: Entered, *, at: str, key: str, email: str | None, refused: Refused | None = None
) -> Response:
    """Say what is kept about somebody who is in, and what would become of it."""
    asked, foreseen = my_erasure(unit), foresee(unit, oneself(unit))
    return quiet(
        page(
            "shared/kept.html.j2",
            200 if refused is None else refused_status(refused),
            at=at,
            key=key,
            name=entered.participant.name,
            proved=email is not None,
            email=email or "",
            asked=asked.pseudonym if asked else "",
            goes=goes_said(foreseen),
            stays=stays_said(foreseen),
            refused="" if refused is None else told(refused),
        )
    )


def colleagues(unit: Unit, found: Found) -> tuple[Person, ...]:
    """Return the people of the link's party whom the plan knows by name."""
    seen = seen_of(unit.actor, open_plan(unit, found.link.plan).reading.document)
    return tuple(one for one in seen.people if one.party == found.link.party and one.name)


def visits_said(found: Found) -> str:
    """Say that it is kept who opens the plan when, where that is so."""
    link = found.link
    return f"{link.made_by_name} sees who opens this plan, and when." if link.keeps_visits else ""
