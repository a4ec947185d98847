"""A plan as an Excel workbook that a customer can open, sort and print: the plan, its critical dates, its people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time
from io import BytesIO
from itertools import product
from textwrap import wrap
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from xlsxwriter import Workbook

from .moments import day_in
from .rows import sheets
from .seen import visible

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from app.projection import Projection

    from .rows import Cell, Grid, Sheets

LONGEST = 32_767
"""Letters that a cell holds; Excel drops a longer text without a word."""
CUT = " … (the rest is longer than a cell can hold)"
A4 = 9
GREY, PALE, LINE = "#D0D0D0", "#E8E8E8", "#A0A0A0"
"""What stands out is bold and grey, so that it does on a black and white print too."""
LINE_HEIGHT, HIGHEST = 15, 409
"""Points of a line of text, and of the highest row that Excel has."""


def xlsx_file(projection: Projection) -> bytes:
    """Return a plan as a workbook, the same bytes for the same plan; texts stay texts, whatever they begin with."""
    plan, content = sheets(projection), BytesIO()
    texts_stay_texts = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with Workbook(content, {"in_memory": True, **texts_stay_texts}) as workbook:
        day = day_in(projection.schedule.as_of, ZoneInfo(projection.schedule.plan.time_zone))
        workbook.set_properties({"title": _held(plan.title), "created": datetime.combine(day, time())})
        looks = _Looks.of(workbook)
        _plan(workbook.add_worksheet(plan.steps.title), plan, looks)
        for grid in (plan.dates, plan.people):
            worksheet = workbook.add_worksheet(grid.title)
            _grid(worksheet, grid, 0, looks)
            _print(worksheet, grid, 0, plan.title)
    return content.getvalue()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Looks:
    """How cells look."""

    title: Format
    head: Format
    fact: Format
    fact_day: Format
    cells: dict[tuple[str, bool, bool], Format]
    """By what a cell holds, whether its row is marked, and whether it is bold."""

    @classmethod
    def of(cls, workbook: Workbook) -> _Looks:
        """Make them for a workbook."""
        cell = {"valign": "top", "text_wrap": True, "bottom": 7, "bottom_color": LINE}
        rows = {False: {}, True: {"bg_color": PALE}}
        weights = {False: {}, True: {"bold": True}}
        return cls(
            title=workbook.add_format({"bold": True, "font_size": 16}),
            head=workbook.add_format({"bold": True, "text_wrap": True, "valign": "top", "bg_color": GREY, "bottom": 1}),
            fact=workbook.add_format({"bold": True}),
            fact_day=workbook.add_format(_KINDS["day"]),
            cells={
                (kind, marked, bold): workbook.add_format({**cell, **_KINDS[kind], **rows[marked], **weights[bold]})
                for kind, marked, bold in product(_KINDS, rows, weights)
            },
        )


_KINDS: dict[str, dict[str, str]] = {
    "text": {},
    "day": {"num_format": "d mmm yyyy", "align": "left"},
    "time": {"num_format": "d mmm yyyy hh:mm", "align": "left"},
}
"""How a cell shows what it holds."""


def _kind(cell: Cell) -> str:
    if isinstance(cell, datetime):
        return "time"
    return "text" if cell is None or isinstance(cell, str) else "day"


_HEAD_AT = 4
"""The row of the plan's column headings, counted from 0."""


def _plan(worksheet: Worksheet, plan: Sheets, looks: _Looks) -> None:
    """Write the first sheet: title, sentence and facts above the steps."""
    worksheet.write_string(0, 0, _held(plan.title), looks.title)
    worksheet.write_string(1, 0, _held(plan.headline))
    for at, (name, fact) in enumerate(plan.facts):
        worksheet.write_string(2, 2 * at, name, looks.fact)
        _cell(worksheet, 2, 2 * at + 1, fact, None if _kind(fact) == "text" else looks.fact_day)
    _grid(worksheet, plan.steps, _HEAD_AT, looks)
    _print(worksheet, plan.steps, _HEAD_AT, plan.title)


def _grid(worksheet: Worksheet, grid: Grid, head: int, looks: _Looks) -> None:
    """Write a table whose headings stay in sight and can filter it."""
    for at, column in enumerate(grid.columns):
        worksheet.set_column(at, at, column.width)
        worksheet.write_string(head, at, column.heading, looks.head)
    worksheet.set_row(head, _height(grid, tuple(column.heading for column in grid.columns)))
    for row, cells in enumerate(grid.rows):
        marked = row in grid.marked
        worksheet.set_row(head + 1 + row, _height(grid, cells))
        for at, cell in enumerate(cells):
            bold = marked and grid.columns[at].stands_out
            _cell(worksheet, head + 1 + row, at, cell, looks.cells[_kind(cell), marked, bold])
    worksheet.freeze_panes(head + 1, 2 if head else 1)
    worksheet.autofilter(head, 0, head + len(grid.rows), len(grid.columns) - 1)


def _height(grid: Grid, cells: tuple[Cell, ...]) -> float:
    """Return how high a row is whose texts are wrapped, since not every program finds out by itself."""
    lines = [
        sum(max(len(wrap(line, column.width)), 1) for line in _held(cell).splitlines())
        for cell, column in zip(cells, grid.columns, strict=True)
        if isinstance(cell, str)
    ]
    return min(LINE_HEIGHT * max([1, *lines]), HIGHEST)


def _cell(worksheet: Worksheet, row: int, at: int, cell: Cell, look: Format | None) -> None:
    """Write a text as text and a day as a day."""
    if cell is None:
        worksheet.write_blank(row, at, None, look)
    elif isinstance(cell, str):
        worksheet.write_string(row, at, _held(cell), look)
    else:
        worksheet.write_datetime(row, at, cell, look)


def _print(worksheet: Worksheet, grid: Grid, head: int, title: str) -> None:
    """Set a sheet up for paper: lying, as wide as the page, its headings on each, without what only programs read."""
    printed = sum(column.printed for column in grid.columns)
    worksheet.set_landscape()
    worksheet.set_paper(A4)
    worksheet.fit_to_pages(1, 0)
    worksheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    worksheet.repeat_rows(head)
    worksheet.print_area(0, 0, head + len(grid.rows), printed - 1)
    worksheet.set_footer(f"&L{_footer(title)}&RPage &P of &N")


def _footer(title: str) -> str:
    """Return a title as a footer holds it: an ampersand doubled, and not too long."""
    return visible(title)[:80].replace("&", "&&")


def _held(text: str) -> str:
    """Return as much of a text as a cell holds, and say where something is cut."""
    shown = visible(text)
    return shown if len(shown) <= LONGEST else shown[: LONGEST - len(CUT)] + CUT
