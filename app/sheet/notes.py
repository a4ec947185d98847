"""What is told about a sheet that was read: what was guessed, and what did not come along."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from scheduler.wording import listed

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """One thing to look at."""

    place: str
    """The cell, row or column, such as `Plan!F7`; empty where it is about the whole sheet."""
    sentence: str
    left_out: bool = False
    """Whether it tells of something that is not in the plan."""

    def __str__(self) -> str:
        """Return place and sentence on one line."""
        return f"{self.place}: {self.sentence}" if self.place else self.sentence


class Notes:
    """The notes of one sheet, in the order in which they came up."""

    def __init__(self) -> None:
        """Begin with none."""
        self._told: dict[Note, None] = {}

    def tell(self, place: str, sentence: str) -> None:
        """Add one; the same twice is told once."""
        self._told[Note(place=place, sentence=_bounded(sentence))] = None

    def leave_out(self, place: str, sentence: str) -> None:
        """Add one about something that is not in the plan."""
        self._told[Note(place=place, sentence=_bounded(sentence), left_out=True)] = None

    def told(self) -> tuple[Note, ...]:
        """Return all."""
        return tuple(self._told)


def _bounded(sentence: str) -> str:
    return sentence if len(sentence) <= _LONGEST else f"{sentence[:_LONGEST]}…"


_LONGEST = 900
"""Letters of a note, which may repeat what stands in a cell."""


def some(texts: Sequence[str]) -> str:
    """Name a few of many."""
    more = len(texts) - _NAMED
    return listed(texts) if more <= 1 else listed([*texts[:_NAMED], f"{more} more"])


_NAMED = 5
"""Steps that a note names; more are counted."""
