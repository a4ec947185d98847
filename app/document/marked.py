"""Every text of a block with what belongs at its place, so that nobody has to list the places."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from .shape import says_of
from .wire.values import Says, Wire

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scheduler.refusals import Path

Marked = tuple[Says, str, "Path"]
"""What belongs at a place, what stands there, and the place."""


def mark_of(form: Any) -> Says:  # noqa: ANN401 - a form of the schema, such as PersonRef
    """Return what belongs where a form is asked for."""
    (mark,) = (mark for mark in form.__metadata__ if isinstance(mark, Says))
    return mark


def marked(block: Wire, *path: str | int) -> Iterator[Marked]:
    """Give every text in a block of the schema and in all blocks inside it."""
    for name, key, says in _fields(type(block)):
        value = getattr(block, name)
        if isinstance(value, str) and says is not None:
            yield says, value, (*path, key)
        elif isinstance(value, Wire):
            yield from marked(value, *path, key)
        elif isinstance(value, tuple):
            for index, item in enumerate(value):
                if isinstance(item, Wire):
                    yield from marked(item, *path, key, index)


@cache
def _fields(model: type[Wire]) -> list[tuple[str, str, Says | None]]:
    return [(name, info.alias or name, says_of(info)) for name, info in model.model_fields.items()]
