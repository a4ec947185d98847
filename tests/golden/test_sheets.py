"""Golden sheets: what people are told about each, and the plan that comes out of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.document import read
from tests.golden.sheets import FOLDER, TODAY, files_of, read_golden, sheet_files

FILES = sheet_files()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_sheet_is_read_as_this_and_told_so(path: Path) -> None:
    expected = {suffix: path.with_suffix(suffix).read_text(encoding="utf-8") for suffix in (".txt", ".yaml")}

    assert files_of(read_golden(path)) == expected, "make cases writes it anew"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_what_comes_out_can_be_read_and_scheduled(path: Path) -> None:
    written = path.with_suffix(".yaml").read_bytes()
    reading = read(written, file=path.name, as_of=TODAY.isoformat())

    assert reading.document == read_golden(path).document
    assert set(reading.schedule.steps) == {step.id for step in reading.document.steps}


def test_each_sheet_is_introduced() -> None:
    introduced = (FOLDER / "README.md").read_text(encoding="utf-8")

    assert len(FILES) >= 8
    assert all(f"`{path.name}`" in introduced for path in FILES)
    assert {path.stem for path in FOLDER.iterdir()} == {"README", *(path.stem for path in FILES)}
