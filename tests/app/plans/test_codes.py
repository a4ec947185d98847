"""Every refusal of what is done to a stored plan has its cause and its cure, and none has one that nobody gives."""

import re
from pathlib import Path

from app import plans
from app.operations import CODES as OF_OPERATIONS
from app.plans import CODES

FOLDER = Path(plans.__file__).parent
ELSEWHERE = {"codes.py", "baselines.py", "requesting.py", "sharing.py"}
"""What only keeps two sides from agreeing is no matter of this table."""


def test_each_code_is_explained() -> None:
    source = "".join(path.read_text(encoding="utf-8") for path in FOLDER.glob("*.py") if path.name not in ELSEWHERE)
    given = set(re.findall(r'(?:refused\(|code=)\s*"([a-z-]+)"', source))

    assert given - {*OF_OPERATIONS} == set(CODES)
