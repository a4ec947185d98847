"""What the caller has already: tags of what it saw, in the headers If-None-Match and If-Match.

A tag has the number of the revision that its reader saw, then a digest of the bytes: nothing out of the reader's sight
changes it.
"""

from __future__ import annotations

import re
from hashlib import sha256
from typing import TYPE_CHECKING, Annotated

from fastapi import Depends, Header
from starlette.responses import Response

from app.operations.lookup import refused

from .body import JSON

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pydantic import BaseModel

_TAG = re.compile(r'(?:W/)?"([0-9]{1,9})-[0-9a-f]{32}"')

IfMatch = Annotated[
    str | None,
    Header(
        alias="If-Match",
        pattern=r'^(\*|(W/)?"[0-9]{1,9}-[0-9a-f]{32}")$',
        description="The `ETag` of what you saw: refused (412) where it is no longer what you saw.",
        json_schema_extra={"examples": ['"1-0f343b0931126a20f133d67c2b018a3b"']},
    ),
]


def tagged(
    content: str | bytes,
    *,
    revision: int,
    media_type: str = JSON,
    status: int = 200,
    headers: Mapping[str, str] | None = None,
) -> Response:
    """Return an answer with its tag, for that person alone."""
    body = content.encode() if isinstance(content, str) else content
    tag = tag_of(revision, body)
    said = {"ETag": tag, "Cache-Control": "private, no-cache", "Vary": "Authorization, Cookie", **(headers or {})}
    return Response(body, status, said, media_type)


def tagged_model(answer: BaseModel, *, revision: int, status: int = 200, **headers: str) -> Response:
    """Return a model with its tag."""
    return tagged(answer.model_dump_json(), revision=revision, status=status, headers=headers)


def tag_of(revision: int, body: bytes) -> str:
    """Return the tag of some bytes that a reader gets of a revision."""
    return f'"{revision}-{sha256(body).hexdigest()[:32]}"'


def revision_in(written: IfMatch = None) -> int | None:
    """Return the revision that the caller says it saw; None where it says nothing, or that anything will do."""
    found = _TAG.fullmatch(written or "*")
    return None if found is None else int(found[1])


Seen = Annotated[int | None, Depends(revision_in)]
"""The revision that the caller saw, by the header If-Match."""


def refuse_older(seen: int | None, newest: int) -> None:
    """Refuse to go on where the caller saw another revision than the newest."""
    if seen is not None and seen != newest:
        raise refused("other-revision", f"you saw revision {seen}, and it is {newest} by now; look at it again")
