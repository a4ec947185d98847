"""What a webhook was told, as its page lists it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlencode

from app.store.deliveries import LARGEST_SEQUENCE, Place
from app.webhooks import deliveries_of

if TYPE_CHECKING:
    from fastapi import Request

    from app.store import Unit
    from app.store.deliveries import State
    from app.webhooks import Delivered

STATES = {"": "All", "waiting": "Waiting", "delivered": "Delivered", "dead": "Given up"}
"""How deliveries stand, as people call it."""
AT_ONCE = 25


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Which part of the list is wanted."""

    state: str
    behind: Place | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One event on its way."""

    found: Delivered
    title: str
    """Of its plan."""
    body: str
    """What is sent, laid out to be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A part of the list."""

    lines: tuple[Line, ...]
    older: str
    """Where it goes on; empty at its end."""


def asked_for(request: Request) -> Asked:
    """Return which part of the list an address asks for; what makes no sense asks for the first."""
    state = request.query_params.get("state", "")
    return Asked(
        state=state if state in STATES else "",
        behind=_place(*(request.query_params.get(name, "") for name in ("before", "plan", "number"))),
    )


def told_of(unit: Unit, webhook_id: str, asked: Asked) -> Page:
    """Return a part of what a webhook was told, newest first."""
    state = cast("State", asked.state) if asked.state else None
    found = deliveries_of(unit, webhook_id, state=state, behind=asked.behind, limit=AT_ONCE + 1)
    shown, older = found[:AT_ONCE], ""
    if len(found) > AT_ONCE:
        last = shown[-1].delivery
        more = {
            "state": asked.state,
            "before": last.made_at.isoformat(),
            "plan": last.plan,
            "number": str(last.sequence),
        }
        older = urlencode({name: value for name, value in more.items() if value})
    return Page(lines=tuple(map(_line, shown)), older=older)


def _line(found: Delivered) -> Line:
    said: dict[str, Any] = json.loads(found.delivery.body)
    laid_out = json.dumps(said, indent=2, ensure_ascii=False)
    return Line(found=found, title=said["data"]["plan"]["title"], body=laid_out)


def _place(written: str, plan: str, number: str) -> Place | None:
    try:
        at, sequence = datetime.fromisoformat(written), int(number)
    except ValueError:
        return None
    is_one = at.tzinfo is not None and "\0" not in plan and 0 <= sequence <= LARGEST_SEQUENCE
    return Place(made_at=at, plan=plan, sequence=sequence) if is_one else None
