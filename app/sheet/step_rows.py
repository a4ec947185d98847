"""Which rows of a table are steps, which name a phase, and which are neither."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from .grid import cell_at, text_of

if TYPE_CHECKING:
    from .grid import Cell, Grid, Row
    from .headings import Heading
    from .notes import Notes
    from .tables import Tables


@dataclass(frozen=True, slots=True, kw_only=True)
class StepRow:
    """A row that is a step."""

    at: int
    """Its row in the sheet, counted from 0."""
    ordinal: int
    """Its place among the rows below the headings, counted from 1."""
    title: str
    phase: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """A table of steps: its columns by what they hold."""

    grid: Grid
    headings: tuple[Heading, ...]

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


def step_rows(tables: Tables, notes: Notes) -> list[StepRow]:
    """Return the rows that are steps, each with its phase."""
    layout = Layout(grid=tables.grid, headings=tables.headings)
    rows = _without_footer(tables, layout, notes)
    filled = [at for at in rows if tables.grid.rows[at]]
    below = dict(pairwise(filled))
    parents = _parents(layout, filled)
    waited_for = _waited_for(layout, filled)
    carried = _phases_are_merged(layout, filled)
    first = tables.head + 1
    found: list[StepRow] = []
    phase, headed = "", []
    for at in filled:
        title = layout.text(at, "step") or _alone(layout, at)
        written = layout.text(at, "phase")
        if at in parents or (title.casefold() not in waited_for and _is_phase(layout, at, below.get(at))):
            phase = title
            headed.append(at)
        elif not title:
            notes.tell(tables.grid.place(at), f"a row without a step was not read: {_texts(tables.grid.rows[at])}")
        else:
            phase = written or (phase if carried or layout.column("phase") is None else "")
            found.append(StepRow(at=at, ordinal=at - first + 1, title=title, phase=phase))
    _tell_phases(layout, headed, notes)
    return found


_EVERY_STEP_HAS = frozenset({"owner", "side", "start", "finish", "agreed", "deadline", "duration", "status", "percent"})
"""What nobody leaves out for one step and writes for the next; a predecessor or a remark not every step has."""


def _is_phase(layout: Layout, at: int, below: int | None) -> bool:
    """Tell whether a row holds nothing but a title, and the row below what a step has: it heads the steps below."""
    if layout.column("phase") is not None or below is None or not _single(layout, at):
        return False
    fields = [heading.field for heading in layout.headings if heading.field in _EVERY_STEP_HAS]
    # Beside a single column, a row without it is as likely a step that lacks it.
    return len(fields) > 1 and any(layout.cell(below, str(field)) is not None for field in fields)


def _single(layout: Layout, at: int) -> bool:
    """Tell whether a row holds one text, and at most its number besides."""
    numbers = {heading.column for heading in layout.headings if heading.field == "number"}
    row = layout.grid.rows[at]
    cells = [column for column, cell in enumerate(row) if cell is not None and column not in numbers]
    cells = cells or [column for column, cell in enumerate(row) if cell is not None]
    return len(cells) == 1 and isinstance(row[cells[0]], str)


def _alone(layout: Layout, at: int) -> str:
    """Return the only text of a row where it stands before the steps: titles of phases often begin in the margin."""
    row = layout.grid.rows[at]
    column = layout.column("step") or 0
    texts = [(where, cell) for where, cell in enumerate(row) if cell is not None]
    return " ".join(text_of(texts[0][1]).split()) if len(texts) == 1 and texts[0][0] < column else ""


def _waited_for(layout: Layout, rows: list[int]) -> set[str]:
    """Return the titles that others wait for, in small letters: what is waited for is a step."""
    cells = [layout.text(at, "after").casefold() for at in rows]
    return {part.strip() for cell in cells for part in (cell, *re.split(r"[;,]", cell)) if part.strip()}


def _parents(layout: Layout, rows: list[int]) -> set[int]:
    """Return the rows that others are numbered below: `2` where there is a `2.1`; their days only sum up the others."""
    numbers = {number: at for at in rows for number in layout.numbers(at)}
    above = {number.rpartition(".")[0] for number in numbers if re.fullmatch(r"\d+(\.\d+)+", number)}
    return {numbers[number] for number in above if number in numbers}


def _phases_are_merged(layout: Layout, rows: list[int]) -> bool:
    """Tell whether each phase is written once, beside the first of its steps, as in a sheet with merged cells."""
    if layout.exported:
        return False
    written = [layout.text(at, "phase") for at in rows]
    named = [phase for phase in written if phase]
    return len(named) < len(written) and len(set(named)) == len(named) and bool(written and written[0])


def _without_footer(tables: Tables, layout: Layout, notes: Notes) -> list[int]:
    """Return the rows without single cells behind a blank row at the end: a legend, or who changed the sheet last."""
    rows = list(tables.rows)
    last = max((at for at in rows if tables.grid.rows[at] and not _single(layout, at)), default=-1)
    blank = next((at for at in rows if at > last >= 0 and not tables.grid.rows[at]), None)
    footer = {at for at in rows if blank is not None and at > blank}
    for at in sorted(footer):
        if tables.grid.rows[at]:
            notes.tell(
                tables.grid.place(at), f"below the table, and no part of the plan: {_texts(tables.grid.rows[at])}"
            )
    return [at for at in rows if at not in footer]


def _texts(row: Row) -> str:
    return "; ".join(text_of(cell) for cell in row if cell is not None)


def _tell_phases(layout: Layout, headed: list[int], notes: Notes) -> None:
    if not headed:
        return
    rows = ", ".join(str(at + 1) for at in headed)
    told = f"row {rows} is the title of a phase" if len(headed) == 1 else f"rows {rows} are titles of phases"
    if not all(_single(layout, at) for at in headed):
        told += "; what else stands there sums up the steps below, and did not come along"
    notes.tell(layout.grid.name, told)
