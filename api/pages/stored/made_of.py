"""What the newest version of the template that a plan was made of would give otherwise, as a page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from api.pages.rendering import page
from app.answers.own_templates import TemplateChangeAnswer
from app.templates import compared

if TYPE_CHECKING:
    from starlette.responses import Response

    from .reader import Reader

ABOUT = {"step": "Steps", "critical_date": "Critical dates", "question": "Questions"}
"""What may differ, in the order of the page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One thing that differs."""

    says: tuple[str, ...]
    apart: bool
    """Whether the plan has it no more, so that it would differ for nobody."""


def made_of_page(reader: Reader) -> Response:
    """Return the page; raise Refused where there is nothing to compare, or not for this reader."""
    document = reader.projection.document
    told = compared(reader.unit, document)
    changes = [TemplateChangeAnswer.of(one, document) for one in told.found.changes]
    answer = page(
        "stored/template.html.j2",
        reader=reader,
        title=document.title,
        told=told,
        parts=[(says, _those(changes, about)) for about, says in ABOUT.items() if _those(changes, about)],
    )
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _those(changes: list[TemplateChangeAnswer], about: str) -> list[Difference]:
    return [
        Difference(says=one.sentences, apart=about != "question" and one.kind != "added" and not one.in_plan)
        for one in changes
        if one.about == about
    ]
