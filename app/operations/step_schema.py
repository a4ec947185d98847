"""A step from plain data, by the schema of the plan document and in its words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from app.document.sentences import place_of, said
from app.document.wire.steps import Step
from scheduler.refusals import Problem, Refused

if TYPE_CHECKING:
    from collections.abc import Mapping


def read_step(written: Mapping[str, Any], at: int) -> Step:
    """Return the step that stands at a place of the document; raise Refused with all that the schema does not take."""
    try:
        return Step.model_validate(written)
    except ValidationError as error:
        errors = error.errors(include_url=False)
    problems = []
    for one in errors:
        one["loc"] = ("steps", at, *one["loc"])
        code, sentence = said(one)
        problems.append(Problem(code=code, path=place_of(one), sentence=sentence))
    raise Refused(problems)
