"""The `backplan` command as a whole, as people call it."""

import json
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

from app.cli.command import COMMANDS
from tests.app.cli.command import PLAN, Backplan

COMMAND = str(Path(sys.executable).with_name("backplan"))


def test_the_installed_command_says_its_version() -> None:
    assert subprocess.check_output([COMMAND, "--version"], text=True) == f"backplan {version('backplan')}\n"


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


def test_what_is_not_understood_ends_with_2_and_a_word_on_standard_error(backplan: Backplan) -> None:
    said = backplan("schedule", "plan.yaml", "--as-off", "2026-12-01")

    assert (said.status, said.out) == (2, "")
    assert said.err.splitlines()[-1].endswith("unrecognized arguments: --as-off 2026-12-01")


def test_the_sample_plan_answers_in_one_sentence_first(backplan: Backplan) -> None:
    said = backplan("sample")

    title, answer, *rest = said.out.splitlines()
    assert said.status == 0
    assert title == "Northwind ERP roll-out, as of Mon 23 Nov 2026"
    assert answer == (
        "Go-live on Mon 15 Mar can be met, with 5 working days in reserve; "
        "Legal review of the agreement and Security review must start by Tue 5 Jan."
    )
    assert len(rest) > 13


def test_a_reader_that_goes_away_is_no_error() -> None:
    script = f"{COMMAND} sample | true; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", script], capture_output=True, text=True, check=False)

    assert done.returncode in {0, 141}
    assert done.stderr == ""


def test_output_that_cannot_be_written_is_one_line() -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        done = subprocess.run([COMMAND, "sample"], stdout=full, stderr=subprocess.PIPE, text=True, check=False)

    assert (done.returncode, done.stderr) == (1, "backplan: output: no space left on device\n")


def test_letters_that_the_terminal_cannot_show_are_written_out(tmp_path: Path) -> None:
    file = tmp_path / "plan.yaml"
    file.write_text(PLAN.replace("Roll-out", "Größe"), encoding="utf-8")
    environment = {"PYTHONIOENCODING": "ascii"}
    done = subprocess.run([COMMAND, "schedule", file], capture_output=True, text=True, check=True, env=environment)

    assert done.stdout.startswith(r"Gr\xf6\xdfe, as of Mon 23 Nov 2026")
    assert done.stderr == ""


def test_an_interrupted_command_ends_quietly(backplan: Backplan, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(_: str) -> bytes:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "read_bytes", interrupted)

    assert backplan("schedule", "plan.yaml").status == 130


def test_the_schema_is_the_published_one(backplan: Backplan) -> None:
    published = Path(__file__).parents[3] / "docs" / "plan.schema.json"

    assert json.loads(backplan("schema").out) == json.loads(published.read_text(encoding="utf-8"))


@pytest.mark.parametrize("command", [one.name for one in COMMANDS])
def test_every_command_has_a_help_with_examples(backplan: Backplan, command: str) -> None:
    said = backplan(command, "--help")

    assert said.status == 0
    assert said.out.startswith(f"usage: backplan {command}")
    assert f"  backplan {command}" in said.out
    assert "exit status:" in said.out
