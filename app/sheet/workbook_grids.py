"""Sheets of an Excel workbook, looked at before they are unpacked."""

from __future__ import annotations

import re
import warnings
import zipfile
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import TYPE_CHECKING, Any

from openpyxl import load_workbook

from app.document import Unreadable

from .grid import Grid, cleaned, trimmed
from .limits import bound_rows
from .problems import refused

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from openpyxl.workbook.workbook import Workbook

    from .grid import Cell, Row
    from .limits import SheetLimits
    from .notes import Notes

_BROKEN = (ValueError, LookupError, TypeError, AttributeError, SyntaxError, OSError, zipfile.BadZipFile)
"""Broken XML is a SyntaxError; the others are how openpyxl falls over files that are not quite a workbook."""
_FORMULA = re.compile(rb"<(\w+:)?f[\s>/]")


def workbook_grids(raw: bytes, *, file: str, limits: SheetLimits, notes: Notes) -> list[Grid]:
    """Return the sheets of a workbook with the values of their formulas; raise Unreadable where it cannot be read."""
    has_formulas = _looked_into(raw, file=file, limits=limits)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what openpyxl does not know (charts, drawings) is no part of a plan
        try:
            grids = _grids(_opened(raw, values=True), file=file, limits=limits)
            if has_formulas:
                _tell_empty_formulas(grids, _grids(_opened(raw, values=False), file=file, limits=limits), notes)
        except _BROKEN as error:
            if isinstance(error, Unreadable):
                raise
            sentence = "this workbook cannot be read; open it in Excel and save it again as .xlsx"
            raise refused("sheet-broken", sentence, file=file) from error
    return grids


def _opened(raw: bytes, *, values: bool) -> Workbook:
    return load_workbook(BytesIO(raw), read_only=True, data_only=values, keep_links=False)


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
            if "[Content_Types].xml" not in parts.namelist():
                raise refused("sheet-kind", "this is no Excel workbook; save the sheet as .xlsx or .csv", file=file)
            sheets = [name for name in parts.namelist() if name.startswith("xl/worksheets/")]
            return any(_FORMULA.search(parts.read(name)) for name in sheets)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError) as error:
        sentence = "this workbook cannot be unpacked; open it in Excel, without a password, and save it again as .xlsx"
        raise refused("sheet-broken", sentence, file=file) from error


def _grids(workbook: Workbook, *, file: str, limits: SheetLimits) -> list[Grid]:
    if len(workbook.worksheets) > limits.sheets:
        sentence = f"the workbook has more than {limits.sheets} sheets; save the plan's sheet alone"
        raise refused("sheet-too-large", sentence, file=file)
    grids = []
    for sheet in workbook.worksheets:
        sheet.reset_dimensions()  # some programs write a size that is too small, and openpyxl believes it
        rows = _rows(sheet.iter_rows(values_only=True))
        grids.append(Grid(name=sheet.title, rows=tuple(_bounded(rows, sheet.title, file=file, limits=limits))))
    workbook.close()
    return grids


def _rows(cells: Iterable[tuple[Any, ...]]) -> Iterator[Row]:
    return (trimmed([_cell(cell) for cell in row]) for row in cells)


def _bounded(rows: Iterable[Row], name: str, *, file: str, limits: SheetLimits) -> Iterator[Row]:
    """Give the rows up to the last one that holds something."""
    blank, cells_left = 0, limits.cells
    for at, row in enumerate(rows):
        if not row:
            blank += 1
            continue
        cells_left -= len(row)
        bound_rows(row, at + 1, cells_left, file=file, where=name, limits=limits)
        yield from ((),) * blank
        blank = 0
        yield row


def _tell_empty_formulas(values: list[Grid], formulas: list[Grid], notes: Notes) -> None:
    """Tell each formula whose value the workbook does not hold: it was made by a program that does not compute."""
    for computed, written in zip(values, formulas, strict=True):
        for at, row in enumerate(written.rows):
            known = computed.rows[at] if at < len(computed.rows) else ()
            for column, cell in enumerate(row):
                if isinstance(cell, str) and cell.startswith("=") and (column >= len(known) or known[column] is None):
                    place = computed.place(at, column)
                    notes.tell(
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
