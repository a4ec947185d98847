"""A library of one template as plain data and back, so that a version can be kept and stays what it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from .library import Library
from .schema import Written, WrittenFragment, WrittenMultiplier, WrittenQuestion, WrittenRange, WrittenTemplate

if TYPE_CHECKING:
    from collections.abc import Mapping

W = TypeVar("W", bound=Written)

Plain = dict[str, Any]


def packed(library: Library) -> Plain:
    """Return all that a library holds, as plain data."""
    return {
        "templates": _written(library.templates),
        "fragments": _written(library.fragments),
        "questions": _written(library.questions),
        "ranges": _written(library.ranges),
        "multipliers": _written(library.multipliers),
        "roles": dict(library.roles),
        "phases": dict(library.phases),
    }


def unpacked(plain: Plain) -> Library:
    """Return the library that was made plain data of."""
    return Library(
        templates=_read(WrittenTemplate, plain["templates"]),
        fragments=_read(WrittenFragment, plain["fragments"]),
        questions=_read(WrittenQuestion, plain["questions"]),
        ranges=_read(WrittenRange, plain["ranges"]),
        multipliers=_read(WrittenMultiplier, plain["multipliers"]),
        roles=plain["roles"],
        phases=plain["phases"],
    )


def _written(blocks: Mapping[str, Written]) -> Plain:
    return {name: one.model_dump(mode="json", exclude_defaults=True) for name, one in blocks.items()}


def _read(model: type[W], blocks: Plain) -> dict[str, W]:
    return {name: model.model_validate(one) for name, one in blocks.items()}
