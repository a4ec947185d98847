"""Why a sheet cannot be read, with the place that people find in it."""

from __future__ import annotations

from dataclasses import dataclass

from app.document import PlacedProblem, Unreadable


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetProblem(PlacedProblem):
    """A problem and where in the sheet it is."""

    line: int | None = None
    where: str = ""
    """The cell or row, such as `Plan!F7`; empty for the whole file."""

    @property
    def place(self) -> str:
        """The cell or row."""
        return self.where

    def __str__(self) -> str:
        """Return file, place and sentence on one line."""
        return f"{self.file} {self.where}: {self.sentence}" if self.where else f"{self.file}: {self.sentence}"


def refused(code: str, sentence: str, *, file: str, where: str = "") -> Unreadable:
    """Return the refusal of a sheet for one reason."""
    return Unreadable([SheetProblem(code=code, path=(), sentence=sentence, file=file, where=where)])
