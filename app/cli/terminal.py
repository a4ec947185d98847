"""Where answers and complaints go: standard output and standard error, on terminals and elsewhere."""

from __future__ import annotations

import os
import shutil
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def say(text: str) -> None:
    """Write text for people; a letter that the terminal cannot show is written out instead of ending the command."""
    encoding = sys.stdout.encoding or "utf-8"
    sys.stdout.write(text.encode(encoding, "backslashreplace").decode(encoding))


def say_json(answer: Mapping[str, object] | Sequence[object], *, indent: int | None = None) -> None:
    """Write an answer for programs: UTF-8 whatever the terminal says, and one line unless it is indented."""
    from pydantic_core import to_json

    put(to_json(answer, indent=indent) + b"\n")


def put(content: bytes) -> None:
    """Write bytes behind the text that has been written."""
    sys.stdout.flush()
    sys.stdout.buffer.write(content)


def complain(*lines: str) -> None:
    """Write lines to standard error, which writes out by itself what it cannot show."""
    sys.stderr.write("".join(f"{line}\n" for line in lines))


def coloured() -> bool:
    """Tell whether to colour: on terminals only, and not where NO_COLOR asks for none."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR")


def columns() -> int | None:
    """Return the columns of the terminal; None where the output goes somewhere else and has no end."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else None
