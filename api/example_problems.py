"""A real example for each kind of refusal; a route that says more about one has its own instead."""

from __future__ import annotations

from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from app.access import lacking
from app.callers import Right
from app.settings import Settings

from .credentials import UNKNOWN
from .examples import examples, stored_examples
from .gate import BUSY
from .kinds import KINDS
from .problems import PLAIN_BODY, ProblemDocument

if TYPE_CHECKING:
    from collections.abc import Mapping

REQUEST_ID = "0d5c8f5e-2f57-4b6e-9a43-6f1f5f0d3c2a"
"""What the log calls the request of the example; every other is called otherwise."""

_SAID: Mapping[str, str] = MappingProxyType(
    {
        "bad-request": KINDS["bad-request"].cure,
        "unauthenticated": UNKNOWN,
        "forbidden": lacking(Right.CHANGE_PLANS),
        "not-found": KINDS["not-found"].cure,
        "method-not-allowed": KINDS["method-not-allowed"].cure,
        "not-acceptable": "the answer is application/json, which the header Accept leaves out",
        "too-slow": f"the body did not come within {Settings().patience} seconds; send it again",
        "too-large": f"at most {Settings().max_body:,} bytes are read; leave out what is no part of it",
        "unsupported-media-type": f"'text/html' is not read here; {PLAIN_BODY}",
        "too-many": "there were too many attempts; try again in 30 seconds",
        "unexpected": KINDS["unexpected"].cure,
        "busy": BUSY,
    }
)
"""What is refused before anybody looks at what was handed in."""


@cache
def problems() -> Mapping[str, Any]:
    """Return an example of each kind, by its code, as plain data."""
    told = {one.answer["code"]: one.answer for one in examples() if one.operation == "schedule" and one.refused}
    told = {one.answer["code"]: one.answer for one in stored_examples() if one.refused} | told
    return MappingProxyType({code: _said(code) if code in _SAID else told[code] for code in KINDS})


def _said(code: str) -> Any:  # noqa: ANN401 - plain data
    request_id = REQUEST_ID if code == "unexpected" else None
    return ProblemDocument.of(KINDS[code], _SAID[code], request_id=request_id).model_dump(mode="json")
