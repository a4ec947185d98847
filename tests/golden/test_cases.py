"""Each golden case gives what its file says."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.golden.case import cases, name_of, read_case
from tests.golden.check import differences


@pytest.mark.parametrize("path", cases(), ids=name_of)
def test_the_plan_gives_what_the_case_says(path: Path) -> None:
    case = read_case(path)

    assert not (different := differences(case)), "\n".join([f"{case.name}: {case.says}", *different])
