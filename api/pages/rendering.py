"""Pages made of templates: everything escaped, nothing undefined, and a policy by which nothing runs."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.responses import HTMLResponse, Response

from app.exports.rendering import unbroken
from app.look import PALETTE
from scheduler.wording import MONTHS

from .static import styles_address

if TYPE_CHECKING:
    from scheduler.refusals import Refused

POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


def page(template: str, status: int = 200, /, **shown: object) -> Response:
    """Return a page for a browser; templates of a folder have the style sheet of its name."""
    sheet = template.partition("/")[0] if "/" in template else "page"
    html = _templates().get_template(template).render(styles=styles_address(sheet), behind=PALETTE["page"], **shown)
    return HTMLResponse(html, status, headers={"Content-Security-Policy": POLICY})


def told(refused: Refused) -> str:
    """Say why something was refused: a few sentences, each with its first letter large."""
    told = [problem.sentence for problem in refused.problems[:MOST_TOLD]]
    return " ".join(
        f"{sentence[:1].upper()}{sentence[1:].rstrip('.')}{'' if sentence[-1] in '?!' else '.'}" for sentence in told
    )


MOST_TOLD = 3
"""Problems that a page says at once."""


def told_in_days(refused: Refused) -> str:
    """Say why something was refused to somebody who chose days in a calendar: `20 Dec 2026`, not `2026-12-20`."""
    return _DAY.sub(_day, told(refused))


_DAY = re.compile(r"('?)\b([0-9]{4}-[0-9]{2}-[0-9]{2})\b(?!T)\1")


def _day(found: re.Match[str]) -> str:
    try:
        day = date.fromisoformat(found[2])
    except ValueError:
        return found[0]
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


@cache
def _templates() -> Environment:
    environment = Environment(
        loader=PackageLoader("api.pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["unbroken"] = unbroken
    environment.filters["large"] = lambda text: text[:1].upper() + text[1:]
    return environment
