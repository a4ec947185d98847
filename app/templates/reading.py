"""Somebody's template as text: read within bounds, tried out, and every problem told with file, line and path."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.document import Limits, PlacedProblem, Unreadable
from app.document.text import read_text
from templates_library import Mistaken, YamlFile, read_own, ready_made

from .trying import refuse_unusable

if TYPE_CHECKING:
    from datetime import date

    from app.document.places import Places
    from templates_library import Library, Mistake

LIMITS = Limits(size=200_000, values=10_000, problems=100, depth=20, repeated=2_000)
"""How much is read of a template; the largest ready-made one with all of its fragments is a tenth of it."""
_SAID = {
    "empty": "there is nothing here; a template begins with its title",
    "not-a-plan": "this is no template; a template is a block of keys that begins with its title",
    "several-documents": "a second document begins here, after '---' or '...'; a file holds one template",
}
"""What is said in other words of a template than of a plan."""


class UnusableTemplate(Unreadable):
    """The text is no template that plans can be made of."""


def read_template(
    text: str | bytes, template_id: str, *, file: str, version: int = 1, today: date, limits: Limits = LIMITS
) -> Library:
    """Return a library of one template and all that it is made of; raise UnusableTemplate with every problem."""
    try:
        data, problems = read_text(text, file=file, limits=limits)
    except Unreadable as unreadable:
        raise UnusableTemplate(map(_of_template, unreadable.problems)) from unreadable
    if problems:
        raise UnusableTemplate(problems.in_order())
    try:
        library = read_own(template_id, YamlFile(file, data), ready_made(), version=version)
    except Mistaken as mistaken:
        told = [_placed(one, problems.places) for one in mistaken.mistakes[: limits.problems]]
        raise UnusableTemplate(sorted(told, key=lambda one: one.line or 0)) from mistaken
    try:
        refuse_unusable(library, template_id, data, file=file, places=problems.places, today=today)
    except Unreadable as unreadable:
        raise UnusableTemplate(unreadable.problems) from unreadable
    return library


def _of_template(problem: PlacedProblem) -> PlacedProblem:
    sentence = _SAID.get(problem.code, problem.sentence)
    code = "template-mistake" if problem.code == "not-a-plan" else problem.code
    return PlacedProblem(code=code, path=problem.path, sentence=sentence, file=problem.file, line=problem.line)


def _placed(mistake: Mistake, places: Places) -> PlacedProblem:
    return PlacedProblem(
        code="template-mistake",
        path=mistake.path,
        sentence=mistake.sentence,
        file=mistake.file,
        line=places.line(mistake.path),
    )
