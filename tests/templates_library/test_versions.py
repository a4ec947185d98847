"""Whoever changes what a template gives raises its version."""

import pytest

from templates_library import Template, templates
from tests.templates_library.page import PAGE, templates_page
from tests.templates_library.versions import sum_of, written_sums


@pytest.mark.parametrize("template", [pytest.param(one, id=one.id) for one in templates()])
def test_a_version_gives_what_it_always_gave(template: Template) -> None:
    sums = written_sums()[template.id]
    advice = f"raise `version` in catalog/{template.id}.yaml to {max(sums) + 1}, then `make cases`"

    assert sums.get(template.version) == sum_of(template.id), advice


def test_the_page_of_templates_says_what_they_are() -> None:
    assert PAGE.read_text(encoding="utf-8") == templates_page(), "make cases writes it anew"
