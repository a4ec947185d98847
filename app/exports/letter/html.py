"""The letter as a page to print or to mail."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from app.exports.rendering import policy, rendered
from app.look import stylesheet

from .writing import write

if TYPE_CHECKING:
    from app.projection import Projection

STYLES = ("base", "letter")


def letter_html(projection: Projection) -> bytes:
    """Return the letter."""
    style = stylesheet(*STYLES)
    page = rendered(
        "letter.html.jinja",
        letter=write(projection),
        style=Markup(style),  # noqa: S704 - our own styles
        policy=policy(style),
    )
    return page.encode()
