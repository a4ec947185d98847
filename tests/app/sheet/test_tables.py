"""Where things stand in a sheet: facts above, several tables, remarks below."""

from __future__ import annotations

import pytest

from tests.app.sheet.sheets import notes, steps, text_sheet


def test_a_further_table_with_headings_of_its_own_is_read_and_its_title_is_a_phase() -> None:
    reading = text_sheet(
        "Step,Owner", "Legal,us", "", "Roll-out", "Task,Due,Notes", "Train,2027-01-15,two rooms", "Go-live,2027-02-01,"
    )

    assert [(step["title"], step.get("phase")) for step in steps(reading)] == [
        ("Legal", None), ("Train", "roll-out"), ("Go-live", "roll-out"),
    ]  # fmt: skip
    assert steps(reading)[1]["references"] == [{"title": "Notes: two rooms"}]


def test_what_stands_above_each_of_several_tables_is_a_phase() -> None:
    rows = ("Plan for Northwind", "", "Buy", "Step,Owner", "Legal,us", "", "Use", "Step,Owner", "Train,us", "Drill,us")
    reading = text_sheet(*rows)

    assert reading.document.title == "Plan for Northwind"
    assert [step["phase"] for step in steps(reading)] == ["buy", "use", "use"]


@pytest.mark.parametrize(
    "rows",
    [
        ("Risk,Owner,Mitigation", "No budget,Jo,Ask early"),
        ("Open risks", "Risk,Owner,Mitigation", "No budget,Jo,Ask early"),
        ("Risks", "No budget,Jo"),
        ("Risks,Impact,Answer", "No budget,high,Ask early"),
    ],
)
def test_a_table_of_something_else_is_told_and_none_of_its_rows_is_a_step(rows: tuple[str, ...]) -> None:
    reading = text_sheet("Step,Owner", "Legal,us", "Order,us", "", *rows)

    assert [step["title"] for step in steps(reading)] == ["Legal", "Order"]
    assert any("No budget; " in note for note in notes(reading))


def test_columns_that_a_table_of_critical_dates_or_people_does_not_hold_are_told() -> None:
    reading = text_sheet(
        "Step,Due", "Go-live,2027-03-15", "", "Critical date,Due,Risk", "Go-live,2027-03-15,high", "",
        "Name,Role,Company,Phone", "Jo Kern,buyer,Northwind,+49 30 1",
    )  # fmt: skip

    assert {"C4: Risk", "C5: high", "D7: Phone", "D8: +49 30 1"} <= set(notes(reading))


def test_many_rows_that_are_no_steps_are_told_together() -> None:
    reading = text_sheet("Step,Owner", "Legal,us", "", "Risks", *(f"Risk {at},Jo" for at in range(9)))

    assert "A4:B13: 10 rows; the first is: Risks" in notes(reading)


@pytest.mark.parametrize(
    "above",
    [
        ("Customer,Northwind,Seller,Acme", "Go-live date,2027-03-15"),
        ("Customer: Northwind", "Vendor: Acme", "Target go-live: 2027-03-15"),
        ("Customer,Vendor,Go-live,Deal", "Northwind,Acme,2027-03-15,100k"),
        (",,Client name:,Northwind", ",,Supplier:,Acme", ",,Live by:,2027-03-15"),
    ],
    ids=["beside", "in one cell", "below", "not at A1"],
)
def test_facts_above_the_table_are_used_however_they_stand(above: tuple[str, ...]) -> None:
    reading = text_sheet("A plan", "", *above, "", "Step,Owner", "Legal,us", "Go-live,us")
    document = reading.document

    assert (document.title, document.customer, document.seller) == ("A plan", "Northwind", "Acme")
    assert [date.date for date in document.critical_dates] == ["2027-03-15"]


def test_what_nobody_knows_above_the_table_is_neither_title_nor_lost() -> None:
    reading = text_sheet("Prepared by: Ana", "CONFIDENTIAL", "Northwind: roll-out plan", "Step,Owner", "Legal,us")

    assert reading.document.title == "Northwind: roll-out plan"
    assert {"A1: Prepared by: Ana", "A2: CONFIDENTIAL"} <= set(notes(reading))


def test_people_who_are_named_above_the_table_are_known_by_their_first_names_too() -> None:
    reading = text_sheet("Champion:,Jo Kern,AE:,Ana Ruiz", "", "Step,Owner", "Legal,Jo", "Order,Ana")

    assert [step["owners"] for step in steps(reading)] == [{"customer": "jo-kern"}, {"seller": "ana-ruiz"}]
    assert "A1: Jo Kern was taken for the customer's champion" in notes(reading)


def test_a_day_above_the_table_that_differs_from_that_of_the_step_is_told() -> None:
    reading = text_sheet("Go-live:,2027-03-15", "", "Step,Due", "Legal,2026-12-04", "Go-live,2027-03-12")

    assert [date.date for date in reading.document.critical_dates] == ["2027-03-15"]
    assert "A1: 'Go-live' has 2027-03-12 in its own row; the day above the table was taken" in notes(reading)


def test_sums_and_remarks_are_no_steps() -> None:
    reading = text_sheet(
        "Step,Owner,Days",
        "Legal,us,5",
        "Total contract review,us,2",
        "Total,,7",
        "",
        "Prepared by:,Ana",
        "* working days",
    )

    assert [step["title"] for step in steps(reading)] == ["Legal", "Total contract review"]
    assert {"A4:C4: a row that sums up others: Total; 7", "A6:B6: Prepared by:; Ana", "A7: * working days"} <= set(
        notes(reading)
    )


def test_a_row_that_all_others_stand_below_is_the_plan() -> None:
    reading = text_sheet("Step,Outline level,Days", "ERP,1,9", "Buy,2,5", "Legal,3,5", "Use,2,4", "Train,3,4")

    assert reading.document.title == "ERP"
    assert [(step["title"], step["phase"]) for step in steps(reading)] == [("Legal", "buy"), ("Train", "use")]


def test_what_a_program_keeps_for_itself_is_left_out_and_a_customer_in_a_column_is_the_customer() -> None:
    reading = text_sheet("Activity ID,Subject,Account,Created Date", "00T1,Legal,Northwind,1", "00T2,Order,Northwind,2")

    assert reading.document.customer == "Northwind"
    assert steps(reading)[0] == {"id": "00T1", "title": "Legal", "duration": "1d"}
