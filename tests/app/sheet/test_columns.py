"""Columns: what headings are guessed to mean, and that no cell is lost without a word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.document import write
from app.sheet.headings import headings_of
from app.sheet.sides import Sides
from app.sheet.statuses import kind, stage
from tests.app.sheet.sheets import notes, refused, steps, text_sheet

SIDES = Sides(seller="Acme", customer="Northwind")


def fields(*headings: str) -> dict[str, str | None]:
    return {heading.text: heading.field for heading in headings_of(headings, SIDES)}


@pytest.mark.parametrize(
    ("field", "headings"),
    [
        ("step", ["Task", "Task Name", "Step", "Activity", "Milestone", "Action item", "Aufgabe", "Vorgang", "What"]),
        ("phase", ["Phase", "Stage", "Workstream", "Section", "Category", "Abschnitt"]),
        ("number", ["#", "No.", "Nr.", "WBS", "Row"]),
        ("id", ["ID", "Step id"]),
        ("owner", ["Owner", "Responsible", "Assigned To", "Resource Names", "DRI", "Customer", "Acme", "Zuständig"]),
        ("side", ["Company", "Party", "Organisation", "Team", "Firma"]),
        ("start", ["Start", "Start Date", "Beginn", "Begin", "From"]),
        ("finish", ["Due", "Due Date", "End", "Finish", "Target Date", "Completion date", "ETA", "Fällig", "By when?"]),
        ("deadline", ["Deadline", "No later than"]),
        ("actual_start", ["Actual Start", "Ist-Beginn"]),
        ("actual_finish", ["Actual Finish", "Completed on", "Date completed"]),
        ("agreed", ["Agreed", "Agreed date"]),
        ("duration", ["Duration", "Duration (days)", "Days", "Dauer", "Weeks"]),
        ("after", ["Predecessors", "Depends on", "Dependencies", "Waits for", "Vorgänger", "After"]),
        ("status", ["Status", "Complete?", "Done", "State"]),
        ("percent", ["% Complete", "Percent done", "Fortschritt"]),
        ("exit_criteria", ["Exit criteria", "Done when", "Success criteria", "Definition of Done"]),
        ("result", ["Deliverable", "Outcome"]),
        ("kind", ["Kind", "Type", "Art"]),
        ("link", ["Link", "URL"]),
        (None, ["Notes", "Risk", "Priority", "Comments", "RAG"]),
    ],
    ids=str,
)  # fmt: skip
def test_a_heading_is_read_as_what_it_most_probably_means(field: str | None, headings: list[str]) -> None:
    assert {heading: fields(heading)[heading] for heading in headings} == dict.fromkeys(headings, field)


@pytest.mark.parametrize(
    ("heading", "party"),
    [
        ("Owner", ""),
        ("Owner (Acme)", "Acme"),
        ("Customer owner", "customer"),
        ("Our lead", "our"),
        ("Northwind", "northwind"),
        ("Hammer owner", "Hammer"),
        ("Task owner", ""),
        ("Responsible party", ""),
        ("Vendor Contact", "vendor"),
    ],
)
def test_a_heading_of_owners_says_whose(heading: str, party: str) -> None:
    (found,) = headings_of((heading,), SIDES)

    assert (found.field, found.party) == ("owner", party)


def test_each_field_is_taken_once_and_the_first_column_has_it() -> None:
    assert fields("Task", "Description of the task", "Start", "Start again", "Owner", "Customer lead") == {
        "Task": "step",
        "Description of the task": None,
        "Start": "start",
        "Start again": None,
        "Owner": "owner",
        "Customer lead": "owner",
    }


def test_a_milestone_beside_tasks_is_a_phase() -> None:
    assert fields("Milestone", "Task", "Due") == {"Milestone": "phase", "Task": "step", "Due": "finish"}
    assert fields("Milestone", "Owner", "Due") == {"Milestone": "step", "Owner": "owner", "Due": "finish"}


def test_columns_that_an_export_computed_are_no_proposals() -> None:
    ours = fields("Step", "Start by", "Planned start", "Planned finish", "Critical", "Waits for", "Id")

    assert ours["Planned start"] == "planned_start"
    assert ours["Start by"] == ours["Critical"] == "computed"
    assert fields("Step", "Planned start", "Planned finish")["Planned start"] == "start"


def test_steps_may_stand_in_a_column_without_a_heading() -> None:
    reading = text_sheet(",Owner,Due", "Legal,us,2026-12-04", "Order,them,2026-12-11")

    assert [step["title"] for step in steps(reading)] == ["Legal", "Order"]


def test_what_no_field_holds_is_kept_with_its_step() -> None:
    reading = text_sheet("Step,Notes,Risk,", "Legal,Ask Mia,high,x", "Order,,,")

    assert steps(reading)[0]["references"] == [
        {"title": "Notes: Ask Mia"},
        {"title": "Risk: high"},
        {"title": "column D: x"},
    ]


def test_numbers_without_a_heading_are_those_of_steps() -> None:
    reading = text_sheet(",Step,Depends on", "10,Legal,", "20,Order,10")

    assert steps(reading)[1]["after"] == "legal"
    assert "references" not in steps(reading)[0]


def test_what_a_sheet_calls_internal_does_not_come_along_and_is_told() -> None:
    reading = text_sheet("Step,Internal notes", "Legal,They have no budget")

    assert "no budget" not in write(reading.document)
    assert "B2: Internal notes: They have no budget" in notes(reading)
    assert reading.columns[1].why == "not taken along, since the sheet calls it internal; each cell is told"


def test_links_become_something_to_read() -> None:
    reading = text_sheet(
        "Step,Link", "Legal,The draft https://a.example/1 and https://a.example/2", "Order,on the wiki"
    )

    assert [step["references"] for step in steps(reading)] == [
        [
            {"title": "The draft and", "url": "https://a.example/1"},
            {"title": "The draft and", "url": "https://a.example/2"},
        ],
        [{"title": "Link: on the wiki"}],
    ]


def test_texts_come_along_as_they_stand() -> None:
    reading = text_sheet(
        "Step,Exit criteria,Deliverable,Bring,Tags", 'Legal,"One,', 'two",Draft; Final,Questionnaire,"change, risky"'
    )
    (step,) = steps(reading)

    assert (step["exit_criteria"], step["result"]) == ("One,\ntwo", ["Draft", "Final"])
    assert (step["bring"], step["tags"]) == ("Questionnaire", ["change", "risky"])


@given(
    cells=st.lists(
        st.lists(st.text(st.characters(categories=["L", "N", "P", "Zs"]), max_size=12), min_size=4, max_size=4),
        max_size=6,
    )
)
def test_no_cell_is_lost_without_a_word(cells: list[list[str]]) -> None:
    """Whatever stands in a sheet is in the plan, or told."""
    rows = [[" ".join(cell.replace('"', "'").split()) for cell in row] for row in cells]
    lines = [",".join(f'"{cell}"' for cell in row) for row in rows]
    raw = "\n".join(["Step,Remarks,Exit criteria,Mood", "First,,,", *lines]).encode()
    if refused(raw):
        return
    reading = text_sheet("Step,Remarks,Exit criteria,Mood", "First,,,", *lines)
    written = reading.document.model_dump_json().replace("\\\\", "\\")
    said = "".join([written, *notes(reading)])

    for cell in (cell.removeprefix("'") for row in rows for cell in row if cell):
        assert cell in said or repr(cell)[1:-1] in said


# --- words ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Done", "done"), ("COMPLETE", "done"), ("✓", "done"), ("erledigt", "done"), ("In progress", "begun"),
        ("läuft", "begun"), ("Under way, late", "begun"), ("Not started", "open"), ("Not begun, at risk", "open"),
        ("To do", "open"),
        ("offen", "open"), ("On track", "judged"), ("red", "judged"), ("Blocked (waiting for IT)", "blocked"),
        ("Done ✓", "done"), ("✅", "done"), ("🟡 In Progress", "begun"), ("⬜", "open"), ("NOT_STARTED", "open"),
        ("Waiting on customer", "blocked"), ("Blocked by IT", "blocked"), ("🔴", "judged"), ("n/a", "skipped"),
        ("Cancelled", "skipped"), ("whatever", None), ("not complete", "open"),
    ],
)  # fmt: skip
def test_words_say_how_far_a_step_is(words: str, found: str | None) -> None:
    assert stage(words) == found


def test_words_say_what_a_step_is() -> None:
    assert [kind(word) for word in ("Milestone", "call", "Go/No-Go", "Value event", "value_event", "epic")] == [
        "milestone", "meeting", "gate", "value_event", "value_event", None,
    ]  # fmt: skip
