"""The kinds of export, in one registry that the command and the HTTP door share."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.projection import Projection


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """A form in which a plan can be taken away."""

    kind: str
    """What people ask for: `ics`, `xlsx`, `letter`."""
    says: str
    """What it is, for lists and help."""
    media_type: str
    suffix: str
    """The end of its file's name, with the dot."""
    render: Callable[[Projection], bytes]
    """Give the same bytes for the same projection, whenever and wherever it runs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """A plan as a file."""

    content: bytes
    media_type: str
    name: str
    """A file name that every system takes: `northwind-erp-roll-out.ics`."""


def _ics(projection: Projection) -> bytes:
    from .ics import ics

    return ics(projection)


EXPORTS: dict[str, Export] = {
    one.kind: one
    for one in (
        Export(
            kind="ics",
            says="a calendar file: the days that matter, for every calendar app",
            media_type="text/calendar; charset=utf-8",
            suffix=".ics",
            render=_ics,
        ),
    )
}
"""By kind, in the order in which they are offered."""


def export(projection: Projection, kind: str) -> Exported:
    """Render a projection as a file; KeyError for a kind that is not in EXPORTS."""
    one = EXPORTS[kind]
    return Exported(
        content=one.render(projection),
        media_type=one.media_type,
        name=f"{_plain(projection.document.title)}{one.suffix}",
    )


def _plain(title: str) -> str:
    """Return a title as the name of a file: lower case letters, digits and hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")[:60] or "plan"
