"""A sheet as rows of cells, whatever file it came from."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from app.exports.seen import visible

Cell: TypeAlias = "str | int | float | date | None"
"""What stands in a cell; a time of day comes with its day, and what is blank is nothing."""

Row: TypeAlias = tuple[Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """One sheet of a file."""

    name: str
    """The sheet's name; empty for a text file, which has only one."""
    rows: tuple[Row, ...]
    """All rows from the first on, blanks at the end of each left out."""

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
        return str(int(cell)) if cell.is_integer() else f"{cell:g}"
    return cell if isinstance(cell, str) else str(cell)
