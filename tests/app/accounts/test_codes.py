"""Every refusal at the door has its cause and its cure, and none has one that nobody gives."""

import re
from pathlib import Path

from app import accounts
from app.accounts.codes import CODES

FOLDER = Path(accounts.__file__).parent


def test_each_code_is_explained() -> None:
    source = "".join(path.read_text(encoding="utf-8") for path in FOLDER.glob("*.py") if path.name != "codes.py")
    given = set(re.findall(r'refused\(\s*"([a-z-]+)"', source))
    given |= {f"unknown-{what}" for what in re.findall(r'\bunknown\("([a-z-]+)"', source)}

    assert given == set(CODES)
