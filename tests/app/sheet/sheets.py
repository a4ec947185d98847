"""Sheets that the tests of the import share."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING, Any

from openpyxl import Workbook

from app.document import Unreadable
from app.document.plain import plain
from app.sheet import SheetReading, read_sheet

if TYPE_CHECKING:
    from collections.abc import Sequence

TODAY = date(2026, 11, 23)


def text_sheet(*rows: str, **asked: Any) -> SheetReading:  # noqa: ANN401 - arguments of read_sheet
    """Return how a CSV file of these lines is read."""
    return read_sheet("\n".join(rows).encode(), **{"name": "plan.csv", "today": TODAY, **asked})


def workbook(*rows: Sequence[object], name: str = "Plan") -> bytes:
    """Return a workbook with these rows in one sheet."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = name
    for row in rows:
        sheet.append(list(row))
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def refused(raw: bytes, name: str = "plan.csv", **asked: Any) -> list[tuple[str, str]]:  # noqa: ANN401
    """Return the codes and sentences with which a sheet is refused."""
    try:
        read_sheet(raw, **{"name": name, "today": TODAY, **asked})
    except Unreadable as refusal:
        return [(problem.code, str(problem)) for problem in refusal.problems]
    return []


def steps(reading: SheetReading) -> list[dict[str, Any]]:
    """Return the steps as a plan writes them."""
    written: Any = plain(reading.document)
    return list(written["steps"])


def notes(reading: SheetReading) -> list[str]:
    """Return the notes as people read them."""
    return [str(note) for note in reading.notes]
