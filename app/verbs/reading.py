"""Operations from plain data, such as the body of a request: verbs, or every mistake at its place."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

from pydantic import BaseModel, ConfigDict

from app.document.blocks import read_block
from app.document.wire.values import Says
from app.names import unknown
from scheduler.refusals import Problem, Refused

from .known import VERBS

if TYPE_CHECKING:
    from scheduler.refusals import Path

    from .verb import Verb

MOST = 100
"""Operations that are done at once."""


class _Asked(BaseModel):
    """What every operation says, whatever its verb."""

    model_config = ConfigDict(extra="ignore", strict=True)

    do: Annotated[str, Says("a verb such as finish_step", free=True)]


def read_operations(value: object, *, at: Path = ("operations",)) -> tuple[Verb, ...]:
    """Return what is asked for, one operation or a list of them; raise Refused with every mistake.

    `at` is where it stands.
    """
    if not isinstance(value, list):
        return (read_operation(value, at=at),)
    if len(value) > MOST:
        sentence = f"there are {len(value):,} operations; at most {MOST} are done at once, so send fewer"
        raise Refused([Problem(code="too-many-operations", path=at, sentence=sentence)])
    found, problems = list["Verb"](), list[Problem]()
    for index, one in enumerate(value):
        try:
            found.append(read_operation(one, at=(*at, index)))
        except Refused as wrong:
            problems += wrong.problems
    if problems:
        raise Refused(problems)
    return tuple(found)


def read_operation(value: object, *, at: Path = ()) -> Verb:
    """Return the operation that stands at a place; raise Refused with every mistake."""
    name = read_block(_Asked, value, at).do
    if name not in VERBS:
        refusal = unknown("verb", name, [(verb, "") for verb in VERBS])
        raise Refused([replace(one, path=(*at, "do")) for one in refusal.problems])
    return read_block(VERBS[name], value, at)
