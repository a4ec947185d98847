"""The files that a command names: plan documents in, answers out."""

from __future__ import annotations

import sys
from pathlib import Path
from shutil import copymode
from typing import TYPE_CHECKING

from .output import put

if TYPE_CHECKING:
    from argparse import Namespace

    from app.document import PlanDocument, Reading, Unreadable
    from app.projection import Projection
    from scheduler.refusals import Refused

    from .options import Parser

STANDARD = "-"
"""Names standard input, and standard output."""


def open_plan(file: str, asked: Namespace) -> Projection:
    """Read a plan document and date its steps, for the audience and as of the day that the command line names.

    Raises Unreadable with all that is wrong, each problem at its place.
    """
    from app.seen import audience_of, seen
    from scheduler.refusals import Refused

    reading = read_plan(file, asked.as_of)
    party, person = getattr(asked, "audience", None), getattr(asked, "person", None)
    try:
        return seen(reading, audience=audience_of(reading.document, party=party, person=person))
    except Refused as refused:
        raise placed(refused, file) from refused


def read_plan(file: str, as_of: str | None = None) -> Reading:
    """Read a plan document, or raise Unreadable with all that is wrong with it."""
    from app.opening import read_now

    raw = read_file(file)
    if raw.startswith(WORKBOOK) or file.lower().endswith(SHEETS):
        raise _refused(file, "unreadable-file", "this is a sheet; `backplan import` makes a plan of it")
    return read_now(raw, file=called(file), as_of=as_of)


WORKBOOK, SHEETS = b"PK\x03\x04", (".csv", ".tsv")
"""How workbooks begin, and the names of sheets as text."""


def read_file(file: str) -> bytes:
    """Return what a file holds, no more than anything reads; raise Unreadable where it cannot be read."""
    try:
        if file == STANDARD:
            return sys.stdin.buffer.read(MOST)
        with Path(file).open("rb") as opened:
            return opened.read(MOST)
    except OSError as error:
        sentence = f"{(error.strerror or 'it cannot be read').lower()}{_remedy(file, error)}"
        raise _refused(file, "unreadable-file", sentence) from error


MOST = 100_000_000
"""Bytes of a file without an end; plans and sheets are refused long before."""


def add_output(parser: Parser, says: str) -> None:
    """Let a command write a file, which it does not overwrite unless it is told to."""
    parser.add_argument("-o", "--output", metavar="FILE", help=says)
    parser.add_argument("--force", action="store_true", help="overwrite the file if it is there")


def write_plan(document: PlanDocument, file: str, *, force: bool) -> None:
    """Write a plan document in the form that the file's name asks for."""
    from app.document import write

    write_file(write(document, "json" if file.endswith(".json") else "yaml").encode(), file, force=force)


def write_file(content: bytes, file: str, *, force: bool) -> None:
    """Write a file, or raise Unreadable where it is there already and may not be overwritten."""
    if file == STANDARD:
        put(content)
        return
    refuse_unwritable(file, force=force)
    path = Path(file)
    try:
        if force and path.is_file():
            _replace(path.resolve(), content)
        else:
            with path.open("wb" if force else "xb") as output:
                output.write(content)
    except OSError as error:
        raise _refused(file, "unwritable-file", (error.strerror or "it cannot be written").lower()) from error


def refuse_unwritable(file: str, *, force: bool) -> None:
    """Refuse a file that is there and may not be overwritten, that names a folder, or whose folder is not there."""
    if file == STANDARD:
        return
    _refuse_folder(file)
    if Path(file).exists() and not force:
        raise _refused(file, "file-exists", "there is such a file already; name another one, or say --force")


def _replace(path: Path, content: bytes) -> None:
    """Write a new file and let it take the place of the old one, which a full disk then leaves as it is."""
    new = path.with_name(f".{path.name}.new")
    try:
        new.write_bytes(content)
        copymode(path, new)
        new.replace(path)
    finally:
        new.unlink(missing_ok=True)


def _refuse_folder(file: str) -> None:
    """Refuse a file that names a folder, or whose folder is not there."""
    path = Path(file)
    if path.is_dir():
        raise _refused(file, "unwritable-file", "is a directory; name a file in it")
    folder = path if file.endswith("/") else path.parent
    if not folder.is_dir():
        raise _refused(file, "unwritable-file", f"there is no folder {called(str(folder))!r}; make it first")


def called(file: str) -> str:
    """Return what people call a file, what cannot be shown written out."""
    if file == STANDARD:
        return "standard input"
    return "".join(letter if letter.isprintable() else ascii(letter)[1:-1] for letter in file)


def placed(refused: Refused, file: str) -> Unreadable:
    """Return a refusal whose problems say which file they are about."""
    from app.document import PlacedProblem, Unreadable

    return Unreadable(
        one
        if isinstance(one, PlacedProblem)
        else PlacedProblem(code=one.code, path=one.path, sentence=one.sentence, file=called(file), line=None)
        for one in refused.problems
    )


def _refused(file: str, code: str, sentence: str) -> Unreadable:
    from app.document import PlacedProblem, Unreadable

    return Unreadable([PlacedProblem(code=code, path=(), sentence=sentence, file=called(file), line=None)])


def _remedy(file: str, error: OSError) -> str:
    from app.document.words import did_you_mean

    path = Path(file)
    if isinstance(error, IsADirectoryError):
        return f"; name the files in it, such as {called(str(path / '*.yaml'))}"
    if isinstance(error, FileNotFoundError) and path.parent.is_dir():
        return did_you_mean(file, [called(str(one)) for one in path.parent.iterdir()], likeness=0.8)
    return ""
