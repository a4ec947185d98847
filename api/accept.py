"""What the caller takes as an answer: the header Accept."""

from __future__ import annotations

import re

from starlette.requests import Request

from .problems import Declined

_WEIGHT = re.compile(r"(0(\.[0-9]{0,3})?|1(\.0{0,3})?)", re.ASCII)


def json_accepted(request: Request) -> None:
    """Refuse, before anything is computed, a request that takes no JSON."""
    require(request, "application/json")


def require(request: Request, *media_types: str) -> str:
    """Return which of the forms of an answer the caller takes best, the first of several; refuse who takes none."""
    accepted = request.headers.get("accept") or "*/*"
    best = max(media_types, key=lambda one: _weight(accepted, one.partition(";")[0].lower()))
    if _weight(accepted, best.partition(";")[0].lower()) <= 0:
        raise Declined(406, f"the answer is {' or '.join(media_types)}, which the header Accept leaves out")
    return best


def takes_a_page(request: Request) -> bool:
    """Tell whether the caller takes a page rather than JSON, as browsers do."""
    accepted = request.headers.get("accept") or "*/*"
    return _weight(accepted, "text/html") > _weight(accepted, "application/json")


def _weight(accepted: str, media_type: str) -> float:
    """Return the weight that the most specific range gives to a media type; 0 where none holds it."""
    found = [(0, 0.0)]
    for one in accepted.split(","):
        name, *parameters = (part.strip().lower() for part in one.split(";"))
        specific = _specific(name, media_type)
        if specific:
            found.append((specific, _quality(parameters)))
    return max(found)[1]


def _specific(name: str, media_type: str) -> int:
    """Return how exactly a range names a media type; 0 where it does not."""
    ranges = ("*/*", f"{media_type.partition('/')[0]}/*", media_type)
    return ranges.index(name) + 1 if name in ranges else 0


def _quality(parameters: list[str]) -> float:
    text = next((part[2:] for part in parameters if part.startswith("q=")), "1")
    return float(text) if _WEIGHT.fullmatch(text) else 1.0
