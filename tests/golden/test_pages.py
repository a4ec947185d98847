"""Golden pages: each plan gives the same page, letter and mail, byte for byte but for the styles."""

import pytest

from tests.app.sample_plans import NAMES
from tests.golden.pages import FOLDER, KINDS, content, golden_file


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", NAMES)
def test_a_page_says_what_it_said(name: str, kind: str) -> None:
    assert content(name, kind) == golden_file(name, kind).read_text(encoding="utf-8")


def test_no_golden_page_is_left_over() -> None:
    assert sorted(FOLDER.iterdir()) == sorted(golden_file(name, kind) for name in NAMES for kind in KINDS)
