"""Golden pages of a stored plan: the same for each side, byte for byte."""

import pytest

from tests.golden.stored_pages import FOLDER, READERS, content, golden_file


@pytest.mark.parametrize("side", READERS)
def test_a_stored_plan_says_what_it_said(side: str) -> None:
    assert content(side) == golden_file(side).read_text(encoding="utf-8")


def test_no_golden_page_of_a_stored_plan_is_left_over() -> None:
    assert sorted(FOLDER.iterdir()) == sorted(golden_file(side) for side in READERS)
