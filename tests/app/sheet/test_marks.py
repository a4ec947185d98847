"""What people do to cells besides writing into them: hide, merge, strike through, indent, comment."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font

from app.sheet import SheetReading, read_sheet
from tests.app.sheet.sheets import TODAY, notes, refused, steps

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

ROWS = (["Step", "Owner", "Due", "Margin"], ["Legal", "us", "2026-12-04", "30%"], ["Order", "us", "2026-12-11", None])


def marked(mark: Callable[[Any], object], *rows: Sequence[object], **others: Sequence[Sequence[object]]) -> bytes:
    """Return a workbook whose first sheet was marked, and further sheets by name."""
    book = Workbook()
    sheet: Any = book.active
    sheet.title = "Plan"
    for row in rows or ROWS:
        sheet.append(list(row))
    for name, further in others.items():
        other = book.create_sheet(name)
        for row in further:
            other.append(list(row))
    mark(sheet)
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def reading(raw: bytes, **asked: Any) -> SheetReading:  # noqa: ANN401 - arguments of read_sheet
    return read_sheet(raw, **{"name": "plan.xlsx", "today": TODAY, **asked})


def test_a_hidden_row_is_a_step_that_is_private_to_the_seller() -> None:
    read = reading(marked(lambda sheet: setattr(sheet.row_dimensions[2], "hidden", True)))

    assert [step.get("private") for step in steps(read)] == ["seller", None]
    assert "Plan row 2 is hidden in the sheet; its step is private to the seller" in notes(read)


def _filter(sheet: Any) -> None:  # noqa: ANN401
    sheet.row_dimensions[2].hidden = True
    sheet.auto_filter.ref = "A1:D3"
    sheet.auto_filter.add_filter_column(1, ["them"])


def _fold(sheet: Any) -> None:  # noqa: ANN401
    sheet.row_dimensions.group(2, 3, hidden=True)


@pytest.mark.parametrize("mark", [_filter, _fold], ids=["filtered", "folded"])
def test_a_row_that_is_filtered_or_folded_away_is_no_secret(mark: Callable[[Any], object]) -> None:
    assert [step.get("private") for step in steps(reading(marked(mark)))] == [None, None]


def test_what_a_hidden_column_holds_does_not_come_along() -> None:
    read = reading(marked(lambda sheet: setattr(sheet.column_dimensions["D"], "hidden", True)))

    assert read.columns[3].why == "not taken along, since the column is hidden; each cell is told"
    assert "references" not in steps(read)[0]
    assert "Plan!D2: Margin: 30%" in notes(read)


def test_merged_cells_count_for_all_their_rows() -> None:
    raw = marked(
        lambda sheet: [sheet.merge_cells("B2:B3"), sheet.merge_cells("A4:A5")],
        ["Step", "Owner", "Notes"],
        ["Legal", "customer", None],
        ["Order", None, "b"],
        ["Sign", "us", "c"],
        [None, "Jo", "d"],
    )
    read = reading(raw)

    assert [(step["title"], step.get("side")) for step in steps(read)] == [
        ("Legal", "customer"), ("Order", "customer"), ("Sign", "seller"),
    ]  # fmt: skip
    assert "Plan!B5:C5: a row without a step: Jo; d" in notes(read)


@pytest.mark.parametrize(
    ("rows", "progress"),
    [
        ([["Step", "Due"], ["Legal", "2026-11-20"], ["Order", None]], {"finished": "2026-11-20"}),
        ([["Step", "Due"], ["Legal", "2026-12-20"], ["Order", None]], {"skipped": True}),
        ([["Step", "Status"], ["Legal", "open"], ["Order", None]], {"skipped": True}),
        ([["Step", "Status"], ["Legal", "done"], ["Order", None]], {"finished": "2026-11-23"}),
    ],
    ids=["past", "ahead", "status says otherwise", "status says so"],
)
def test_a_step_that_is_struck_through_is_done_or_left_out(
    rows: list[list[object]], progress: dict[str, object]
) -> None:
    read = reading(marked(lambda sheet: setattr(sheet["A2"], "font", Font(strike=True)), *rows))

    assert steps(read)[0]["progress"] == progress


def test_another_cell_that_is_struck_through_is_told() -> None:
    read = reading(marked(lambda sheet: setattr(sheet["C2"], "font", Font(strike=True))))

    assert "Plan!C2: '2026-12-04' is struck through, and was read all the same" in notes(read)


def test_comments_do_not_come_along_and_are_told() -> None:
    read = reading(marked(lambda sheet: setattr(sheet["B3"], "comment", Comment("Ask Mia", "Ana"))))

    assert "Plan!B3: a comment: Ask Mia" in notes(read)


def test_rows_that_are_indented_stand_below_the_one_above() -> None:
    def indent(sheet: Any) -> None:  # noqa: ANN401
        for cell in ("A3", "A4", "A6"):
            sheet[cell].alignment = Alignment(indent=1)

    rows = (["Step", "Owner"], ["Purchase", "us"], ["Legal", "us"], ["Order", "them"], ["Roll-out"], ["Set-up", "us"])
    raw = marked(indent, *rows)

    assert [(step["title"], step["phase"]) for step in steps(reading(raw))] == [
        ("Legal", "purchase"), ("Order", "purchase"), ("Set-up", "roll-out"),
    ]  # fmt: skip


def test_a_formula_that_fails_is_told() -> None:
    def fail(sheet: Any) -> None:  # noqa: ANN401
        sheet["C2"].value, sheet["C2"].data_type = "#REF!", "e"

    assert "Plan!C2: the formula gives #REF!; mend it, or write what is meant" in notes(reading(marked(fail)))


# --- several sheets ---------------------------------------------------------------------------------------------------

HEADINGS = ["Step", "Owner", "Due", "Margin"]


def test_sheets_with_the_same_headings_are_one_plan_and_each_a_phase() -> None:
    read = reading(marked(lambda _: None, Later=[HEADINGS, ["Train", "us", "2027-01-15", None]]))

    assert [(step["title"], step.get("phase")) for step in steps(read)] == [
        ("Legal", None), ("Order", None), ("Train", "later"),
    ]  # fmt: skip
    assert any(note.startswith("'Later' has the same headings, and its steps were read too") for note in notes(read))


def test_a_copy_of_the_plan_is_not_read_twice() -> None:
    read = reading(marked(lambda _: None, Old=[*ROWS[:2], ["Ask", "us", "2026-12-05", None]]))

    assert len(steps(read)) == 2
    assert "Old!A1:D3: this sheet was not read; name it with --sheet where the steps stand there" in notes(read)


def test_a_sheet_can_be_asked_for() -> None:
    raw = marked(lambda _: None, Later=[HEADINGS, ["Train", "us", "2027-01-15", None]])

    assert [step["title"] for step in steps(reading(raw, sheet="later"))] == ["Train"]
    told = "plan.xlsx: there is no sheet 'Nowhere'; there is 'Plan' and 'Later'"
    assert refused(raw, "plan.xlsx", sheet="Nowhere") == [("sheet-unknown", told)]


def test_a_hidden_sheet_is_not_taken_for_the_plan() -> None:
    def hide(sheet: Any) -> None:  # noqa: ANN401
        sheet.parent["Lists"].sheet_state = "hidden"

    read = reading(
        marked(hide, Lists=[["Step", "Owner", "Due", "Status", "Phase"], ["Nothing", "us", None, None, None]])
    )

    assert len(steps(read)) == 2
    assert any("this sheet is hidden and was not read" in note for note in notes(read))


def test_facts_on_a_sheet_without_a_table_are_used() -> None:
    read = reading(marked(lambda _: None, Cover=[["Customer", "Northwind"], ["Budget:", "100k"]]))

    assert read.document.customer == "Northwind"
    assert "Cover!A2:B2: Budget:; 100k" in notes(read)
