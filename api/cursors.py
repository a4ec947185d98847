"""Cursors: how far somebody has read, in letters that mean nothing but that."""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from app.document import PlacedProblem, Unreadable

from .problems import BODY

MOST, USUAL = 200, 50
"""Lines of one page."""


class Page(BaseModel):
    """Which page of a list is asked for; an unknown parameter is refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    cursor: Annotated[str, Field(max_length=1000)] | None = Field(
        None, description="The `next` of the page before; the first page where absent.", examples=["W10"]
    )
    limit: int = Field(USUAL, ge=1, le=MOST, description="How many at most.", examples=[50])


def cursor_of(place: Any) -> str:  # noqa: ANN401 - plain data
    """Return a place as a cursor."""
    return urlsafe_b64encode(json.dumps(place, separators=(",", ":")).encode()).decode().rstrip("=")


def place_in(cursor: str, *kinds: type) -> list[Any]:
    """Return the place that a cursor names, values of these kinds; refuse what is no cursor of this list."""
    try:
        found = json.loads(urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (ValueError, RecursionError):
        raise no_cursor() from None
    if not isinstance(found, list) or [type(one) for one in found] != [*kinds]:
        raise no_cursor()
    return found


def no_cursor() -> Unreadable:
    """Return the refusal of what is no cursor of a list."""
    sentence = "this is no cursor of this list; take the `next` of a page, or leave it out"
    return Unreadable(
        [PlacedProblem(code="wrong-cursor", path=("cursor",), sentence=sentence, file=BODY[0], line=None)]
    )
