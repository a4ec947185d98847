"""Sheets: what CSV and XLSX hold, read back by csv and openpyxl."""

from __future__ import annotations

import csv
import zipfile
from datetime import date, datetime, time
from io import BytesIO, StringIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from app.document import read
from app.exports import EXPORTS, export
from app.exports.csv_file import csv_file
from app.exports.rows import sheets
from app.exports.xlsx_file import CUT, LONGEST, xlsx_file
from app.projection import Projection, whole
from app.sample import sample
from tests.app.exports.plans import seen

FORMULAS = [
    "=1+1",
    "+49 30",
    "-1",
    "@SUM(A1)",
    "\t=1",
    " =1",
    '=HYPERLINK("https://evil.example")',
    "https://a.example",
]


def workbook_of(projection: Projection) -> Workbook:
    return load_workbook(BytesIO(xlsx_file(projection)))


def rows_of(projection: Projection) -> list[list[str]]:
    return list(csv.reader(StringIO(csv_file(projection).decode("utf-8-sig"), newline="")))


def cells(worksheet: Worksheet, head: int = 1) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in worksheet.iter_rows(min_row=head + 1, values_only=True)]


def _time(text: str) -> datetime:
    return datetime.fromisoformat(text)


def test_a_workbook_has_the_steps_the_critical_dates_and_the_people() -> None:
    plan = whole(sample())
    workbook, meant = workbook_of(plan), sheets(plan)
    first = workbook["Plan"]

    assert workbook.sheetnames == ["Plan", "Critical dates", "People"]
    assert [first["A1"].value, first["A2"].value] == [meant.title, meant.headline]
    assert [cell.value for cell in first[3]][:8] == [
        "Customer", "Northwind", "Seller", "Acme", "As of", _time("2026-11-23 00:00"), "Time zone", "Europe/Berlin",
    ]  # fmt: skip
    for grid, head in ((meant.steps, 5), (meant.dates, 1), (meant.people, 1)):
        worksheet = workbook[grid.title]
        assert [cell.value for cell in worksheet[head]] == [column.heading for column in grid.columns]
        assert cells(worksheet, head) == [tuple(map(_as_read, row)) for row in grid.rows]


def _as_read(cell: object) -> object:
    """Return a cell as openpyxl gives it, which knows no days without a time."""
    return datetime.combine(cell, time()) if type(cell) is date else cell


def test_a_row_of_a_step_says_all_that_people_need() -> None:
    head, *steps = sheets(whole(sample())).steps.columns, *sheets(whole(sample())).steps.rows
    row = {column.heading: cell for column, cell in zip(head, steps[8], strict=True)}

    assert row == {
        "Phase": "Implementation",
        "Step": "Data migration",
        "Owner (Acme)": "Sam Ode",
        "Owner (Northwind)": "Jo Kern",
        "Start by": date(2027, 2, 23),
        "Planned start": date(2027, 2, 16),
        "Planned finish": date(2027, 2, 25),
        "Agreed": None,
        "Status": "Not begun",
        "Critical": "critical",
        "Duration": "8d",
        "Waits for": "Configuration SS+5d",
        "Done when": None,
        "Kind": None,
        "Side": "Acme; Northwind",
        "Id": "data-migration",
    }


@pytest.mark.parametrize(
    ("progress", "says"),
    [
        ({}, "Not begun, late"),
        ({"started": "2026-11-16"}, "Under way, late"),
        ({"started": "2026-11-16", "blocked": {"reason": "No access"}}, "Under way, blocked"),
        ({"started": "2026-11-16", "finished": "2026-11-20"}, "Done"),
        ({"skipped": True}, "Skipped"),
    ],
)
def test_a_status_is_how_far_a_step_is_and_what_is_wrong_with_it(progress: dict[str, Any], says: str) -> None:
    plan = seen(
        {"id": "legal", "duration": "10d", "progress": progress}, critical_dates=[{"id": "all", "date": "2026-11-25"}]
    )
    (row,) = sheets(plan).steps.rows
    status, critical = row[8], row[9]

    assert status == says
    assert critical == (None if says in {"Done", "Skipped"} else "critical")


@pytest.mark.parametrize(
    ("after", "says"),
    [
        ("a", "A"),
        ({"step": "a", "lag": "3d"}, "A FS+3d"),
        ({"step": "a", "lag": "-2d"}, "A FS-2d"),
        ({"step": "a", "type": "SS", "lag": "3ed"}, "A SS+3ed"),
        ({"step": "a", "type": "FF"}, "A FF"),
        (["a", "b"], "A; B"),
    ],
)
def test_links_are_said_as_planning_programs_do(after: object, says: str) -> None:
    plan = seen(
        {"id": "a", "duration": "5d"}, {"id": "b", "duration": "5d"}, {"id": "c", "duration": "1d", "after": after}
    )

    assert sheets(plan).steps.rows[2][11] == says


def test_a_step_whose_title_is_no_clear_name_is_named_by_its_id() -> None:
    plan = seen(
        {"id": "first", "title": "Review", "duration": "1d"},
        {"id": "second", "title": "review", "duration": "1d"},
        {"id": "odd", "title": "Sign; send", "duration": "1d"},
        {"id": "last", "duration": "1d", "after": ["first", "second", "odd"]},
        critical_dates=[{"id": "go", "step": "odd", "date": "2027-01-29"}],
    )

    assert sheets(plan).steps.rows[3][11] == "first; second; odd"
    assert sheets(plan).dates.rows[0][0] == "odd"


def test_times_are_those_of_the_plans_clocks() -> None:
    plan = seen(
        {"id": "a", "duration": "90m"}, resolution="minute", time_zone="America/New_York", as_of="2026-11-23T14:00Z"
    )

    assert sheets(plan).steps.rows[0][5:7] == (_time("2026-11-23 09:00"), _time("2026-11-23 10:30"))
    assert workbook_of(plan)["Plan"]["F6"].value == _time("2026-11-23 09:00")
    assert rows_of(plan)[5][5:7] == ["2026-11-23 09:00", "2026-11-23 10:30"]


# --- texts stay texts -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", FORMULAS)
def test_no_text_becomes_a_formula_or_a_link(text: str) -> None:
    plan = seen({"id": "a", "title": text, "duration": "1d", "exit_criteria": text}, title=text, customer=text)
    shown = text.replace("\t", " ")
    first = workbook_of(plan)["Plan"]
    row = rows_of(plan)

    for cell in (first["A1"], first["B3"], first["B6"], first["M6"]):
        assert (cell.value, cell.data_type, cell.hyperlink) == (shown, "s", None)
    guarded = shown if text.startswith("https") else f"'{shown}"
    assert [row[0][0], row[2][1], row[5][1], row[5][12]] == [guarded] * 4


@given(text=st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=100))
def test_no_text_in_a_csv_file_begins_as_a_formula_does(text: str) -> None:
    (cell,) = next(csv.reader(StringIO(csv_file(seen(title=f"{text}.")).decode("utf-8-sig"), newline="")))

    assert cell.removeprefix("'") == f"{text}.".replace("\u2028", "\n").replace("\u2029", "\n").removeprefix("'")
    assert not cell.lstrip().startswith(("=", "+", "-", "@"))


def test_a_text_that_is_longer_than_a_cell_can_hold_is_cut_where_everybody_sees_it() -> None:
    plan = seen({"id": "a", "duration": "1d", "exit_criteria": "x" * 40_000})
    held = workbook_of(plan)["Plan"]["M6"].value

    assert len(held) == LONGEST
    assert held.endswith(CUT)
    assert "x" * 40_000 in rows_of(plan)[5]


def test_a_separator_of_lines_is_a_line_break_in_a_sheet() -> None:
    plan = seen({"id": "a", "title": "a\u2028b", "duration": "1d"})

    assert workbook_of(plan)["Plan"]["B6"].value == rows_of(plan)[5][1] == "a\nb"


# --- the workbook on screen and paper ---------------------------------------------------------------------------------


def test_headings_stay_in_sight_filter_and_are_on_every_page() -> None:
    first = workbook_of(whole(sample()))["Plan"]

    assert first.freeze_panes == "C6"
    assert first.auto_filter.ref == "A5:P18"
    assert first.print_title_rows == "$5:$5"


def test_it_is_printed_lying_as_wide_as_the_page_without_what_only_programs_read() -> None:
    first = workbook_of(whole(sample()))["Plan"]

    assert (first.page_setup.orientation, first.page_setup.fitToHeight) == ("landscape", 0)
    assert first.sheet_properties.pageSetUpPr is not None
    assert first.sheet_properties.pageSetUpPr.fitToPage
    assert first.print_area == "'Plan'!$A$1:$M$18"
    assert first.oddFooter is not None
    assert first.oddFooter.left is not None
    assert first.oddFooter.left.text == "Northwind ERP roll-out"


def test_critical_steps_stand_out_without_colour() -> None:
    first = workbook_of(whole(sample()))["Plan"]
    looks = {row[1].value: (row[1].font.b, row[0].fill.fgColor.rgb, row[9].value) for row in first.iter_rows(min_row=6)}

    assert looks["Security review"] == (True, "FFE8E8E8", "critical")
    assert looks["Single sign-on"] == (False, "00000000", None)


def test_rows_are_as_high_as_their_texts_need() -> None:
    plan = seen(
        {"id": "a", "title": "one line", "duration": "1d"},
        {"id": "b", "title": "word " * 20, "duration": "1d"},
        {"id": "c", "duration": "1d", "exit_criteria": "line\n" * 100},
    )
    first = workbook_of(plan)["Plan"]

    # None is one line; 409 points are as much as Excel takes.
    assert [first.row_dimensions[row].height for row in (5, 6, 7, 8)] == [30, None, 60, 408.75]


def test_the_same_plan_is_the_same_workbook_with_no_time_of_its_making_in_it() -> None:
    content = xlsx_file(whole(sample()))
    with zipfile.ZipFile(BytesIO(content)) as parts:
        made = parts.read("docProps/core.xml").decode()

    assert content == xlsx_file(whole(sample()))
    assert {part.date_time for part in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert made.count("2026-11-23T00:00:00Z") == 2


# --- the registry -----------------------------------------------------------------------------------------------------


def test_every_kind_is_found_by_its_name_and_gives_a_file() -> None:
    plan = whole(sample())
    names = {kind: export(plan, kind).name for kind in EXPORTS}

    assert all(kind == one.kind for kind, one in EXPORTS.items())
    assert all(name.endswith(EXPORTS[kind].suffix) for kind, name in names.items())
    assert {"ics", "xlsx", "csv", "yaml", "json"} <= set(EXPORTS)


@pytest.mark.parametrize("kind", ["yaml", "json"])
def test_the_document_is_exported_as_it_is_written(kind: str) -> None:
    plan = whole(sample())

    assert read(export(plan, kind).content, file=f"plan.{kind}").document == plan.document
