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
