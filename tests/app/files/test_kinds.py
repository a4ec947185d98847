"""What is taken is a short list, and each is what its name says."""

from __future__ import annotations

import io
import struct

import pytest

from app.files import KINDS, kind_of
from tests.app.files.samples import PDF, PNG, office, open_document, package, workbook

TAKEN = {
    "csv": "Schritt;Dauer\nPrüfung;3\n".encode("cp1252"),
    "docx": office("word"),
    "gif": b"GIF89a\1\0\1\0",
    "ics": b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n",
    "jpeg": b"\xff\xd8\xff\xe0\0\x10JFIF",
    "jpg": b"\xff\xd8\xff\xe1\0\x10Exif",
    "md": b"# Notes\n\n- a < b\n",
    "odp": open_document("presentation"),
    "ods": open_document("spreadsheet"),
    "odt": open_document("text"),
    "pdf": PDF,
    "png": PNG,
    "pptx": office("ppt"),
    "txt": "Zeile\tZwei\n".encode("utf-16"),
    "webp": b"RIFF\x24\0\0\0WEBPVP8 ",
    "xlsx": workbook(),
}


def is_taken(name: str, content: bytes) -> bool:
    kind = kind_of(name)
    return kind is not None and kind.is_it(io.BytesIO(content))


def test_every_kind_has_a_sample() -> None:
    assert TAKEN.keys() == KINDS.keys()


@pytest.mark.parametrize("ending", TAKEN)
def test_each_is_taken_for_what_it_is_and_for_nothing_else(ending: str) -> None:
    taken = {other for other in KINDS if is_taken(f"x.{other.upper()}", TAKEN[ending])}
    alike = [{"csv", "ics", "md", "txt"}, {"jpg", "jpeg"}]

    assert taken == next((names for names in alike if ending in names), {ending})


@pytest.mark.parametrize(
    "name",
    [
        "page.html",
        "drawing.svg",
        "run.exe",
        "run.sh",
        "run.ps1",
        "macro.docm",
        "old.doc",
        "many.zip",
        "pdf",
        ".pdf.js",
        "",
    ],
)
def test_no_other_kind_is_taken(name: str) -> None:
    assert kind_of(name) is None


PAGES = [b"<!DOCTYPE html><p>", b"\n <html>", b"<svg onload=alert(1)>", b"<?xml version='1.0'?>", b"<?php", b"<script>"]
SCRIPTS = [b"#!/bin/sh\nrm x", b"\xef\xbb\xbf#!/bin/sh", b"%!PS-Adobe", rb"{\rtf1", "<html>".encode("utf-16")]
PROGRAMS = [
    b"MZ\x90\0\3\0",
    b"\x7fELF\2\1\1\0",
    b"\xca\xfe\xba\xbe\0\0",
    b"PK\x03\x04\x14\0\x06",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0",
]


@pytest.mark.parametrize("content", [*PAGES, *SCRIPTS, *PROGRAMS, b"\xff\xfe\0"])
@pytest.mark.parametrize("ending", KINDS)
def test_pages_scripts_and_programs_are_taken_under_no_name(content: bytes, ending: str) -> None:
    assert not is_taken(f"harmless.{ending}", content)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("macros.docx", office("word", "word/vbaProject.bin")),
        ("program.xlsx", office("xl", "xl/embeddings/setup.EXE")),
        ("macros.odt", open_document("text", "Basic/Standard/Module1.xml")),
        ("other.odt", package({"content.xml": b"<x/>", "mimetype": b"application/vnd.oasis.opendocument.text"})),
        ("more.odt", package({"mimetype": b"application/vnd.oasis.opendocument.text-master"})),
        ("app.docx", package({"META-INF/MANIFEST.MF": b"x", "word/document.xml": b"<x/>"})),
        ("cut.docx", office("word")[:-10]),
        ("torn.docx", b"PK\x03\x04" + b"\0" * 100),
        ("none.odt", package({})),
    ],
)
def test_a_document_with_macros_or_in_pieces_is_not_taken(name: str, content: bytes) -> None:
    assert not is_taken(name, content)


def test_a_package_that_lists_parts_without_end_is_not_unfolded() -> None:
    content = bytearray(office("word"))
    assert is_taken("x.docx", bytes(content))
    struct.pack_into("<I", content, len(content) - 22 + 12, 2_000_000)
    assert not is_taken("x.docx", bytes(content))
    assert not is_taken("x.docx", office("word")[:-22] + b"PK\x06\x07" + b"\0" * 16 + office("word")[-22:])


@pytest.mark.parametrize(
    ("media_type", "expected"),
    [
        ("", True),
        ("application/octet-stream", True),
        ("Text/CSV; charset=utf-8", True),
        ("application/vnd.ms-excel", True),
        ("text/html", False),
        ("image/svg+xml", False),
    ],
)
def test_a_sender_may_call_it_what_programs_do(media_type: str, expected: bool) -> None:  # noqa: FBT001
    assert KINDS["csv"].may_be_called(media_type) == expected
