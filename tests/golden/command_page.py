"""The page `docs/command.md`, and examples of other pages: each is run, and every code of what is refused is listed."""

from __future__ import annotations

import io
import re
import shlex
from contextlib import chdir, redirect_stderr, redirect_stdout
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

from app.cli import main
from app.operations import TYPED
from tests.golden.console import with_outcomes
from tests.golden.sheets import FOLDER as SHEETS

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "command.md"
README = ROOT / "README.md"
WRITING = ROOT / "docs" / "plan-document.md"
_FIRST_PLAN = re.compile(r"^```yaml\n(format: backplan/1\n.*?)^```$", re.MULTILINE | re.DOTALL)
"""The whole plan with which the page on writing begins."""
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
_FILES = {
    "unreadable-file": "A file cannot be read: mend its name, or name the files in a folder.",
    "unwritable-file": "A file cannot be written: make its folder, or name a file in another.",
    "file-exists": "There is such a file already: name another one, or say `--force`.",
}
_REFUSED = "## What is refused\n\nProblems of a document are listed in [problems.md](problems.md). Beside them:\n\n"


def first_plan() -> str:
    """Return the plan that the page on writing shows."""
    found = _FIRST_PLAN.search(WRITING.read_text(encoding="utf-8"))
    assert found is not None
    return found[1]


def outcome(command: str) -> str:
    """Run a command in a folder with the sample plan and a sheet, and return what it says and how it ends."""
    sample = files("app.samples").joinpath("northwind.yaml").read_text(encoding="utf-8")
    with TemporaryDirectory() as folder, chdir(folder), patch("app.clock.now", lambda: NOW):
        Path("northwind.yaml").write_text(sample, encoding="utf-8")
        Path("first.yaml").write_text(first_plan(), encoding="utf-8")
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


def command_page() -> str:
    """Return the page of the command as it should be."""
    page = with_outcomes(PAGE, outcome)
    codes = {**TYPED, **_FILES}
    listed = "".join(f"- **{code}**: {codes[code]}\n" for code in sorted(codes))
    return page[: page.index(_REFUSED)] + _REFUSED + listed


def rewrite_command_page() -> None:
    """Write the page anew, and the examples of other pages."""
    PAGE.write_text(command_page(), encoding="utf-8")
    for page in (README, WRITING):
        page.write_text(with_outcomes(page, outcome), encoding="utf-8")
