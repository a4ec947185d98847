"""The cells that nothing has read; what is left of them in the end is told, so that nothing is lost silently."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .grid import text_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from .grid import At, Grid
    from .notes import Notes

_ROW_BY_ROW = 5
"""Rows that are told one by one; of more that follow each other the first is told, and how many there are."""
_SHOWN = 200
"""Letters of a text that a note repeats."""


class Unread:
    """The cells of a file that hold something; whoever reads one takes it out."""

    def __init__(self, grids: Iterable[Grid]) -> None:
        """Begin with all cells of all sheets."""
        self._grids = tuple(grids)
        self._left: dict[int, dict[int, set[int]]] = {
            id(grid): {at: {column for column, _ in grid.cells(at)} for at in range(len(grid.rows))}
            for grid in self._grids
        }
        self._whole = {grid: sum(map(len, rows.values())) for grid, rows in self._left.items()}

    def take(self, grid: Grid, at: int, column: int | None = None) -> None:
        """Take out a cell, or a whole row, that somebody has read or told."""
        left = self._left[id(grid)][at]
        if column is None:
            left.clear()
        else:
            left.discard(column)

    def has(self, grid: Grid, at: int, column: int) -> bool:
        """Tell whether nobody has read a cell yet."""
        return column in self._left[id(grid)][at]

    def tell(self, notes: Notes) -> None:
        """Tell what is left, by sheet and row."""
        for grid in self._grids:
            rows = {at: sorted(columns) for at, columns in self._left[id(grid)].items() if columns}
            if rows and sum(map(len, rows.values())) == self._whole[id(grid)] and grid.name:
                hidden = "this sheet is hidden and was not read" if grid.marks.hidden else "this sheet was not read"
                sentence = f"{hidden}; name it with --sheet where the steps stand there"
                notes.leave_out(_around(grid, rows), sentence)
            else:
                for run in _runs(grid, list(rows)):
                    _tell_rows(grid, {at: rows[at] for at in run}, notes)


def _tell_rows(grid: Grid, rows: dict[int, list[int]], notes: Notes) -> None:
    said = {at: texts_of(grid, at, columns) for at, columns in rows.items()}
    if len(rows) <= _ROW_BY_ROW:
        for at, columns in rows.items():
            notes.leave_out(_around(grid, {at: columns}), f"{said[at]}")
        return
    first = said[min(rows)]
    notes.leave_out(_around(grid, rows), f"{len(rows)} rows; the first is: {first}")


def texts_of(grid: Grid, at: int, columns: Sequence[int]) -> str:
    """Return what stands in cells of a row, as a note repeats it."""
    return shortened("; ".join(" ".join(text_of(grid.rows[at][column]).split()) for column in columns))


def shortened(text: str) -> str:
    """Return a text, or its beginning where it is long."""
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def _around(grid: Grid, rows: dict[int, list[int]]) -> str:
    """Return the smallest range that holds these cells."""
    columns = [column for row in rows.values() for column in row]
    first: At = (min(rows), min(columns))
    return grid.span(first, (max(rows), max(columns)))


def _runs(grid: Grid, rows: Sequence[int]) -> list[list[int]]:
    """Return rows in groups that follow each other, blank rows between them aside."""
    runs: list[list[int]] = []
    for at in rows:
        if runs and all(grid.is_blank(between) for between in range(runs[-1][-1] + 1, at)):
            runs[-1].append(at)
        else:
            runs.append([at])
    return runs
