"""Every refusal of what is done with own templates has its cause and its cure, and none has one that nobody gives."""

import re
from pathlib import Path

from app import templates
from app.document import CODES as READER
from app.templates import CODES
from templates_library import CODES as LIBRARY

FOLDER = Path(templates.__file__).parent


def test_each_code_is_explained() -> None:
    source = "".join(path.read_text(encoding="utf-8") for path in FOLDER.glob("*.py") if path.name != "codes.py")
    given = set(re.findall(r'(?:refused\(|code=|code = )\s*"([a-z-]+)"', source))

    assert given - {*READER} - {*LIBRARY} == set(CODES)
