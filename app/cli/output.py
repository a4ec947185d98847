"""Where answers and complaints go: standard output and standard error, on terminals and elsewhere."""

from __future__ import annotations

import os
import shutil
import sys
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from app.answers.values import Answer
    from app.terminal import Page


def say(text: str) -> None:
    """Write text for people; a letter that the terminal cannot show is written out instead of ending the command."""
    encoding = sys.stdout.encoding or "utf-8"
    sys.stdout.write(text.encode(encoding, "backslashreplace").decode(encoding))


def say_json(answer: Mapping[str, object] | Sequence[object], *, indent: int | None = None) -> None:
    """Write an answer for programs: UTF-8 whatever the terminal says, and one line unless it is indented."""
    from pydantic_core import to_json

    put(to_json(answer, indent=indent) + b"\n")


def say_answer(answer: Answer, kind: Literal["json", "ndjson"]) -> None:
    """Write one answer for programs."""
    say_json(answer.model_dump(mode="json"), indent=2 if kind == "json" else None)


def put(content: bytes) -> None:
    """Write bytes behind the text that has been written."""
    sys.stdout.flush()
    sys.stdout.buffer.write(content)


def complain(*lines: str) -> None:
    """Write lines to standard error, which writes out by itself what it cannot show."""
    sys.stderr.write("".join(f"{line}\n" for line in lines))


def page() -> Page:
    """Return what standard output is to text: on terminals as wide as they are, coloured unless NO_COLOR is set."""
    from app.terminal import Page

    terminal = sys.stdout.isatty()
    return Page(
        width=shutil.get_terminal_size().columns if terminal else None,
        colour=terminal and not os.environ.get("NO_COLOR"),
        blocks=terminal and (sys.stdout.encoding or "").lower().startswith("utf"),
    )
