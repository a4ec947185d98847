"""Styles and the icon: few files, kept by browsers for as long as their names last."""

from __future__ import annotations

from functools import cache
from hashlib import sha256

from fastapi import APIRouter
from starlette.responses import Response

from api.problems import Declined
from app.look import stylesheet

router = APIRouter(include_in_schema=False)

FOREVER = {"Cache-Control": "public, max-age=31536000, immutable"}

ICON = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><rect width="24" height="24" rx="6" fill="#2f46c8"/>'
    '<path d="M19 5v14M14.5 8H7.5l2.5-2.5M14.5 12H5M14.5 16H9l2.5 2.5" fill="none" stroke="#fff" stroke-width="2" '
    'stroke-linecap="round" stroke-linejoin="round"/></svg>'
)


SHEETS = {
    "page": ("page", "timeline"),
    "stored": ("page", "timeline", "stored"),
    "account": ("page", "account"),
    "shared": ("page", "account"),
}
"""By the name of a style sheet: its parts."""


@cache
def styles(sheet: str) -> bytes:
    """Return a style sheet of the pages."""
    return stylesheet(*SHEETS[sheet]).encode()


@cache
def styles_address(sheet: str = "page") -> str:
    """Return where a style sheet is; another one has another address."""
    return f"/static/{sheet}-{sha256(styles(sheet)).hexdigest()[:12]}.css"


@router.get("/static/{sheet}-{digest}.css")
def page_styles(sheet: str, digest: str) -> Response:  # noqa: ARG001 - it is there for browsers to keep
    """Hand a style sheet out."""
    if sheet not in SHEETS:
        raise Declined(404, "there is no such style sheet; load the page again")
    return Response(styles(sheet), media_type="text/css", headers=FOREVER)


@router.get("/favicon.ico")
@router.get("/static/icon.svg")
def icon() -> Response:
    """Hand the icon out, also to browsers that ask for it where a file names none."""
    return Response(ICON, media_type="image/svg+xml", headers=FOREVER)
