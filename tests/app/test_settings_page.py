"""The page of settings has every one, as the code has it."""

from dataclasses import fields

import pytest

from app.setting_texts import SECRET
from app.settings import Settings, variable_of
from tests.app.settings_page import PAGE, settings_page


def test_the_page_is_as_it_would_be_written_anew() -> None:
    assert settings_page() == PAGE.read_text(encoding="utf-8"), "make cases writes it anew"


@pytest.mark.parametrize("name", [one.name for one in fields(Settings)])
def test_every_setting_is_on_the_page_once(name: str) -> None:
    lines = [
        line for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith(f"| `{variable_of(name)}` |")
    ]

    assert len(lines) == 1
    assert lines[0].endswith(" Secret. |") == (name in SECRET)
