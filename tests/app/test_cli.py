"""The `backplan` command, as people call it."""

import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

from app.cli import main


def test_the_installed_command_says_its_version() -> None:
    command = [str(Path(sys.executable).with_name("backplan")), "--version"]

    assert subprocess.check_output(command, text=True) == f"backplan {version('backplan')}\n"


@pytest.mark.parametrize("option", ["--help", "--version"])
def test_help_waits_for_no_heavy_import(option: str) -> None:
    script = (
        "import sys\n"
        "from app.cli import main\n"
        "try:\n"
        f"    main(['{option}'])\n"
        "except SystemExit:\n"
        "    print(sorted({'fastapi', 'holidays', 'icalendar', 'networkx', 'numpy', 'pydantic'} & set(sys.modules)))\n"
    )

    assert subprocess.check_output([sys.executable, "-c", script], text=True).splitlines()[-1] == "[]"


def test_help_names_the_command(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="0"):
        main(["--help"])

    assert capsys.readouterr().out.startswith("usage: backplan")


def test_a_command_without_arguments_succeeds() -> None:
    assert main([]) == 0


def test_the_sample_plan_answers_in_one_sentence_first(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sample"]) == 0

    title, answer, *rest = capsys.readouterr().out.splitlines()
    assert title == "Northwind ERP roll-out, as of Mon 23 Nov 2026"
    assert answer == (
        "Go-live on Mon 15 Mar can be met, with 5 working days in reserve; "
        "Legal review of the agreement and Security review must start by Tue 5 Jan."
    )
    assert len(rest) > 13
    assert "\x1b" not in "".join(rest)
