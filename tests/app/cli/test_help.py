"""What each command says of itself: at once, whole, and with examples that work."""

import re
import shlex
import subprocess
import sys
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path

import pytest

from api import serve
from api.command import main
from app.cli.command import COMMANDS
from app.cli.options import Command
from tests.app.cli.command import Backplan
from tests.golden.sheets import FOLDER as SHEETS

HEAVY = ["fastapi", "holidays", "icalendar", "networkx", "numpy", "openpyxl", "pydantic", "xlsxwriter", "yaml"]


@pytest.mark.parametrize("options", [["--help"], ["--version"], ["schedule", "--help"], ["serve", "--help"]])
def test_help_waits_for_no_heavy_import(options: list[str]) -> None:
    script = (
        "import sys\n"
        "from api.command import main\n"
        "try:\n"
        f"    main({options})\n"
        "except SystemExit:\n"
        f"    print(sorted({set(HEAVY)} & set(sys.modules)))\n"
    )

    assert subprocess.check_output([sys.executable, "-c", script], text=True).splitlines()[-1] == "[]"


def test_without_arguments_it_shows_its_help(backplan: Backplan) -> None:
    said = backplan()

    assert said == backplan("--help")
    assert said.status == 0
    assert said.out.startswith("usage: backplan")
    assert "exit status:" in said.out


def test_the_help_lists_every_command(backplan: Backplan) -> None:
    listed = backplan("--help").out.partition("\ncommands:\n")[2].partition("\n\n")[0]

    assert [line.split()[0] for line in listed.splitlines()] == [one.name for one in COMMANDS]


@pytest.mark.parametrize("command", [*COMMANDS, serve.COMMAND], ids=lambda one: one.name)
def test_every_command_has_a_help_with_examples_that_fits_a_terminal(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, command: Command
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    with pytest.raises(SystemExit):
        main([command.name, "--help"])

    said = capsys.readouterr().out
    assert said.startswith(f"usage: backplan {command.name} [-h]")
    assert f"\nexamples:\n  backplan {command.name}" in said
    assert "\nexit status:\n" in said
    assert max(map(len, said.splitlines())) <= 80


EXAMPLES = [line for one in COMMANDS for line in re.findall(r"^  (backplan .*)$", one.examples, re.MULTILINE)]


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_example_of_a_help_works(backplan: Backplan, monkeypatch: pytest.MonkeyPatch, example: str) -> None:
    monkeypatch.setattr("app.clock.now", lambda: datetime(2026, 11, 23, 9, tzinfo=UTC))
    typed = example.partition("  ")[0].partition(" && ")[0].partition(" > ")[0].removesuffix(" | less")
    _put_what_it_names(typed)

    out = ""
    for command in typed.split(" | "):
        words = [name for word in shlex.split(command)[1:] for name in sorted(map(str, Path().glob(word))) or [word]]
        said = backplan(*words, stdin=out)
        out = said.out
        assert said.status == 0, said.err


def _put_what_it_names(example: str) -> None:
    sample = files("app.samples").joinpath("northwind.yaml").read_bytes()
    Path("plans").mkdir()
    Path("folder").mkdir()
    for name in ("plans/one.yaml", "plans/two.yaml", "plan.yaml"):
        Path(name).write_bytes(sample)
    if example.endswith(("-o plan.yaml", "--output plan.yaml")):
        Path("plan.yaml").unlink()
    Path("plan.csv").write_bytes((SHEETS / "tracker.csv").read_bytes())
    Path("plan.xlsx").write_bytes((SHEETS / "mutual-action-plan.xlsx").read_bytes())
