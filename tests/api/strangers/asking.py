"""A request to a route as its own example has it, and what of the answer a stranger may compare."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .entries import FIXED
from .place import unknown
from .walk import Door, example_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    import httpx

    from .place import Place, Shown

OTHERWISE = frozenset({"date", "x-request-id"})
"""Headers that differ from answer to answer."""


def ask(place: Place, door: Door, shows: Shown, names: Mapping[str, str]) -> httpx.Response:
    """Ask for what a route of the OpenAPI document does."""
    example = example_of(place.document, door)
    body = {} if example.media_type is None else {"content-type": example.media_type}
    content = example.body if isinstance(example.body, str) else None
    return place.http.request(
        door.method,
        door.filled({**FIXED, **names}),
        params=dict(example.parameters),
        headers={**shows, **body},
        content=content,
        json=None if content is not None or example.media_type is None else example.body,
    )


def told(answer: httpx.Response, names: Mapping[str, str]) -> tuple[int, dict[str, str], str]:
    """Return all that an answer tells, with a word for each id that was asked about."""
    headers = {name: value for name, value in answer.headers.items() if name not in OTHERWISE}
    text = answer.text.replace(answer.headers["x-request-id"], "the request's id")
    for name, value in names.items():
        text = text.replace(value, name)
        headers = {header: said.replace(value, name) for header, said in headers.items()}
    return answer.status_code, headers, text


def nothing(ids: Mapping[str, str]) -> dict[str, str]:
    """Return ids of nothing in the place of these."""
    return {name: unknown() for name in ids}
