"""Sheets as text: comma-, semicolon- or tab-separated, in whatever encoding Excel left them."""

from __future__ import annotations

import csv
import re
from collections import Counter
from io import StringIO
from typing import TYPE_CHECKING

from .grid import Grid, Marks, cleaned, trimmed
from .limits import bound_rows
from .problems import refused

if TYPE_CHECKING:
    from .grid import At, Cell, Row
    from .limits import SheetLimits

_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_SEPARATORS = (",", ";", "\t", "|")
_TRIED = 50
"""Lines that show what separates the cells."""
_GUARDED = re.compile(r"\A'(?=\s*[=+\-@])")
"""The apostrophe that an export puts before what a spreadsheet would compute."""


def text_grid(raw: bytes, *, file: str, limits: SheetLimits) -> Grid:
    """Return a text file as a sheet; raise Unreadable where it is none."""
    text = _decoded(raw)
    if "\0" in text:
        raise refused("sheet-kind", "this is neither a workbook nor text; save the sheet as .xlsx or .csv", file=file)
    text, separator = _separated(text)
    rows: list[Row] = []
    indents: dict[At, int] = {}
    cells_left = limits.cells
    reader = csv.reader(StringIO(text, newline=""), delimiter=separator)
    try:
        for cells in reader:
            bound_rows((), len(rows) + 1, limits.cells - len(cells), file=file, limits=limits)
            indents.update({(len(rows), at): _indent(cell) for at, cell in enumerate(cells) if cell[:1].isspace()})
            rows.append(trimmed([_cell(cell) for cell in cells]))
            cells_left -= len(rows[-1])
            bound_rows(rows[-1], len(rows), cells_left, file=file, limits=limits)
    except csv.Error:
        where = f"row {len(rows) + 1}"
        sentence = "this row never ends; look for a quotation mark that is opened and not closed"
        raise refused("sheet-broken", sentence, file=file, where=where) from None
    return Grid(name="", rows=tuple(rows), marks=Marks(indents=indents))


def _decoded(raw: bytes) -> str:
    for bom, encoding in _BOMS:
        if raw.startswith(bom):
            return raw[len(bom) :].decode(encoding, errors="replace")
    nothing = raw[:1000].count(0)
    if nothing * 3 > len(raw[:1000]):  # every other byte of Western text in UTF-16
        return raw.decode("utf-16-le" if raw[1:2] == b"\0" else "utf-16-be", errors="replace")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp1252", errors="replace")


def _separated(text: str) -> tuple[str, str]:
    """Return the text and what separates its cells: what it says itself, else what makes its lines most alike."""
    said = re.match(r"sep=(.)\r?\n", text)
    if said:
        return text[said.end() :], said[1]
    return text, max(_SEPARATORS, key=lambda separator: _alike(text, separator))


def _alike(text: str, separator: str) -> tuple[int, int]:
    """Return how many of the first lines have the most frequent number of cells above one, and that number."""
    lines = StringIO(text, newline="")
    reader = csv.reader(lines, delimiter=separator)
    try:
        widths = [len(cells) for _, cells in zip(range(_TRIED), reader, strict=False)]
    except csv.Error:
        return (0, 0)
    counted = Counter(width for width in widths if width > 1)
    return max(((count, width) for width, count in counted.items()), default=(0, 0))


def _cell(text: str) -> Cell:
    return cleaned(_GUARDED.sub("", text.lstrip(), count=1))


def _indent(text: str) -> int:
    """Return how many blanks stand before a text."""
    return len(text) - len(text.lstrip())
