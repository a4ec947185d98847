"""The files that a command names: plan documents in, answers out."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.document import Reading, Unreadable
    from app.projection import Projection

STANDARD_INPUT = "-"


def open_plan(file: str, as_of: str | None = None) -> Projection:
    """Read a plan document and date its steps; raise Unreadable with all that is wrong, each problem at its place."""
    from app.opening import dated

    return dated(read_plan(file, as_of), file=called(file))


def read_plan(file: str, as_of: str | None = None) -> Reading:
    """Read a plan document, or raise Unreadable with all that is wrong with it."""
    from app.opening import read_now

    try:
        text = sys.stdin.buffer.read() if file == STANDARD_INPUT else Path(file).read_bytes()
    except OSError as error:
        raise _unreadable(file, error) from error
    return read_now(text, file=called(file), as_of=as_of)


def called(file: str) -> str:
    """Return what people call a file, what cannot be shown written out."""
    if file == STANDARD_INPUT:
        return "standard input"
    return "".join(letter if letter.isprintable() else ascii(letter)[1:-1] for letter in file)


def _unreadable(file: str, error: OSError) -> Unreadable:
    from app.document import PlacedProblem, Unreadable

    sentence = f"{(error.strerror or 'it cannot be read').lower()}{_remedy(file, error)}"
    return Unreadable([PlacedProblem(code=CODE, path=(), sentence=sentence, file=called(file), line=None)])


CODE = "unreadable-file"


def _remedy(file: str, error: OSError) -> str:
    from app.document.words import did_you_mean

    path = Path(file)
    if isinstance(error, IsADirectoryError):
        return f"; name the files in it, such as {called(str(path / '*.yaml'))}"
    if isinstance(error, FileNotFoundError) and path.parent.is_dir():
        return did_you_mean(file, [called(str(one)) for one in path.parent.iterdir()], likeness=0.8)
    return ""
