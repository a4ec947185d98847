"""The page about writing a template of one's own is right: its example is one, and it names every word there is."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from app.templates import read_template
from app.templates.finding import MOST
from app.templates.reading import LIMITS
from app.templates.trying import MOST_LINKS
from templates_library import ready_made
from templates_library.own import MOST_STEPS, WrittenOwn

PAGE = (Path(__file__).parents[3] / "docs" / "own-templates.md").read_text(encoding="utf-8")


def test_its_example_is_a_template() -> None:
    (text,) = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
    library = read_template(text, "portal-roll-out", file="page", today=date(2026, 11, 23))
    assert library.templates.keys() == {"portal-roll-out"}


@pytest.mark.parametrize(
    "name",
    [*ready_made().roles, *ready_made().phases, *ready_made().questions, *WrittenOwn.model_fields],
)
def test_every_word_is_named(name: str) -> None:
    assert f"`{name}`" in PAGE


def test_its_bounds_are_those_that_hold() -> None:
    for bound, of in ((MOST, ","), (LIMITS.size, " bytes"), (LIMITS.values, " values"), (LIMITS.depth, " blocks")):
        assert f"{bound:,}{of}" in PAGE
    for bound, of in ((LIMITS.repeated, " values repeated"), (MOST_STEPS, " steps"), (MOST_LINKS, " links")):
        assert f"{bound:,}{of}" in PAGE
