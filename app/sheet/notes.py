"""What is told about a sheet that was read: what was guessed, and what did not come along."""

from __future__ import annotations

from dataclasses import dataclass


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
        self._told[Note(place=place, sentence=sentence)] = None

    def leave_out(self, place: str, sentence: str) -> None:
        """Add one about something that is not in the plan."""
        self._told[Note(place=place, sentence=sentence, left_out=True)] = None

    def told(self) -> tuple[Note, ...]:
        """Return all."""
        return tuple(self._told)
