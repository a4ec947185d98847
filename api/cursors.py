"""Cursors: how far somebody has read, in letters that mean nothing but that."""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from app.document import PlacedProblem, Unreadable
from app.document.text import is_kept

from .problems import BODY

T = TypeVar("T")
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


Key = tuple[int | str, ...]
"""By what a list is in order, and where a page of it ends."""


def page_of(found: Iterable[T], asked: Page, key: Callable[[T], Key]) -> tuple[tuple[T, ...], str | None]:
    """Return the page of a list that is asked for, in the order of its keys, and the cursor of the next one.

    What has one key stays in the order in which it comes, and is counted. A list that is paged so is read whole, as
    what a reader sees of it is not known to the database.
    """
    placed, last, nth = list[tuple[list[int | str], T]](), None, 0
    for one in sorted(found, key=key):
        nth = nth + 1 if key(one) == last else 0
        last = key(one)
        placed.append(([*last, nth], one))
    if asked.cursor is not None:
        behind = place_in(asked.cursor, *map(type, placed[0][0])) if placed else _list_in(asked.cursor)
        placed = [(place, one) for place, one in placed if place > behind]
    page = placed[: asked.limit]
    return tuple(one for _, one in page), cursor_of(page[-1][0]) if len(placed) > len(page) else None


def oldest_first(at: datetime) -> int:
    """Return a moment as part of a key: microseconds since 1970."""
    return (at - EPOCH) // timedelta(microseconds=1)


def newest_first(at: datetime) -> int:
    """Return a moment as part of a key by which the newest comes first."""
    return -oldest_first(at)


def moment_in(place: int) -> datetime:
    """Return the moment that a place of a cursor names; refuse what is none."""
    try:
        return EPOCH + timedelta(microseconds=place)
    except OverflowError:
        raise no_cursor() from None


EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def place_in(cursor: str, *kinds: type) -> list[Any]:
    """Return the place that a cursor names, values of these kinds; refuse what is no cursor of this list."""
    found = _list_in(cursor)
    if [type(one) for one in found] != [*kinds]:
        raise no_cursor()
    return found


def _list_in(cursor: str) -> list[Any]:
    try:
        found = json.loads(urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (ValueError, RecursionError):
        raise no_cursor() from None
    if not isinstance(found, list) or not all(map(_is_kept, found)):
        raise no_cursor()
    return found


def _is_kept(value: object) -> bool:
    """Tell whether a database takes a value: JSON can name a null character, halves of characters, any number."""
    return abs(value) < LARGEST if isinstance(value, int) else not isinstance(value, str) or is_kept(value)


LARGEST = 2**63
"""No database keeps a whole number that is larger."""


def no_cursor() -> Unreadable:
    """Return the refusal of what is no cursor of a list."""
    sentence = "this is no cursor of this list; take the `next` of a page, or leave it out"
    return Unreadable(
        [PlacedProblem(code="wrong-cursor", path=("cursor",), sentence=sentence, file=BODY[0], line=None)]
    )
