"""A plan as one page that can be mailed, kept and printed: no script, and nothing that it has to fetch."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from markupsafe import Markup

from app.brief import brief
from app.look import stylesheet
from app.timeline import PHONE, WIDE, legend, svg, timeline
from scheduler.wording import day_said

from .rendering import policy, rendered

if TYPE_CHECKING:
    from app.projection import Projection
    from scheduler.plan import Moment

STYLES = ("base", "plan", "timeline")


def html(projection: Projection) -> bytes:
    """Return the page."""
    said, drawing = brief(projection), timeline(projection)
    style = stylesheet(*STYLES)
    page = rendered(
        "plan.html.jinja",
        plan=said,
        style=Markup(style),  # noqa: S704 - our own styles
        policy=policy(style),
        drawings=[svg(drawing, frame, link=_place) for frame in (WIDE, PHONE)] if said.steps else [],
        legend=legend(drawing),
        as_of=_in_full(said.as_of),
        day=_in_full,
        short_day=lambda moment: day_said(moment, near=said.as_of),
    )
    return page.encode()


def _in_full(moment: Moment) -> str:
    """Say a day with its year, which a page that is kept needs."""
    return day_said(moment, near=date.min)


def _place(step: str) -> str:
    """Return where the page tells a step in full."""
    return f"#step-{step}"
