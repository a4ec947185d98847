"""Golden tables: what a terminal shows of plans in every state, on wide and narrow pages."""

from __future__ import annotations

from pathlib import Path

from app.terminal import Page, table
from tests.app.sample_plans import NAMES, plan

FOLDER = Path(__file__).parent / "tables"

PAGES = {"wide": Page(), "100": Page(width=100), "80-blocks": Page(width=80, blocks=True), "48": Page(width=48)}
"""By the end of the file's name."""


def tables() -> dict[Path, str]:
    """Return every file with what it should hold."""
    return {
        FOLDER / f"{name}-{page}.txt": table(plan(name), PAGES[page])
        for name in NAMES
        for page in PAGES
        if name in {"northwind", "late"} or page == "100"
    }


def rewrite_tables() -> None:
    """Write every table as it comes out now."""
    for path, text in tables().items():
        path.write_text(text, encoding="utf-8")
