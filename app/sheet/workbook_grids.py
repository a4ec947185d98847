"""Sheets of an Excel workbook, looked at before they are unpacked."""

from __future__ import annotations

import re
import warnings
import zipfile
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import TYPE_CHECKING, Any
from xml.parsers.expat import ExpatError

from openpyxl.reader.excel import ExcelReader

from app.document import Unreadable

from .grid import Grid, Marks, cell_at, cleaned, trimmed
from .limits import bound_rows
from .problems import refused
from .workbook_marks import part_marks

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from .grid import At, Cell, Row
    from .limits import SheetLimits
    from .notes import Notes

_BROKEN = (ValueError, LookupError, TypeError, AttributeError, SyntaxError, OSError, ExpatError, zipfile.BadZipFile)
"""Broken XML is a SyntaxError; the others are how openpyxl falls over files that are not quite a workbook."""
_FORMULA = re.compile(rb"<(\w+:)?f[\s>/]")


def workbook_grids(raw: bytes, *, file: str, limits: SheetLimits, notes: Notes) -> list[Grid]:
    """Return the sheets of a workbook with the values of their formulas; raise Unreadable where it cannot be read."""
    has_formulas = _looked_into(raw, file=file, limits=limits)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what openpyxl does not know (charts, drawings) is no part of a plan
        try:
            grids = _Book(raw, values=True, file=file, limits=limits).grids(notes)
            if has_formulas:
                _tell_empty_formulas(grids, _Book(raw, values=False, file=file, limits=limits).grids(None), notes)
        except _BROKEN as error:
            if isinstance(error, Unreadable):
                raise
            sentence = "this workbook cannot be read; open it in Excel and save it again as .xlsx"
            raise refused("sheet-broken", sentence, file=file) from error
    return grids


def _looked_into(raw: bytes, *, file: str, limits: SheetLimits) -> bool:
    """Refuse what would not fit into memory or is no workbook; tell whether any sheet has formulas."""
    try:
        with zipfile.ZipFile(BytesIO(raw)) as parts:
            entries = parts.infolist()
            unpacked = sum(entry.file_size for entry in entries)
            if unpacked > limits.unpacked or len(entries) > limits.parts:
                sentence = f"this file unpacks to {unpacked:,} bytes, and {limits.unpacked:,} are read"
                if len(entries) > limits.parts:
                    sentence = f"this file has {len(entries):,} parts, and {limits.parts:,} are read"
                raise refused("sheet-too-large", f"{sentence}; save the plan's sheet alone", file=file)
            for name in (name for name in parts.namelist() if name.endswith((".xml", ".rels"))):
                _bound_tags(name, parts.read(name), file=file, limits=limits)
            sheets = [name for name in parts.namelist() if name.startswith("xl/worksheets/")]
            return any(_FORMULA.search(parts.read(name)) for name in sheets)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError) as error:
        sentence = "this workbook cannot be unpacked; open it in Excel, without a password, and save it again as .xlsx"
        raise refused("sheet-broken", sentence, file=file) from error


def _bound_tags(name: str, content: bytes, *, file: str, limits: SheetLimits) -> None:
    """Refuse a part that would take minutes to go through, whatever it holds."""
    most = limits.tags if name.startswith(("xl/worksheets/sheet", "xl/sharedStrings")) else limits.tags // 10
    if content.count(b"<") > most:
        sentence = f"{name.rpartition('/')[2]} in this file has more than {most:,} tags; save the plan's sheet alone"
        raise refused("sheet-too-large", sentence, file=file)


class _Book:
    """A workbook that is open, read row by row."""

    def __init__(self, raw: bytes, *, values: bool, file: str, limits: SheetLimits) -> None:
        """Open it; formulas count by their values, or else as they are written."""
        self._reader = ExcelReader(BytesIO(raw), read_only=True, data_only=values, keep_links=False)
        self._file = file
        self._limits = limits

    def grids(self, notes: Notes | None) -> list[Grid]:
        """Return its sheets; where there is nobody to tell anything, without what people did to their cells."""
        self._reader.read()
        parts = {sheet.name: part.target for sheet, part in self._reader.parser.find_sheets()}
        sheets = self._reader.wb.worksheets
        if len(sheets) > self._limits.sheets:
            sentence = f"the workbook has more than {self._limits.sheets} sheets; save the plan's sheet alone"
            raise refused("sheet-too-large", sentence, file=self._file)
        found = [self._grid(sheet, parts[sheet.title], notes) for sheet in sheets]
        self._reader.wb.close()
        return found

    def _grid(self, sheet: Any, part: str, notes: Notes | None) -> Grid:  # noqa: ANN401 - openpyxl has no type for it
        sheet.reset_dimensions()  # some programs write a size that is too small, and openpyxl believes it
        seen = _Seen(sheet.title, notes)
        rows = [list(row) for row in self._bounded(map(seen.row, sheet.iter_rows()), sheet.title)]
        if notes is None:
            return Grid(name=sheet.title, rows=tuple(map(trimmed, rows)))
        found = part_marks(self._reader.archive, part, columns=self._limits.columns)
        covered = self._merge(rows, found.merged, sheet.title)
        marks = Marks(
            hidden=sheet.sheet_state != "visible",
            hidden_rows=frozenset(found.hidden_rows),
            hidden_columns=frozenset(found.hidden_columns),
            covered=frozenset(covered),
            struck=frozenset(seen.struck),
            indents=seen.indents,
            levels=found.levels,
            comments=found.comments,
        )
        return Grid(name=sheet.title, rows=tuple(map(trimmed, rows)), marks=marks)

    def _bounded(self, rows: Iterable[Row], name: str) -> Iterator[Row]:
        """Give the rows up to the last one that holds something."""
        blank, cells_left = 0, self._limits.cells
        for at, row in enumerate(rows):
            if not row:
                blank += 1
                continue
            cells_left -= len(row)
            bound_rows(row, at + 1, cells_left, file=self._file, where=name, limits=self._limits)
            yield from ((),) * blank
            blank = 0
            yield row

    def _merge(self, rows: list[list[Cell]], merged: Iterable[tuple[At, At]], name: str) -> set[At]:
        """Write into merged cells what the first of them holds, down the rows; return those that it covers."""
        covered: set[At] = set()
        left = self._limits.cells
        for (top, column), (bottom, _) in merged:
            cell = cell_at(tuple(rows[top]), column) if top < len(rows) else None
            if cell is None:
                continue
            for at in range(top + 1, min(bottom + 1, len(rows))):
                rows[at].extend([None] * (column + 1 - len(rows[at])))
                rows[at][column] = cell
                covered.add((at, column))
            left -= bottom - top
            bound_rows((cell,), top + 1, left, file=self._file, where=name, limits=self._limits)
        return covered


class _Seen:
    """Reads rows of cells, and keeps how their texts look."""

    def __init__(self, name: str, notes: Notes | None) -> None:
        self.struck: set[At] = set()
        self.indents: dict[At, int] = {}
        self._name = name
        self._notes = notes

    def row(self, cells: Iterable[Any]) -> Row:
        return trimmed([None if cell.value is None else self._cell(cell) for cell in cells])

    def _cell(self, cell: Any) -> Cell:  # noqa: ANN401 - openpyxl has no type for it
        if cell.data_type == "e" and self._notes is not None:
            place = Grid(name=self._name, rows=()).place(cell.row - 1, cell.column - 1)
            self._notes.leave_out(place, f"the formula gives {cell.value}; mend it, or write what is meant")
            return None
        if isinstance(cell.value, str):
            self._look(cell, cell.row - 1, cell.column - 1)
        return _cell(cell.value)

    def _look(self, cell: Any, at: int, column: int) -> None:  # noqa: ANN401
        """Keep how a text looks: struck through, or moved to the right."""
        before = len(cell.value) - len(cell.value.lstrip())
        if cell.has_style:
            if cell.font.strike:
                self.struck.add((at, column))
            before += int(cell.alignment.indent)
        if before:
            self.indents[at, column] = before


def _tell_empty_formulas(values: list[Grid], formulas: list[Grid], notes: Notes) -> None:
    """Tell each formula whose value the workbook does not hold: it was made by a program that does not compute."""
    for computed, written in zip(values, formulas, strict=True):
        for at, row in enumerate(written.rows):
            known = computed.rows[at] if at < len(computed.rows) else ()
            for column, cell in enumerate(row):
                if isinstance(cell, str) and cell.startswith("=") and (column >= len(known) or known[column] is None):
                    place = computed.place(at, column)
                    notes.leave_out(
                        place, "a formula without a value; open the workbook in Excel and save it, then import it"
                    )


def _cell(value: Any) -> Cell:  # noqa: ANN401 - whatever openpyxl makes of a cell
    """Return a cell's value as one of ours; a time of day without a day is text."""
    if value is None or (isinstance(value, (int, float)) and not isinstance(value, bool)):
        return value
    if isinstance(value, datetime):
        return value.date() if value.time() == time() else value.replace(tzinfo=None, microsecond=0)
    if isinstance(value, date):
        return value
    return cleaned(_said(value))


def _said(value: Any) -> str:  # noqa: ANN401
    """Return the text of what is no number and no day."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, time):
        return value.isoformat(timespec="minutes")
    if isinstance(value, timedelta):
        return f"{value / timedelta(days=1):g}d"
    return str(getattr(value, "text", value))
