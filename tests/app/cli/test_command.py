"""The `backplan` command as a whole, as people call it."""

import json
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

from tests.app.cli.command import PLAN, Backplan

COMMAND = str(Path(sys.executable).with_name("backplan"))


def test_the_installed_command_says_its_version() -> None:
    assert subprocess.check_output([COMMAND, "--version"], text=True) == f"backplan {version('backplan')}\n"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["shedule", "plan.yaml"], "backplan: no command 'shedule'; did you mean 'schedule'? (see backplan --help)"),
        (["plan.yaml"], "backplan: no command 'plan.yaml'; did you mean 'schedule plan.yaml'? (see backplan --help)"),
        (
            ["schedule", "plan.yaml", "--asof=2026-12-01"],
            "backplan schedule: no option '--asof'; did you mean '--as-of'? (see backplan schedule --help)",
        ),
        (
            ["schedule", "plan.yaml", "--format", "yaml"],
            "backplan schedule: no '--format yaml'; there are table, json, ndjson (see backplan schedule --help)",
        ),
        (
            ["explain", "plan.yaml", "legal", "review"],
            "backplan explain: 'review' is one word too many (see backplan explain --help)",
        ),
        (["--verison"], "backplan: no option '--verison'; did you mean '--version'? (see backplan --help)"),
    ],
)
def test_what_is_not_understood_is_one_line_with_what_was_meant(
    backplan: Backplan, words: list[str], sentence: str
) -> None:
    said = backplan(*words)

    assert (said.status, said.out, said.err) == (2, "", f"{sentence}\n")


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


def test_the_sample_answers_like_any_plan_that_is_read_from_a_file(backplan: Backplan) -> None:
    assert backplan("sample", "--output", "sample.yaml").status == 0

    for options in ([], ["--as-of", "2027-01-11"], ["--audience", "customer"], ["--format", "json"]):
        assert backplan("sample", *options) == backplan("schedule", "sample.yaml", *options)
    assert backplan("sample", "--audience", "custmer").err == (
        "backplan sample: no party 'custmer'; did you mean 'customer'?\n"
    )


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
    def interrupted(*_: str) -> bytes:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "open", interrupted)

    assert backplan("schedule", "plan.yaml").status == 130


def test_the_schema_is_the_published_one(backplan: Backplan) -> None:
    published = Path(__file__).parents[3] / "docs" / "plan.schema.json"

    assert json.loads(backplan("schema").out) == json.loads(published.read_text(encoding="utf-8"))
