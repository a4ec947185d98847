"""A table of steps: where it stands, and its columns by what they hold."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .grid import cell_at, text_of

if TYPE_CHECKING:
    from .grid import Cell, Grid
    from .headings import Heading


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """One table of steps; a sheet may have several, each with headings of its own."""

    grid: Grid
    head: int
    """The row of its headings."""
    headings: tuple[Heading, ...]
    rows: tuple[int, ...]
    """The rows below them, blank ones too."""
    phase: str = ""
    """What all its steps belong to, where nothing else says it."""
    title: int | None = None
    """The row above it that says so."""

    def column(self, field: str) -> int | None:
        """Return the column of a field."""
        return next((heading.column for heading in self.headings if heading.field == field), None)

    @property
    def exported(self) -> bool:
        """Whether it is an export of a plan: what is blank there is meant so."""
        return self.column("planned_start") is not None

    def cell(self, at: int, field: str) -> Cell:
        """Return the cell of a row, by what it holds."""
        column = self.column(field)
        return None if column is None else cell_at(self.grid.rows[at], column)

    def cells(self, field: str) -> list[Cell]:
        """Return the cells of all columns of a field, column by column."""
        columns = [heading.column for heading in self.headings if heading.field == field]
        found = (cell_at(self.grid.rows[at], column) for column in columns for at in self.rows)
        return [cell for cell in found if cell is not None]

    def numbers(self, at: int) -> tuple[str, ...]:
        """Return the numbers of a row, as others write them."""
        cells = [cell_at(self.grid.rows[at], one.column) for one in self.headings if one.field == "number"]
        return tuple(text_of(cell).strip().rstrip(".") for cell in cells if cell is not None)

    def text(self, at: int, field: str) -> str:
        """Return the text of a cell on one line."""
        return " ".join(text_of(self.cell(at, field)).split())

    def place(self, at: int, field: str) -> str:
        """Return what people call that cell."""
        return self.grid.place(at, self.column(field))

    def depth(self, at: int) -> int:
        """Return how deep a row stands below others: by its column of levels, its outline, or the blanks before it."""
        column = self.column("step")
        said = self.text(at, "level")
        if said.isdigit():
            return int(said)
        return self.grid.marks.levels.get(at, 0) + self.grid.marks.indents.get((at, column or 0), 0)
