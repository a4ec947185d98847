"""The page of the command says what the command does."""

import pytest

from app.cli.command import COMMANDS
from tests.golden.command_page import PAGE, Example, command_page, examples, matches, outcome


@pytest.mark.parametrize("example", examples(), ids=lambda example: example.command)
def test_an_example_says_what_comes_out(example: Example) -> None:
    assert matches(example.said, outcome(example.command)), "make cases writes it anew"


def test_the_page_is_as_it_would_be_written_anew() -> None:
    assert PAGE.read_text(encoding="utf-8") == command_page(), "make cases writes it anew"


@pytest.mark.parametrize("name", [one.name for one in COMMANDS])
def test_every_command_is_on_the_page(name: str) -> None:
    assert f"`{name}`" in PAGE.read_text(encoding="utf-8")


def test_three_dots_stand_for_lines_and_for_nothing_else() -> None:
    assert matches("a\n...\nd\n", "a\nb\nc\nd\n")
    assert not matches("a\n...\nd\n", "a\nb\nc\n")
    assert not matches("a\n", "a\nb\n")
