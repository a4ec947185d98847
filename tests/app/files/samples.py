"""Files as people have them, as small as they can be."""

from __future__ import annotations

import io
import zipfile

import xlsxwriter


def package(parts: dict[str, bytes]) -> bytes:
    """Return an archive of parts, in their order, none of them packed."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return made.getvalue()


def workbook() -> bytes:
    """Return an Excel workbook."""
    made = io.BytesIO()
    with xlsxwriter.Workbook(made) as book:
        book.add_worksheet().write(0, 0, "Step")
    return made.getvalue()


def office(folder: str, *more: str) -> bytes:
    """Return what a document of Microsoft Office has at least, and further parts."""
    return package(dict.fromkeys(("[Content_Types].xml", f"{folder}/document.xml", *more), b"<x/>"))


def open_document(kind: str, *more: str) -> bytes:
    """Return what an OpenDocument has at least, and further parts."""
    media_type = f"application/vnd.oasis.opendocument.{kind}".encode()
    return package({"mimetype": media_type, "content.xml": b"<x/>", **dict.fromkeys(more, b"<x/>")})


PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"
