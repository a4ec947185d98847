"""Templates for people: when to use which, and what one asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.pricing import typed

from .grid import Column, Row, grid
from .page import BOLD, DIM, Page

if TYPE_CHECKING:
    from collections.abc import Iterable

    from templates_library import Question, Template


def template_list(templates: Iterable[Template], page: Page) -> str:
    """Return all templates, each with when to use it and when not."""
    blocks = [[f"{page.painted(one.id, BOLD)}: {one.title}", *_use(one, page, mark="  ")] for one in templates]
    blocks.append(page.lines(NEXT, DIM))
    return "\n\n".join("\n".join(lines) for lines in blocks) + "\n"


NEXT = "`backplan templates ID` shows what one asks; `backplan new ID --go-live DATE` makes a plan of it."


def one_template(template: Template, page: Page) -> str:
    """Return one template with what it asks and what it is made of."""
    questions = _listed if page.width and page.width < ROOM else _tabled
    lines = [
        *page.lines(f"{template.title} ({template.id}, version {template.version})", BOLD),
        *_use(template, page),
        "",
        *page.lines(f"--go-live: {template.asks_for}"),
        "",
        *questions(template.questions, page),
        "",
        *page.lines(f"Its parts: {'; '.join(part.title for part in template.parts)}."),
    ]
    return "\n".join(lines) + "\n"


ROOM = 110
"""Columns from which on there is room for a question beside its answers."""


def _tabled(questions: Iterable[Question], page: Page) -> list[str]:
    columns = (
        Column(title="--answer"),
        Column(title="default"),
        Column(title="or"),
        Column(title="question", least=24),
    )
    rows = [Row(cells=(f"{one.id}=", typed(one.default) or "none", _others(one), one.question)) for one in questions]
    return grid(columns, rows, page)


def _listed(questions: Iterable[Question], page: Page) -> list[str]:
    lines = page.lines("--answer, [default] or others", DIM, mark="  ")
    for one in questions:
        lines += page.lines(f"{one.id}= [{typed(one.default) or 'none'}] {_others(one)}", mark="  ")
        lines += page.lines(one.question, DIM, mark="    ")
    return lines


def _use(template: Template, page: Page, *, mark: str = "") -> list[str]:
    return [
        *page.lines(template.use_when, mark=mark),
        *page.lines(f"Not when: {template.not_when}", DIM, mark=mark),
    ]


def _others(question: Question) -> str:
    """Return which other answers there are, as they are typed."""
    if question.type == "number":
        return f"{question.least} to {question.most}"
    if question.type in {"countries", "date"}:
        return "such as Germany, US-NY" if question.type == "countries" else "a day such as 2026-11-30"
    return ", ".join(typed(answer) for answer in question.alternatives(question.default))
