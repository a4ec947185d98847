"""What the documents point at is there."""

import re
from pathlib import Path

import pytest

from tests.architecture.packages import PACKAGES, ROOT

DOCUMENTS = [ROOT / "README.md", ROOT / "ARCHITECTURE.md", *sorted((ROOT / "docs").rglob("*.md"))]
LINK = re.compile(r"\]\((?!https?://|#)([^)#\s]+)")


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_relative_link_leads_somewhere(document: Path) -> None:
    targets = LINK.findall(document.read_text())
    assert [target for target in targets if not (document.parent / target).exists()] == []


def test_the_architecture_names_only_what_is_there() -> None:
    named = re.findall(r"`([a-z_./]+)`", (ROOT / "ARCHITECTURE.md").read_text())
    there = {path.stem for package in PACKAGES for path in (ROOT / package).rglob("*")}

    assert len(named) > 50
    assert [name for name in named if not (ROOT / name).exists() and name.rstrip("/") not in there] == []


def test_the_readme_leads_to_every_page() -> None:
    linked = set(LINK.findall((ROOT / "README.md").read_text()))

    assert [page.name for page in (ROOT / "docs").glob("*.md") if f"docs/{page.name}" not in linked] == []
    assert {"ARCHITECTURE.md", "CHANGELOG.md", "docs/decisions"} <= linked
