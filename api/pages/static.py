"""Styles and the icon: few files, kept by browsers for as long as their names last."""

from __future__ import annotations

from functools import cache
from hashlib import sha256

from fastapi import APIRouter
from starlette.responses import Response

from app.look import stylesheet

router = APIRouter(include_in_schema=False)

FOREVER = {"Cache-Control": "public, max-age=31536000, immutable"}

ICON = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><rect width="24" height="24" rx="6" fill="#2f46c8"/>'
    '<path d="M19 5v14M14.5 8H7.5l2.5-2.5M14.5 12H5M14.5 16H9l2.5 2.5" fill="none" stroke="#fff" stroke-width="2" '
    'stroke-linecap="round" stroke-linejoin="round"/></svg>'
)


@cache
def styles() -> bytes:
    """Return the style sheet of the pages."""
    return stylesheet("page", "timeline").encode()


@cache
def styles_address() -> str:
    """Return where the style sheet is; another one has another address."""
    return f"/static/page-{sha256(styles()).hexdigest()[:12]}.css"


@router.get("/static/page-{digest}.css")
def page_styles(digest: str) -> Response:  # noqa: ARG001 - it is there for browsers to keep
    """Hand the style sheet out."""
    return Response(styles(), media_type="text/css", headers=FOREVER)


@router.get("/favicon.ico")
@router.get("/static/icon.svg")
def icon() -> Response:
    """Hand the icon out, also to browsers that ask for it where a file names none."""
    return Response(ICON, media_type="image/svg+xml", headers=FOREVER)
