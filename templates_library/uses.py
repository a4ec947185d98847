"""Which questions steps and fragments depend on."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .library import Library
    from .schema import WrittenFragment, WrittenPart, WrittenStep


def of_fragment(found: Library, fragment: WrittenFragment) -> Iterator[str]:
    """Give every question that a fragment depends on, with all that is inside it."""
    for ask in fragment.asks:
        yield from ask.when
    for step in fragment.steps:
        yield from _of_step(found, step)
    for part in fragment.parts:
        yield from of_part(found, part)


def of_part(found: Library, part: WrittenPart) -> Iterator[str]:
    """Give every question that a fragment in its place depends on."""
    yield from part.when
    yield from numbers_in(*(link.lag for link in part.after))
    yield from of_fragment(found, found.fragments[part.fragment])


def numbers_in(*durations: str | None) -> list[str]:
    """Return the questions whose answers are numbers in durations."""
    return re.findall(r"\{(\w+)\}", " ".join(filter(None, durations)))


def _of_step(found: Library, step: WrittenStep) -> Iterator[str]:
    yield from step.when
    yield from numbers_in(step.duration, *(link.lag for link in step.after))
    yield from () if step.takes is None else (found.ranges[step.takes].by,)
    for multiplier in step.longer_if:
        yield from found.multipliers[multiplier].when
