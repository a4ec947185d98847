"""Nothing is lost silently: what stands in a cell is in the plan, or in a note that names the cell."""

from __future__ import annotations

import csv
import re
from io import BytesIO, StringIO
from random import Random
from typing import TYPE_CHECKING, Any

from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.utils.cell import range_boundaries

from app.document.plain import plain
from app.sheet import read_sheet
from tests.app.sheet.patchwork import patchwork
from tests.app.sheet.sheets import TODAY, refused

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.sheet import SheetReading
    from tests.app.sheet.patchwork import Piece

SEEDS = st.integers(0, 2**32)


@given(seed=SEEDS)
def test_no_text_of_a_csv_file_is_lost(seed: int) -> None:
    sheet = patchwork(Random(seed))
    raw = _as_text(sheet)
    if not refused(raw):
        assert lost(read_sheet(raw, name="plan.csv", today=TODAY), {"": sheet}) == []


@given(seed=SEEDS)
def test_no_text_of_a_workbook_is_lost(seed: int) -> None:
    chance = Random(seed)
    sheets = {"Plan": patchwork(chance), "More": patchwork(chance, steps=chance.random() < 1 / 2)}
    raw = _as_workbook(sheets)
    if not refused(raw, "plan.xlsx"):
        assert lost(read_sheet(raw, name="plan.xlsx", today=TODAY), sheets) == []


def test_something_could_be_lost() -> None:
    """The measure itself: a cell of which neither plan nor notes know is found."""
    sheet: Piece = [["Step", "Notes"], ["Legal Qkkkkk", "Two rounds Qlllll"]]
    reading = read_sheet(_as_text([["Step", "Notes"], ["Legal Qkkkkk"]]), name="plan.csv", today=TODAY)

    assert lost(reading, {"": sheet}) == [" row 2 column 2: 'Two rounds Qlllll'"]


def lost(reading: SheetReading, sheets: dict[str, Piece]) -> list[str]:
    """Return the cells with a word of their own that is neither in the plan nor told.

    What has none means a day, a duration, a number or progress, and is looked at in other tests.
    """
    said = _words([plain(reading.document), [note.sentence for note in reading.notes]])
    told = [_range(note.place) for note in reading.notes if note.left_out]
    return [
        f"{name} row {at} column {column}: {cell!r}"
        for name, at, column, cell in _cells(sheets)
        if not {word.casefold() for word in re.findall(_WORD, cell)} <= said
        and not any(_holds(place, name, at, column) for place in told)
    ]


_WORD = r"(?i)q[k-v]{5,}"


def _words(written: object) -> set[str]:
    return {word.casefold() for word in re.findall(_WORD, str(written))}


def _cells(sheets: dict[str, Piece]) -> Iterator[tuple[str, int, int, str]]:
    for name, rows in sheets.items():
        for at, row in enumerate(rows, start=1):
            yield from ((name, at, column, cell) for column, cell in enumerate(row, start=1) if isinstance(cell, str))


def _range(place: str) -> tuple[str, tuple[int, ...]]:
    """Return the sheet and the bounds of a place such as `Plan!B2:D5`; no cell for what is no range."""
    name, _, cells = place.rpartition("!")
    is_range = re.fullmatch(r"[A-Z]+\d+(:[A-Z]+\d+)?", cells)
    return name, tuple(int(bound or 0) for bound in range_boundaries(cells)) if is_range else (0, 0, 0, 0)


def _holds(place: tuple[str, tuple[int, ...]], name: str, at: int, column: int) -> bool:
    sheet, (left, top, right, bottom) = place
    return sheet == name and top <= at <= bottom and left <= column <= right


def _as_text(sheet: Piece) -> bytes:
    lines = StringIO()
    csv.writer(lines, delimiter=";").writerows([["" if cell is None else cell for cell in row] for row in sheet])
    return lines.getvalue().encode("utf-8-sig")


def _as_workbook(sheets: dict[str, Piece]) -> bytes:
    book = Workbook()
    for at, (name, rows) in enumerate(sheets.items()):
        sheet: Any = book.active if at == 0 else book.create_sheet()
        sheet.title = name
        for row in rows:
            sheet.append(row)
    content = BytesIO()
    book.save(content)
    return content.getvalue()
