"""What a file is that cannot be read as a sheet, told by its content, and what somebody who has it should do."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

_OLD = b"\xd0\xcf\x11\xe0"
"""How files of Microsoft's programs before 2007 begin, and workbooks that have a password."""
_SAVE = "save the sheet itself as .xlsx or .csv"
_PROJECT = (
    "this is a plan of Microsoft Project; there choose File > Save As > Excel Workbook or CSV, with the columns ID, "
    "Name, Duration, Start, Finish, Predecessors, Resource Names, and import that"
)
_IN_OLD = (
    (("MSProject",), _PROJECT),
    (("EncryptedPackage",), "this workbook has a password; open it and save it as .xlsx without one"),
    (("WordDocument",), f"this is a Word document; {_SAVE}"),
    (("PowerPoint Document",), f"this is a presentation; {_SAVE}"),
)
_OLD_EXCEL = "this is a workbook of an old Excel, or one with a password; save it as .xlsx without a password"
_IN_ARCHIVES = (
    ("Index/Document.iwa", "this is a sheet of Apple Numbers; there choose File > Export To > Excel, and import that"),
    ("xl/workbook.bin", "this is a binary Excel workbook; open it in Excel and save it as .xlsx"),
    ("word/document.xml", f"this is a Word document; {_SAVE}"),
    ("ppt/presentation.xml", f"this is a presentation; {_SAVE}"),
)
_OPEN_DOCUMENT = "this is an OpenDocument sheet; in LibreOffice choose File > Save As > Excel 2007-365 (.xlsx)"
_BEGINNINGS = tuple(
    (re.compile(pattern, re.IGNORECASE | re.DOTALL), sentence)
    for pattern, sentence in (
        (rb"%PDF", f"this is a PDF; {_SAVE}"),
        (rb"\x89PNG|\xff\xd8\xff|GIF8", f"this is a picture; {_SAVE}"),
        (rb"\{\\rtf", f"this is a text document; {_SAVE}"),
        (rb"BEGIN:VCALENDAR", f"this is a calendar file; {_SAVE}"),
        (
            rb"(.*\n)?\s*[\"']?format[\"']?\s*:\s*[\"']?backplan/|\{.{0,2000}\"format\"\s*:\s*\"backplan/",
            "this is a plan document already and needs no import; use it as it is, as in `backplan schedule FILE`",
        ),
        (rb"\s*[\[{]\s*[\"\[{]", f"this is JSON and no plan document; {_SAVE}"),
        (rb"(<\?xml.{0,200})?\s*<project\b.{0,500}schemas\.microsoft\.com/project", _PROJECT),
        (
            rb"<\?xml.{0,500}urn:schemas-microsoft-com:office:spreadsheet",
            "this is a workbook of Excel 2003 in XML; open it in Excel and save it as .xlsx",
        ),
        (
            rb"\s*(<!doctype html|<html|<table|<meta|<style)",
            "this is a web page, whatever it is called; open it in Excel and save it as .xlsx",
        ),
        (rb"\s*<\?xml|\s*<\w+[\s>]", f"this is XML; {_SAVE}"),
    )
)
"""How other files begin, the particular before the general."""
_LOOKED_AT = 4_000


def other_kind(raw: bytes) -> str | None:
    """Return what is told about a file that is neither a workbook nor a text file of a sheet; nothing for those."""
    if raw.startswith(_OLD):
        return next((told for names, told in _IN_OLD if any(_named(name) in raw for name in names)), _OLD_EXCEL)
    if raw.startswith(b"PK\x03\x04"):
        return _archive(raw)
    begin = raw[:_LOOKED_AT].removeprefix(b"\xef\xbb\xbf")
    return next((told for pattern, told in _BEGINNINGS if pattern.match(begin)), None)


def _named(stream: str) -> bytes:
    return stream.encode("utf-16-le")


def _archive(raw: bytes) -> str | None:
    """Return what an archive is that is no workbook; nothing for a workbook, and for what cannot be opened."""
    try:
        with zipfile.ZipFile(BytesIO(raw)) as parts:
            names = set(parts.namelist())
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError):
        return None
    found = next((told for name, told in _IN_ARCHIVES if name in names), None)
    if found or "[Content_Types].xml" in names:
        return found
    return _OPEN_DOCUMENT if "mimetype" in names else "this is no Excel workbook; save the sheet as .xlsx or .csv"
