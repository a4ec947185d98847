"""The columns of a table of steps: its headings, and what is told by the cells below them."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from .grid import Cell, Grid, Row, letters_of, text_of
from .headings import FIELDS, HIDDEN, KEPT, Heading, headings_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from .sides import Sides


def columns_of(grid: Grid, head: int, rows: Sequence[int], sides: Sides) -> tuple[Heading, ...]:
    """Return what the columns of a table are; each that holds something is among them."""
    body = [grid.rows[at] for at in rows]
    found = _with_all_columns(_with_a_step(headings_of(grid.rows[head], sides), body), body)
    hidden = grid.marks.hidden_columns
    return tuple(
        replace(one, why=HIDDEN, withheld=True) if one.field is None and one.column in hidden else one for one in found
    )


def _with_a_step(headings: tuple[Heading, ...], body: Sequence[Row]) -> tuple[Heading, ...]:
    """Return the headings with a column of steps: where none is named so, the first one that holds texts alone."""
    if any(heading.field == "step" for heading in headings):
        return headings
    known = {heading.column for heading in headings if heading.field is not None}
    for column in range(max(map(len, body), default=0)):
        cells = _below(column, body)
        if column not in known and cells and all(isinstance(cell, str) for cell in cells):
            text = next((heading.text for heading in headings if heading.column == column), "")
            step = Heading(column=column, text=text, field="step", why="the first column of texts")
            return _in_order([step, *(heading for heading in headings if heading.column != column)])
    return headings


def _with_all_columns(headings: tuple[Heading, ...], body: Sequence[Row]) -> tuple[Heading, ...]:
    """Return the headings with those columns that have none; bare numbers, also as ids, are numbers of steps."""
    known = {heading.column for heading in headings}
    nameless = [
        Heading(column=column, text=f"column {letters_of(column)}", field=None, why=KEPT)
        for column in range(max(map(len, body), default=0))
        if column not in known and _below(column, body)
    ]
    ids = [
        heading.column
        for heading in headings
        if heading.field == "id" or (heading.field == "number" and _mostly_names(_below(heading.column, body)))
    ]

    def named(heading: Heading) -> Heading:
        numbers = _all_numbers(_below(heading.column, body))
        if (heading.field == "id" or heading in nameless) and numbers:
            return replace(heading, field="number", why=FIELDS["number"])
        if heading.field == "number" and heading.column in ids[:1]:
            return replace(heading, field="id", why=FIELDS["id"])
        return heading

    return _in_order(named(heading) for heading in [*headings, *nameless])


def _below(column: int, body: Sequence[Row]) -> list[Cell]:
    return [row[column] for row in body if column < len(row) and row[column] is not None]


def _all_numbers(cells: Sequence[Cell]) -> bool:
    return bool(cells) and all(re.fullmatch(r"\d+(\.\d+)*", text_of(cell)) for cell in cells)


def _mostly_names(cells: Sequence[Cell]) -> bool:
    """Tell whether more than half of the cells are no numbers: `LEG-1` is an id."""
    return 2 * sum(not _all_numbers([cell]) for cell in cells) > len(cells)


def _in_order(headings: Iterable[Heading]) -> tuple[Heading, ...]:
    return tuple(sorted(headings, key=lambda heading: heading.column))
