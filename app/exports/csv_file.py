"""A plan as comma-separated values: its table, critical dates and people below each other."""

from __future__ import annotations

import csv
import re
from datetime import datetime
from io import StringIO
from typing import TYPE_CHECKING

from .rows import sheets
from .seen import visible

if TYPE_CHECKING:
    from app.projection import Projection

    from .rows import Cell, Grid

FORMULA = re.compile(r"\s*[=+\-@]|[\t\r]")
"""How a text begins that a spreadsheet would compute."""


def csv_file(projection: Projection) -> bytes:
    """Return a plan as CSV that Excel opens right: UTF-8 with its mark in front, commas, days year first.

    A text that a spreadsheet would take for a formula has an apostrophe in front.
    """
    plan = sheets(projection)
    text = StringIO(newline="")
    write = csv.writer(text, lineterminator="\r\n").writerow
    write([_said(plan.title)])
    write([_said(plan.headline)])
    write([_said(cell) for fact in plan.facts for cell in fact])
    for grid in (plan.steps, plan.dates, plan.people):
        write([])
        for row in _rows(grid, titled=grid is not plan.steps):
            write(row)
    return text.getvalue().encode("utf-8-sig")


def _rows(grid: Grid, *, titled: bool) -> list[list[str]]:
    head = [[grid.title]] if titled else []
    return [*head, [column.heading for column in grid.columns], *([_said(cell) for cell in row] for row in grid.rows)]


def _said(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.isoformat(sep=" ", timespec="minutes")
    if not isinstance(cell, str):
        return cell.isoformat()
    text = visible(cell)
    return f"'{text}" if FORMULA.match(text) else text
