"""Files: which are sheets, in which encodings, and how large they may be."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from datetime import datetime, time, timedelta
from io import BytesIO

import pytest

from app.sheet import CODES, SheetLimits, read_sheet
from tests.app.sheet.sheets import TODAY, notes, refused, steps, text_sheet, workbook

PLAN = "Step,Duration\nPrüfung,5d\nGo-live,0d\n"
LIMITS = SheetLimits()


@pytest.mark.parametrize(
    "raw",
    [
        PLAN.encode(),
        PLAN.encode("utf-8-sig"),
        PLAN.encode("cp1252"),
        PLAN.encode("utf-16"),
        PLAN.encode("utf-16-le"),
        PLAN.encode("utf-16-be"),
        PLAN.replace(",", ";").encode(),
        PLAN.replace(",", "\t").encode("utf-16"),
        PLAN.replace(",", "|").encode(),
        b"sep=;\r\n" + PLAN.replace(",", ";").encode(),
        PLAN.replace("\n", "\r\n").encode(),
        PLAN.replace("\n", "\r").encode(),
        workbook(["Step", "Duration"], ["Prüfung", "5d"], ["Go-live", "0d"]),
    ],
    ids=["utf-8", "bom", "cp1252", "utf-16", "le", "be", "semicolons", "tabs", "bars", "sep", "crlf", "cr", "xlsx"],
)
def test_a_sheet_is_told_by_its_content_whatever_its_encoding(raw: bytes) -> None:
    reading = read_sheet(raw, name="plan", today=TODAY)

    assert [step["title"] for step in steps(reading)] == ["Prüfung", "Go-live"]
    assert steps(reading)[0]["id"] == "prufung"


def test_a_cell_may_hold_separators_quotes_and_lines() -> None:
    reading = text_sheet("Step;Exit criteria", '"Sign; then ""send""";"One,', 'two"')

    assert steps(reading) == [
        {"id": "sign-then-send", "title": 'Sign; then "send"', "duration": "1d", "exit_criteria": "One,\ntwo"}
    ]


def test_the_apostrophe_before_what_a_spreadsheet_would_compute_is_taken_off() -> None:
    reading = text_sheet("Step,Exit criteria", "'=1+1,'quoted'", "'+ Call,'-x")

    assert [(step["title"], step["exit_criteria"]) for step in steps(reading)] == [
        ("=1+1", "'quoted'"),
        ("+ Call", "-x"),
    ]


def test_an_apostrophe_within_a_text_stays() -> None:
    reading = text_sheet("Step,Exit criteria", "Jo' - call,5'-10'")

    assert [(step["title"], step["exit_criteria"]) for step in steps(reading)] == [("Jo' - call", "5'-10'")]


OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PROJECT = "this is a plan of Microsoft Project; there choose File > Save As > Excel Workbook or CSV"


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (OLD, "this is a workbook of an old Excel, or one with a password; save it as .xlsx without a password"),
        (OLD + "EncryptedPackage".encode("utf-16-le"), "this workbook has a password; open it and save it as .xlsx"),
        (OLD + "MSProject.MPP14".encode("utf-16-le"), PROJECT),
        (b'<?xml version="1.0"?>\r\n<Project xmlns="http://schemas.microsoft.com/project">', PROJECT),
        (b"%PDF-1.7 ...", "this is a PDF; save the sheet itself as .xlsx or .csv"),
        (b"\x89PNG\r\n", "this is a picture; save the sheet itself as .xlsx or .csv"),
        (b"BEGIN:VCALENDAR\r\n", "this is a calendar file; save the sheet itself as .xlsx or .csv"),
        (b"# our plan\nformat: backplan/1\ntitle: x\n", "this is a plan document already and needs no import"),
        (b'{"title": "x", "format": "backplan/1"}', "this is a plan document already and needs no import"),
        (b'\xef\xbb\xbf{"tasks": []}', "this is JSON and no plan document"),
        (b"<html><table><tr><td>Task</td>", "this is a web page, whatever it is called; open it in Excel"),
        (b"<?xml version='1.0'?><Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'>", "Excel 2003 in XML"),
        (b"<?xml version='1.0'?><plan/>", "this is XML; save the sheet itself as .xlsx or .csv"),
        (b"Step\0\0\x01", "this is neither a workbook nor text; save the sheet as .xlsx or .csv"),
    ],
    ids=[
        "old excel", "password", "project", "project xml", "pdf", "picture", "calendar", "yaml", "plan json", "json",
        "web page", "excel 2003", "xml", "binary",
    ],
)  # fmt: skip
def test_what_is_no_sheet_is_refused_with_the_remedy(raw: bytes, told: str) -> None:
    ((code, sentence),) = refused(raw, "plan.x")

    assert code == "sheet-kind"
    assert told in sentence


def zipped(**parts: bytes) -> bytes:
    content = BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return content.getvalue()


@pytest.mark.parametrize(
    ("parts", "told"),
    [
        (["mimetype", "content.xml"], "this is an OpenDocument sheet; in LibreOffice choose File > Save As > Excel"),
        (["Index/Document.iwa"], "this is a sheet of Apple Numbers; there choose File > Export To > Excel"),
        (["[Content_Types].xml", "xl/workbook.bin"], "this is a binary Excel workbook; open it in Excel and save it"),
        (["[Content_Types].xml", "word/document.xml"], "this is a Word document; save the sheet itself as .xlsx"),
        (["plan.csv"], "this is no Excel workbook; save the sheet as .xlsx or .csv"),
    ],
)
def test_another_archive_is_no_workbook(parts: list[str], told: str) -> None:
    ((code, sentence),) = refused(zipped(**dict.fromkeys(parts, b"")))

    assert code == "sheet-kind"
    assert sentence.startswith(f"plan.csv: {told}")


@pytest.mark.parametrize(
    "raw",
    [
        b"PK\x03\x04 and nothing else",
        zipped(**{"[Content_Types].xml": b"<Types/>"}),
        workbook(["Step"], ["Legal"])[:-300],
    ],
    ids=["no archive", "nothing in it", "cut off"],
)
def test_a_broken_workbook_is_refused(raw: bytes) -> None:
    ((code, told),) = refused(raw)

    assert code == "sheet-broken"
    assert told.endswith("save it again as .xlsx")


_TEXT = b't="inlineStr"><is><t>Legal</t></is></c>'


def test_broken_parts_of_a_workbook_are_refused() -> None:
    with zipfile.ZipFile(BytesIO(workbook(["Step"], ["Legal"]))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = "xl/worksheets/sheet1.xml"

    for broken in (b"<worksheet", b"\xff\xfe", parts[sheet].replace(_TEXT, b't="s"><v>99</v></c>')):
        assert [code for code, _ in refused(zipped(**{**parts, sheet: broken}))] == ["sheet-broken"]


def test_an_entity_that_grows_without_end_is_not_followed() -> None:
    with zipfile.ZipFile(BytesIO(workbook(["Step"], ["Legal"]))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    laughs = "".join(f'<!ENTITY l{at} "{f"&l{at - 1};" * 10}">' for at in range(1, 10))
    bomb = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "ha">{laughs}]><worksheet>&l9;</worksheet>'

    assert [code for code, _ in refused(zipped(**{**parts, "xl/worksheets/sheet1.xml": bomb.encode()}))] == [
        "sheet-broken"
    ]


def test_a_file_that_unpacks_to_too_much_is_refused_before_it_is_unpacked() -> None:
    bomb = zipped(**{"[Content_Types].xml": b"<Types/>", "xl/worksheets/sheet1.xml": b" " * 101_000_000})

    assert len(bomb) < 200_000
    assert refused(bomb) == [
        (
            "sheet-too-large",
            "plan.csv: this file unpacks to 101,000,008 bytes, and 100,000,000 are read; save the plan's sheet alone",
        )
    ]


@pytest.mark.parametrize(
    ("limits", "told"),
    [
        ({"size": 10}, ": the file has {size:,} bytes, and 10 are read; take out what is no part of the plan"),
        ({"parts": 3}, ": this file has 9 parts, and 3 are read; save the plan's sheet alone"),
        ({"tags": 30}, ": app.xml in this file has more than 3 tags; save the plan's sheet alone"),
        ({"sheets": 0}, ": the workbook has more than 0 sheets; save the plan's sheet alone"),
        ({"rows": 2}, " Plan row 3: the sheet goes on after 2 rows; take out what is no part of the plan"),
        ({"columns": 1}, " Plan row 1: the sheet goes on after 1 columns; take out what is no part of the plan"),
    ],
    ids=["size", "parts", "tags", "sheets", "rows", "columns"],
)
def test_a_workbook_over_a_limit_is_refused(limits: dict[str, int], told: str) -> None:
    raw = workbook(["Step", "Owner"], ["Legal", "us"], ["Order", "us"])

    said = f"plan.csv{told.format(size=len(raw))}"
    assert refused(raw, limits=SheetLimits(**limits)) == [("sheet-too-large", said)]


def test_cells_that_are_merged_over_and_over_are_refused() -> None:
    with zipfile.ZipFile(BytesIO(workbook(["Step"], *(["Legal"] for _ in range(99))))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    merged = b"<mergeCells>" + b'<mergeCell ref="A1:A100"/>' * 50 + b"</mergeCells></worksheet>"
    raw = zipped(**{**parts, sheet: parts[sheet].replace(b"</worksheet>", merged)})

    ((code, told),) = refused(raw, limits=replace(LIMITS, cells=1_000))
    assert code == "sheet-too-large"
    assert told.startswith("plan.csv Plan row 1: the sheet goes on after 1,000 cells")


def test_rows_that_are_only_formatted_do_not_count() -> None:
    raw = workbook(["Step"], ["Legal"], *([None] for _ in range(50)))

    assert refused(raw, limits=replace(LIMITS, rows=5)) == []


def test_a_text_over_a_limit_is_refused() -> None:
    assert refused(b"Step\na\nb\n", limits=replace(LIMITS, rows=2)) == [
        ("sheet-too-large", "plan.csv row 3: the sheet goes on after 2 rows; take out what is no part of the plan")
    ]
    assert refused(b"Step,a,b\n", limits=replace(LIMITS, columns=2)) == [
        ("sheet-too-large", "plan.csv row 1: the sheet goes on after 2 columns; take out what is no part of the plan")
    ]
    assert refused(b"Step,a\nb,c\n", limits=replace(LIMITS, cells=3)) == [
        ("sheet-too-large", "plan.csv row 2: the sheet goes on after 3 cells; take out what is no part of the plan")
    ]


def test_blanks_without_end_become_one() -> None:
    reading = text_sheet(
        "Step,Duration,After", "A,1,", "B," + " " * 500 + '5,"A' + " " * 500 + 'SS"', f"C{' ' * 50}D,1,"
    )

    assert [(step["title"], step["duration"], step.get("after")) for step in steps(reading)] == [
        ("A", "1d", None), ("B", "5d", [{"step": "a", "type": "SS"}]), ("C D", "1d", None),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    ["(" * 50_000, "a," * 30_000, "a (" * 20_000, "a;" * 30_000, "1," * 30_000],
    ids=["(", "a,", "a (", "a;", "1,"],
)
@pytest.mark.parametrize("heading", ["Owner", "Side", "Status", "Predecessors", "Due", "Duration", "Notes"])
def test_a_cell_without_end_is_no_name_and_no_day_and_is_kept(heading: str, text: str) -> None:
    reading = text_sheet(f"Step,{heading},Deadline", f'A,"{text}",', "B,,2027-01-01")

    assert len(steps(reading)) == 2
    assert len(max(notes(reading), key=len)) < 1_000


def test_a_line_of_nothing_but_separators_is_refused() -> None:
    told = "plan.csv row 2: the sheet goes on after 300,000 cells; take out what is no part of the plan"
    assert refused(b"Step\nA" + b"," * 400_000) == [("sheet-too-large", told)]


def test_a_row_that_never_ends_is_refused() -> None:
    assert refused(b'Step\nLegal\n"' + b"x" * 200_000) == [
        ("sheet-broken", "plan.csv row 3: this row never ends; look for a quotation mark that is opened and not closed")
    ]


@pytest.mark.parametrize("text", ["", "\n\n", "just a sentence", "1,2,3\n4,5,6"])
def test_a_sheet_without_headings_is_refused(text: str) -> None:
    told = "plan.csv: no row names the columns; write headings above the steps, such as Step, Owner, Due date, Duration"
    assert refused(text.encode()) == [("sheet-without-headings", told)]


def test_headings_without_steps_are_refused() -> None:
    assert refused(b"x,y\nStep,Owner\n,\n") == [
        ("sheet-without-steps", "plan.csv row 2: below these headings there is no step")
    ]


def test_every_code_is_seen_here() -> None:
    assert set(CODES) == {
        "sheet-broken", "sheet-kind", "sheet-too-large", "sheet-unknown", "sheet-without-headings",
        "sheet-without-steps",
    }  # fmt: skip


def test_steps_that_wait_in_a_circle_are_refused_at_their_row() -> None:
    raw = workbook(["Step", "Depends on"], ["Legal", "Order"], ["Order", "Legal"], name="MAP")
    ((code, told),) = refused(raw, "plan.xlsx")

    assert code == "cycle"
    assert told.startswith("plan.xlsx MAP row 2: ")


def test_values_of_a_workbook_are_read_as_people_see_them() -> None:
    raw = workbook(
        ["Step", "Due", "Duration", "Done", "Priority", "Flag", "Time"],
        ["Legal", datetime.fromisoformat("2026-12-04"), 5.0, False, 1.5, True, time(9, 30)],
        ["Order", datetime.fromisoformat("2026-12-11 14:30"), timedelta(days=2), True, 2, None, None],
        ["Go-live", datetime.fromisoformat("2027-01-15")],
    )
    reading = read_sheet(raw, name="plan.xlsx", today=TODAY)
    first, second, _ = steps(reading)

    assert first["proposed"] == {"finish": "2026-12-04"}
    assert [reference["title"] for reference in first["references"]] == ["Priority: 1.5", "Flag: yes", "Time: 09:30"]
    assert (first["duration"], second["duration"]) == ("5d", "2d")
    assert second["progress"] == {"finished": "2026-11-23"}
    assert "times of day below 'Due'; a plan that counts in days keeps the days alone" in notes(reading)


def test_a_formula_that_nobody_has_computed_is_told() -> None:
    raw = workbook(["Step", "Duration"], ["Legal", "=2+3"], ["Order", 2])
    reading = read_sheet(raw, name="plan.xlsx", today=TODAY)

    told = "Plan!B2: a formula without a value; open the workbook in Excel and save it, then import it"
    assert told in notes(reading)
