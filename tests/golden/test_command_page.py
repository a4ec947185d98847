"""The pages that show the command say what it does."""

import re
import shlex
from pathlib import Path

import pytest

from app.cli import main
from app.cli.command import COMMANDS
from tests.golden.command_page import NOW, PAGE, README, WRITING, command_page, outcome
from tests.golden.console import Example, examples, matches

EXAMPLES = [example for page in (README, WRITING, PAGE) for example in examples(page)]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.command)
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


def test_readme_shows_the_sample_and_the_page_on_writing_a_first_plan() -> None:
    shown = [one.command for page in (README, WRITING) for one in examples(page)]

    assert shown == ["backplan sample", "backplan schedule first.yaml"]


def test_what_readme_says_to_type_works_line_by_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    typed = re.findall(r"^    \.venv/bin/backplan (.*)$", README.read_text(encoding="utf-8"), re.MULTILINE)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("app.clock.now", lambda: NOW)

    assert [shlex.split(line)[0] for line in typed] == ["new", "schedule", "explain", "what-if", "export"]
    assert [main(shlex.split(line)) for line in typed] == [0] * len(typed)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["plan.ics", "plan.yaml"]
