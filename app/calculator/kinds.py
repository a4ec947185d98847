"""Another kind of deal for the same date: what was said stays where the other template asks for it too."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from scheduler.refusals import Refused
from templates_library import answers_from_text, template, with_defaults

if TYPE_CHECKING:
    from templates_library import Library, Question

    from .inputs import Inputs


def of_kind(inputs: Inputs, template_id: str, library: Library | None = None) -> Inputs:
    """Return the inputs with another template; its steps are others, so changes of steps are not carried over."""
    asked = template(template_id, library).questions
    answers = tuple((name, said) for name, said in inputs.answers if _fits(asked, name, said))
    return replace(inputs, template=template_id, answers=answers, changes=(), was=None, answered=None)


def _fits(asked: tuple[Question, ...], name: str, said: str) -> bool:
    try:
        with_defaults(asked, answers_from_text(asked, {name: said}))
    except Refused:
        return False
    return True
