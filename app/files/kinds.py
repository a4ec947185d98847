"""The kinds of files that are taken: each by the ending of its name, and by what its content begins with.

A short list of what people hand each other about a plan. What could run is not on it: pages, drawings with scripts,
programs, archives, documents with macros, and whatever is not what its name says.
"""

from __future__ import annotations

import re
import struct
import zipfile
from dataclasses import dataclass
from functools import partial
from io import SEEK_END
from types import MappingProxyType
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of file."""

    media_type: str
    also: tuple[str, ...] = ()
    """What senders call it besides."""
    is_it: Callable[[BinaryIO], bool]
    """Tells whether content is of this kind."""
    can_be_shown: bool = False
    """Whether its media type may be told to whoever takes it; of all others only that they are bytes."""

    def may_be_called(self, media_type: str) -> bool:
        """Tell whether a sender can mean it by a media type."""
        plain = media_type.partition(";")[0].strip().lower()
        return plain in {"", "application/octet-stream", self.media_type, *self.also}


def kind_of(name: str) -> Kind | None:
    """Return the kind that a name's ending says; None for one that is not taken."""
    _, dot, ending = name.rpartition(".")
    return KINDS.get(ending.lower()) if dot else None


def _begins(*beginnings: bytes) -> Callable[[BinaryIO], bool]:
    return lambda content: content.read(16).startswith(beginnings)


def _is_webp(content: BinaryIO) -> bool:
    head = content.read(12)
    return head[:4] == b"RIFF" and head[8:] == b"WEBP"


_MARKUP = re.compile(r"\ufeff?\s*(<|#!|%!|%PDF-|\{\\rtf)")
"""How pages, drawings, scripts and other texts that are for programs begin."""
_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f]")


def _is_text(content: BinaryIO) -> bool:
    """Tell whether content is text in UTF-8, UTF-16 or an older encoding, and nothing that a program would run."""
    raw = content.read()
    try:
        text = raw.decode("utf-16" if raw.startswith((b"\xff\xfe", b"\xfe\xff")) else "latin-1")
    except UnicodeDecodeError:
        return False
    return _CONTROL.search(text) is None and _MARKUP.match(text.removeprefix("\xef\xbb\xbf")) is None


DIRECTORY = 1_000_000
"""Bytes of a package's list of parts; a document has some dozens of them."""


_HEADER = 30
"""Bytes of a part before its name."""


def _parts(content: BinaryIO) -> zipfile.ZipFile | None:
    """Return what a package holds, unpacked nothing; None for what is none, or has a list that is far too long."""
    if content.read(4) != b"PK\x03\x04":
        return None
    size = content.seek(0, SEEK_END)
    content.seek(max(0, size - (1 << 16) - 22))
    tail = content.read()
    end = tail.rfind(b"PK\x05\x06")
    if end < 0 or len(tail) < end + 22 or tail[max(0, end - 20) : end].startswith(b"PK\x06\x07"):
        return None
    if struct.unpack_from("<I", tail, end + 12)[0] > DIRECTORY:
        return None
    try:
        return zipfile.ZipFile(content)
    except (zipfile.BadZipFile, NotImplementedError, ValueError):
        return None


def _is_office(folder: str, content: BinaryIO) -> bool:
    """Tell whether content is a document of Microsoft Office without macros."""
    parts = _parts(content)
    names = parts.namelist() if parts else []
    has_macros = any(name.lower().endswith(("vbaproject.bin", ".exe", ".dll", ".js")) for name in names)
    return "[Content_Types].xml" in names and any(name.startswith(folder) for name in names) and not has_macros


def _is_open_document(media_type: str, content: BinaryIO) -> bool:
    """Tell whether content is an OpenDocument of a media type, without macros: it says that as its first part."""
    parts = _parts(content)
    first = parts.infolist()[0] if parts and parts.infolist() else None
    if parts is None or first is None or first.filename != "mimetype" or first.compress_type != zipfile.ZIP_STORED:
        return False
    says = f"mimetype{media_type}".encode()
    content.seek(first.header_offset + _HEADER)
    has_macros = any(name.startswith(("Basic/", "Scripts/")) for name in parts.namelist())
    return content.read(len(says)) == says and first.file_size == len(media_type) and not has_macros


_OFFICE = "application/vnd.openxmlformats-officedocument."
_OPEN = "application/vnd.oasis.opendocument."
_TABLES = ("application/vnd.ms-excel", "application/csv", "text/plain")


def _office(kind: str, folder: str) -> Kind:
    return Kind(media_type=f"{_OFFICE}{kind}", is_it=partial(_is_office, folder))


def _open_document(kind: str) -> Kind:
    return Kind(media_type=f"{_OPEN}{kind}", is_it=partial(_is_open_document, f"{_OPEN}{kind}"))


def _picture(media_type: str, *beginnings: bytes, also: tuple[str, ...] = ()) -> Kind:
    return Kind(media_type=media_type, is_it=_begins(*beginnings), also=also, can_be_shown=True)


_JPEG = _picture("image/jpeg", b"\xff\xd8\xff", also=("image/jpg", "image/pjpeg"))

KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        "csv": Kind(media_type="text/csv", is_it=_is_text, also=_TABLES),
        "docx": _office("wordprocessingml.document", "word/"),
        "gif": _picture("image/gif", b"GIF87a", b"GIF89a"),
        "ics": Kind(media_type="text/calendar", is_it=_is_text),
        "jpeg": _JPEG,
        "jpg": _JPEG,
        "md": Kind(media_type="text/markdown", is_it=_is_text, also=("text/plain", "text/x-markdown")),
        "odp": _open_document("presentation"),
        "ods": _open_document("spreadsheet"),
        "odt": _open_document("text"),
        "pdf": _picture("application/pdf", b"%PDF-", also=("application/x-pdf",)),
        "png": _picture("image/png", b"\x89PNG\r\n\x1a\n", also=("image/x-png",)),
        "pptx": _office("presentationml.presentation", "ppt/"),
        "txt": Kind(media_type="text/plain", is_it=_is_text),
        "webp": Kind(media_type="image/webp", is_it=_is_webp, can_be_shown=True),
        "xlsx": _office("spreadsheetml.sheet", "xl/"),
    }
)
"""By the ending of a name."""
