"""Every refusal about webhooks has its cause and its cure, and none has one that nobody gives."""

import re
from pathlib import Path

from api.kinds import OF_WEBHOOKS
from app import webhooks
from app.webhooks import CODES

FOLDER = Path(webhooks.__file__).parent
ELSEWHERE = {"unknown-plan"}
"""Explained among what is refused of stored plans."""


def test_each_code_is_explained_and_has_a_kind() -> None:
    source = "".join(path.read_text(encoding="utf-8") for path in FOLDER.glob("*.py") if path.name != "codes.py")
    given = set(re.findall(r'refused\(\s*"([a-z-]+)"', source))
    given |= {f"unknown-{what}" for what in re.findall(r'\bunknown\("([a-z-]+)"', source)}

    assert given - ELSEWHERE == set(CODES)
    assert {code for codes in OF_WEBHOOKS.values() for code in codes} == set(CODES)
