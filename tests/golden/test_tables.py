"""Golden tables, letter for letter; no line is wider than its page."""

from pathlib import Path

import pytest

from app.terminal.page import width_of
from tests.golden.tables import FOLDER, PAGES, tables

TABLES = tables()


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.stem)
def test_a_plan_is_shown_like_this(path: Path) -> None:
    assert TABLES[path] == path.read_text(encoding="utf-8"), "make cases writes it anew"


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.stem)
def test_no_line_is_wider_than_the_page_or_ends_in_blanks(path: Path) -> None:
    width = next(page.width for name, page in PAGES.items() if path.stem.endswith(f"-{name}"))
    lines = TABLES[path].splitlines()

    assert all(width is None or width_of(line) <= width for line in lines)
    assert all(line == line.rstrip() for line in lines)


def test_there_is_no_other_file() -> None:
    assert set(FOLDER.iterdir()) == set(TABLES)
