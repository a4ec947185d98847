"""`backplan import`: from a sheet to a plan, and what is told on the way."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.document import read
from app.sheet.reading import NO_HOLIDAYS
from tests.app.cli.command import Backplan

ID = "4b6f5a52-0d5e-4b0e-9c7a-6f4f0d3c2a11"
SHEET = "Step,Days,After,Mood\nLegal,5,,tense\nGo-live,0,Legal,\n"
TOLD = f"""\
2 steps from these columns:
  Step   the step
  Days   how long it takes
  After  what it waits for
  Mood   no part of a plan; kept with each step as something to read

Look at:
  no day was found that could be a critical date; add one, from which all others are computed

Not in the plan:
  {NO_HOLIDAYS}
"""
PLAN = f"""\
format: backplan/1
id: {ID}
title: sheet
steps:
  - id: legal
    title: Legal
    duration: 5d
    references: [{{title: "Mood: tense"}}]
  - id: go-live
    title: Go-live
    kind: milestone
    after: legal
"""


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.clock.now", lambda: datetime(2026, 11, 23, 9, tzinfo=UTC))


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    path = tmp_path / "sheet.csv"
    path.write_text(SHEET, encoding="utf-8")
    return path


@pytest.mark.usefixtures("sheet")
def test_the_plan_goes_to_standard_output_and_what_is_told_beside_it(backplan: Backplan) -> None:
    said = backplan("import", "sheet.csv", "--id", ID)

    assert (said.status, said.out, said.err) == (0, PLAN, TOLD)


def test_with_a_file_for_the_plan_standard_output_tells_how_it_stands(backplan: Backplan, sheet: Path) -> None:
    said = backplan("import", "sheet.csv", "--id", ID, "--output", "new.yaml")

    stands = "new.yaml: The plan has no critical date; as it stands it is through on Fri 27 Nov."
    assert (said.status, said.out, said.err) == (0, f"{TOLD}\n{stands}\n", "")
    assert sheet.with_name("new.yaml").read_text(encoding="utf-8") == PLAN
    assert backplan("import", "sheet.csv", "--output", "new.yaml").status == 1


@pytest.mark.usefixtures("sheet")
def test_each_plan_has_an_id_of_its_own(backplan: Backplan) -> None:
    ids = {read(backplan("import", "sheet.csv").out, file="x", as_of="2026-11-23").document.id for _ in range(2)}

    assert len(ids) == 2
    assert None not in ids


def test_the_names_of_the_sides_may_be_given(backplan: Backplan) -> None:
    said = backplan(
        "import", "-", "--seller", "Acme", "--customer", "Northwind", stdin="Step,Owner\nLegal,Jo (Northwind)\n"
    )

    assert "{id: jo, name: Jo, party: customer}" in said.out
    assert "guessed" not in said.err


def test_what_is_no_sheet_is_refused_with_its_place(backplan: Backplan) -> None:
    circle = "Step,After\nLegal,Order\nOrder,Legal\n"
    told = [backplan("import", "-", stdin=text) for text in ("nothing", circle)]

    assert [said.status for said in told] == [1, 1]
    assert told[0].err.startswith("standard input: no row names the columns; ")
    assert told[1].err.startswith("standard input row 2: ")
    assert backplan("import", "nothing.csv").err == "nothing.csv: no such file or directory\n"


def test_plans_and_sheets_are_told_apart(backplan: Backplan) -> None:
    json = backplan("export", "plan.yaml", "--to", "json").out
    Path("plan.csv").write_text("Step\nLegal\n", encoding="utf-8")

    assert backplan("import", "plan.yaml").err == f"plan.yaml: {A_PLAN}\n"
    assert backplan("import", "-", stdin=json).err == f"standard input: {A_PLAN}\n"
    assert backplan("schedule", "plan.csv").err == f"plan.csv: {A_SHEET}\n"
    assert backplan("schedule", "-", stdin="PK\x03\x04").err == f"standard input: {A_SHEET}\n"


A_PLAN = "this is a plan document already and needs no import; use it as it is, as in `backplan schedule FILE`"
A_SHEET = "this is a sheet; `backplan import` makes a plan of it"


def test_a_sheet_may_be_read_as_on_another_day(backplan: Backplan, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("days.csv").write_text("Step,Status,Due\nLegal,Done,2027-01-15\nGo-live,,2027-06-01\n", encoding="utf-8")
    then = backplan("import", "days.csv", "--id", ID)
    monkeypatch.setattr("app.clock.now", lambda: datetime(2027, 3, 1, 9, tzinfo=UTC))

    assert backplan("import", "days.csv", "--id", ID).out != then.out
    assert backplan("import", "days.csv", "--id", ID, "--as-of", "2026-11-23") == then
