"""What pages say of what is kept about somebody: what would go, and what would stay under a pseudonym."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import Response

from app.answers.privacy import KeptAnswer

if TYPE_CHECKING:
    from typing import Any

    from app.privacy import Foreseen

GOES = (
    ("people", "name and address in a plan", "name and address in {} plans"),
    ("comments", "the words of one comment", "the words of {} comments"),
    ("participants", "one way in by a link", "{} ways in by links"),
    ("visits", "one visit", "{} visits"),
    ("feeds", "one calendar feed", "{} calendar feeds"),
    ("invitations", "one invitation", "{} invitations"),
    ("replies", "one answer by mail", "{} answers by mail"),
)
STAYS = (
    ("signatures", "one signature", "{} signatures"),
    ("log", "one thing that was done, and when", "{} things that were done, and when"),
)


def goes_said(foreseen: Foreseen) -> tuple[str, ...]:
    """Say what would be forgotten, each in a few words."""
    account = ("the membership of this workspace, and the account if that is its last one",) if foreseen.account else ()
    return (*account, *_said(foreseen, GOES))


def stays_said(foreseen: Foreseen) -> tuple[str, ...]:
    """Say what would stay under a pseudonym."""
    return _said(foreseen, STAYS)


def as_file(kept: dict[str, Any], name: str) -> Response:
    """Return what is kept about somebody as a file that a browser saves."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return Response(KeptAnswer.of(kept).model_dump_json(indent=2), headers=headers, media_type="application/json")


def _said(foreseen: Foreseen, what: tuple[tuple[str, str, str], ...]) -> tuple[str, ...]:
    counted = ((getattr(foreseen, name), one, many) for name, one, many in what)
    return tuple(one if count == 1 else many.format(count) for count, one, many in counted if count)
