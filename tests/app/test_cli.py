"""The `backplan` command, as people call it."""

import io
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


PLAN = """\
format: backplan/1
title: Roll-out
critical_dates: [{id: go-live, step: go-live, date: 2026-12-04}]
steps:
  - {id: legal, title: Legal review, duration: 5d}
  - {id: go-live, title: Go-live, duration: 1d, after: legal}
"""


def test_a_plan_of_ones_own_is_scheduled(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "plan.yaml"
    file.write_text(PLAN)

    assert main(["schedule", str(file), "--as-of", "2026-11-23"]) == 0
    assert capsys.readouterr().out.splitlines()[1] == (
        "Go-live on Fri 4 Dec can be met; Legal review must start by Fri 27 Nov."
    )


def test_a_plan_is_read_from_standard_input(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(PLAN.encode())))

    assert main(["schedule", "-"]) == 0
    assert capsys.readouterr().out.startswith("Roll-out, as of ")


def test_every_problem_of_a_plan_is_told_on_standard_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "plan.yaml"
    file.write_text(PLAN.replace("after: legal", "after: leagl").replace("5d", "1w"))

    assert main(["schedule", str(file), "--as-of", "2026-11-23"]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert err.splitlines() == [
        (f"{file}:5 steps[0].duration: '1w': five days or seven? write '5d' (working days) or '1ew' (calendar weeks)"),
        f"{file}:6 steps[1].after: no step 'leagl'; did you mean 'legal'?",
    ]


def test_a_file_that_is_not_there_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schedule", "nowhere.yaml"]) == 1
    assert capsys.readouterr().err == "backplan: nowhere.yaml: No such file or directory\n"


def test_a_reader_that_goes_away_is_no_error() -> None:
    command = str(Path(sys.executable).with_name("backplan"))
    script = f"{command} sample | true; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", script], capture_output=True, text=True, check=False)

    assert done.returncode in {0, 141}
    assert done.stderr == ""
