"""A block from plain data, by its schema and in its words."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from pydantic import BaseModel, ValidationError

from scheduler.refusals import Problem, Refused

from .sentences import place_of, said

if TYPE_CHECKING:
    from scheduler.refusals import Path

B = TypeVar("B", bound=BaseModel)

MOST_TOLD = 100
"""Problems of one block; somebody who reads so many begins again."""


def read_block(model: type[B], written: object, at: Path = ()) -> B:
    """Return the block that stands at a place; raise Refused with all that its schema does not take."""
    try:
        return model.model_validate(written)
    except ValidationError as error:
        errors = error.errors(include_url=False)[:MOST_TOLD]
    problems = []
    for one in errors:
        code, sentence = said(one, model)
        problems.append(Problem(code=code, path=(*at, *place_of(one, model)), sentence=sentence))
    raise Refused(problems)
