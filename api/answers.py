"""How an answer leaves: bytes rendered once, in the form that the caller accepts."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from starlette.responses import Response

from .accept import require
from .body import JSON

if TYPE_CHECKING:
    from pydantic import BaseModel
    from starlette.requests import Request


def computed(answer: BaseModel) -> Response:
    """Return what was computed from somebody's plan: for that person alone, so nothing on the way keeps it."""
    return Response(answer.model_dump_json(), headers={"Cache-Control": "no-store"}, media_type=JSON)


def kept(request: Request, content: str | bytes, media_type: str) -> Response:
    """Return what is the same for everybody until the next release."""
    require(request, media_type)
    body = content.encode() if isinstance(content, str) else content
    tag = f'"{sha256(body).hexdigest()[:32]}"'
    headers = {"ETag": tag, "Cache-Control": "no-cache"}
    return Response(body, headers=headers, media_type=media_type)
