"""Every refusal around links has its cause and its cure, and none has one that nobody gives."""

import re
from pathlib import Path

from api.kinds import OF_LINKS
from app import links
from app.links import CODES

FOLDER = Path(links.__file__).parent
ELSEWHERE = {"unknown-person"}
"""Explained among the operations."""


def test_each_code_is_explained_and_has_a_kind() -> None:
    source = "".join(path.read_text(encoding="utf-8") for path in FOLDER.glob("*.py") if path.name != "codes.py")
    given = set(re.findall(r'refused\(\s*"([a-z-]+)"', source))

    assert given - ELSEWHERE == set(CODES)
    assert {code for codes in OF_LINKS.values() for code in codes} == set(CODES)
