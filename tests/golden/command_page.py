"""The page `docs/command.md`, and README: each example is run, and what it says is what comes out.

An example is a block that begins with `$ backplan`. A line of three dots stands for any lines; blocks without one are
written anew by `make cases`, and with them the codes of what is refused.
"""

from __future__ import annotations

import io
import re
import shlex
from contextlib import chdir, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

from app.cli import main
from app.operations import CODES
from tests.golden.sheets import FOLDER as SHEETS

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "command.md"
README = ROOT / "README.md"
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
_BLOCK = re.compile(r"^```console\n\$ (backplan [^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_DOTS = "...\n"
_FILES = {
    "unreadable-file": "A file cannot be read: mend its name, or name the files in a folder.",
    "unwritable-file": "A file cannot be written: make its folder, or name a file in another.",
    "file-exists": "There is such a file already: name another one, or say `--force`.",
}
_REFUSED = "## What is refused\n\nProblems of a document are listed in [problems.md](problems.md). Beside them:\n\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A command of the page, and what the page says that it says."""

    command: str
    said: str


def examples(page: Path) -> list[Example]:
    """Return the examples of a page."""
    return [Example(command=one[1], said=one[2]) for one in _BLOCK.finditer(page.read_text(encoding="utf-8"))]


def outcome(command: str) -> str:
    """Run a command in a folder with the sample plan and a sheet, and return what it says and how it ends."""
    sample = files("app.samples").joinpath("northwind.yaml").read_text(encoding="utf-8")
    with TemporaryDirectory() as folder, chdir(folder), patch("app.clock.now", lambda: NOW):
        Path("northwind.yaml").write_text(sample, encoding="utf-8")
        Path("tracker.csv").write_bytes((SHEETS / "tracker.csv").read_bytes())
        Path("broken.yaml").write_text(sample.replace("duration: 15d", "duration: 3w", 1), encoding="utf-8")
        return _said(shlex.split(command)[1:])


def _said(arguments: list[str]) -> str:
    with io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True) as output:
        with redirect_stdout(output), redirect_stderr(output):
            status = main(arguments)
        raw = output.buffer
        assert isinstance(raw, io.BytesIO)
        text = raw.getvalue().decode().replace("\r\n", "\n")
    text += "" if text.endswith("\n") else "\n"
    return text if status == 0 else f"{text}(exit status {status})\n"


def matches(said: str, outcome: str) -> bool:
    """Tell whether an outcome is what the page says, three dots standing for any lines."""
    parts = [re.escape(part) for part in said.split(_DOTS)]
    return re.fullmatch("(?:.*\n)*?".join(parts), outcome) is not None


def with_outcomes(page: Path) -> str:
    """Return a page with its examples as they should be."""
    text = page.read_text(encoding="utf-8")
    for one in examples(page):
        if _DOTS not in one.said:
            text = text.replace(_block(one.command, one.said), _block(one.command, outcome(one.command)), 1)
    return text


def command_page() -> str:
    """Return the page of the command as it should be."""
    page = with_outcomes(PAGE)
    codes = {**CODES, **_FILES}
    listed = "".join(f"- **{code}**: {codes[code]}\n" for code in sorted(codes))
    return page[: page.index(_REFUSED)] + _REFUSED + listed


def rewrite_command_page() -> None:
    """Write the page anew, and the examples of README."""
    PAGE.write_text(command_page(), encoding="utf-8")
    README.write_text(with_outcomes(README), encoding="utf-8")


def _block(command: str, said: str) -> str:
    return f"```console\n$ {command}\n{said}```"
