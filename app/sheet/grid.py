"""A sheet as rows of cells, whatever file it came from."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, TypeAlias

from app.exports.seen import visible

if TYPE_CHECKING:
    from collections.abc import Mapping

Cell: TypeAlias = "str | int | float | date | None"
"""What stands in a cell; a time of day comes with its day, and what is blank is nothing."""

Row: TypeAlias = tuple[Cell, ...]

At: TypeAlias = tuple[int, int]
"""Row and column of a cell, counted from 0."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """What people do to cells besides writing into them."""

    hidden: bool = False
    """Whether the whole sheet is hidden."""
    hidden_rows: frozenset[int] = frozenset()
    """Rows that somebody hid; not those that a filter or a folded group hides for now."""
    hidden_columns: frozenset[int] = frozenset()
    covered: frozenset[At] = frozenset()
    """Cells that a merged cell above them covers; they hold what it holds."""
    struck: frozenset[At] = frozenset()
    """Cells whose text is struck through."""
    indents: Mapping[At, int] = field(default_factory=dict)
    """How far a text is moved to the right."""
    levels: Mapping[int, int] = field(default_factory=dict)
    """How deep a row stands in the outline of its sheet."""
    comments: Mapping[At, str] = field(default_factory=dict)


_NO_MARKS = Marks()


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """One sheet of a file."""

    name: str
    """The sheet's name; empty for a text file, which has only one."""
    rows: tuple[Row, ...]
    """All rows from the first on, blanks at the end of each left out."""
    marks: Marks = _NO_MARKS

    def cells(self, at: int) -> list[tuple[int, Cell]]:
        """Return the cells of a row that hold something of their own, with their columns."""
        return [
            (column, cell)
            for column, cell in enumerate(self.rows[at])
            if cell is not None and (at, column) not in self.marks.covered
        ]

    def is_blank(self, at: int) -> bool:
        """Tell whether a row holds nothing of its own."""
        return not self.cells(at)

    def span(self, first: At, last: At) -> str:
        """Return what people call the cells between two: `Plan!A3:D5`, or `A3` where both are one."""
        begin, end = self.place(*first), f"{letters_of(last[1])}{last[0] + 1}"
        return begin if first == last else f"{begin}:{end}"

    def place(self, row: int, column: int | None = None) -> str:
        """Return what people call a cell or row, counted from 0: `Plan!F7`, `row 7`."""
        cell = f"row {row + 1}" if column is None else f"{letters_of(column)}{row + 1}"
        return f"{self.name}!{cell}" if self.name and column is not None else f"{self.name} {cell}".strip()

    def column_place(self, column: int) -> str:
        """Return what people call a column: `Plan column F`."""
        return f"{self.name} column {letters_of(column)}".strip()


def cleaned(text: str) -> str | None:
    """Return the text of a cell without what cannot be seen and blanks around it; nothing where that is all there is.

    Blanks without end, which take their time to look through, become one.
    """
    plain = visible(text.replace("\r\n", "\n").replace("\xa0", " ")).strip()
    return _ENDLESS.sub(lambda blanks: "\n" if "\n" in blanks[0] else " ", plain) or None


_ENDLESS = re.compile(r"\s{40,}")


def cell_at(row: Row, column: int) -> Cell:
    """Return a cell of a row, also past its end."""
    return row[column] if column < len(row) else None


def trimmed(row: list[Cell]) -> Row:
    """Return a row without the blanks at its end."""
    while row and row[-1] is None:
        row.pop()
    return tuple(row)


def letters_of(column: int) -> str:
    """Return the letters over a column: A, B, ... Z, AA."""
    letters = ""
    column += 1
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return letters


def text_of(cell: Cell) -> str:
    """Return a cell as the text that people read in it."""
    if cell is None:
        return ""
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else f"{cell:.15g}"
    return cell if isinstance(cell, str) else str(cell)
