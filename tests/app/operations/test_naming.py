"""Whatever names something in a plan is found, and told by where it stands."""

from __future__ import annotations

import pytest

from app.document import read
from app.operations.naming import places_of
from app.projection.fields import named
from app.sample import sample_text
from tests.app.verbs.doing import PLAN


@pytest.mark.parametrize("text", [PLAN, sample_text()], ids=["every verb", "the sample"])
def test_no_part_that_names_another_is_missing(text: str) -> None:
    document = read(text, file="plan.yaml", as_of="2026-11-23").document

    assert {one for _, part in places_of(document) for one in named(part)} == {*named(document)}
