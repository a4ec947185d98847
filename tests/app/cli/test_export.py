"""`backplan export`: a plan as a file, for whoever it is written."""

import subprocess
import sys
from pathlib import Path

import pytest

from app.exports import EXPORTS
from tests.app.cli.command import PLAN, Backplan

ID = "id: 4b6f5a52-0d5e-4b0e-9c7a-6f4f0d3c2a11\n"


@pytest.fixture(autouse=True)
def named(backplan: Backplan) -> None:
    assert backplan().status == 0
    Path("plan.yaml").write_text(PLAN.replace("title: Roll-out", f"{ID}title: Roll-out"), encoding="utf-8")


def test_text_goes_to_standard_output(backplan: Backplan) -> None:
    said = backplan("export", "plan.yaml", "--to", "ics")

    assert (said.status, said.err) == (0, "")
    assert said.out.startswith("BEGIN:VCALENDAR\r\n")


@pytest.mark.parametrize("kind", EXPORTS)
def test_every_kind_is_written_to_a_file(backplan: Backplan, kind: str) -> None:
    said = backplan("export", "plan.yaml", "--to", kind, "--output", f"Größe.{kind}")

    assert (said.status, said.out, said.err) == (0, f"Größe.{kind}\n", "")
    assert Path(f"Größe.{kind}").stat().st_size > 100


def test_in_a_folder_a_file_is_called_by_the_title(backplan: Backplan) -> None:
    Path("folder").mkdir()
    said = backplan("export", "plan.yaml", "--to", "csv", "-o", "folder")

    assert said.out == "folder/roll-out.csv\n"
    assert Path("folder/roll-out.csv").is_file()


def test_an_export_as_a_plan_reads_as_the_plan(backplan: Backplan) -> None:
    for kind in ("yaml", "json"):
        backplan("export", "plan.yaml", "--to", kind, "-o", f"again.{kind}")
        assert backplan("schedule", f"again.{kind}").out == backplan("schedule", "plan.yaml").out


def test_a_calendar_of_a_plan_without_id_is_refused_with_the_remedy(backplan: Backplan) -> None:
    said = backplan("export", "-", "--to", "ics", stdin=PLAN)

    assert (said.status, said.out) == (1, "")
    assert said.err.startswith(
        "standard input id: calendars tell entries apart by the plan's id, and this plan has none;"
    )


def test_what_is_no_export_is_refused_with_the_nearest(backplan: Backplan) -> None:
    assert backplan("export", "plan.yaml", "--to", "excel").err == (
        f"backplan export: no '--to excel'; there are {', '.join(EXPORTS)} (see backplan export --help)\n"
    )
    said = backplan("export", "plan.yaml", "--to", "icls")
    assert said.status == 2
    assert said.err == "backplan export: no '--to icls'; did you mean 'ics'? (see backplan export --help)\n"


def test_a_workbook_is_not_poured_over_a_terminal(backplan: Backplan, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    said = backplan("export", "plan.yaml", "--to", "xlsx")

    assert (said.status, said.out) == (2, "")
    assert (
        said.err == "backplan export: xlsx is no text for a terminal; say --output FILE (see backplan export --help)\n"
    )


def test_a_pipe_takes_a_workbook_too() -> None:
    command = str(Path(sys.executable).with_name("backplan"))
    out = subprocess.check_output([command, "export", Path("plan.yaml").resolve(), "--to", "xlsx"])

    assert out.startswith(b"PK")


@pytest.mark.parametrize(
    ("output", "sentence"),
    [
        ("nowhere/", "there is no folder 'nowhere'; make it first"),
        ("no/where/plan.ics", "there is no folder 'no/where'; make it first"),
        ("plan.yaml/plan.ics", "there is no folder 'plan.yaml'; make it first"),
    ],
)
def test_no_folder_is_made_and_none_is_taken_for_a_file(backplan: Backplan, output: str, sentence: str) -> None:
    said = backplan("export", "plan.yaml", "--to", "ics", "-o", output)

    assert (said.status, said.err) == (1, f"{output}: {sentence}\n")


def test_a_plan_is_written_to_a_file_with_a_name(backplan: Backplan) -> None:
    Path("plans").mkdir()
    said = backplan("what-if", "plan.yaml", "--move", "go-live=2026-12-05", "-o", "plans", "--force")

    assert (said.status, said.err) == (1, "plans: is a directory; name a file in it\n")


def test_no_file_is_overwritten_unless_that_is_meant(backplan: Backplan) -> None:
    said = backplan("export", "plan.yaml", "--to", "yaml", "-o", "plan.yaml")

    assert said.status == 1
    assert said.err == "plan.yaml: there is such a file already; name another one, or say --force\n"


@pytest.mark.usefixtures("backplan")
def test_a_file_that_cannot_be_written_to_its_end_leaves_the_old_one() -> None:
    command = (
        f"ulimit -f 1; {Path(sys.executable).with_name('backplan')} export plan.yaml --to html -o old.html --force"
    )
    Path("old.html").write_text("old", encoding="utf-8")
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)

    assert (done.returncode, done.stderr) == (1, "old.html: file too large\n")
    assert Path("old.html").read_text(encoding="utf-8") == "old"
    assert sorted(path.name for path in Path().iterdir()) == ["old.html", "plan.yaml"]


def test_a_file_that_is_overwritten_keeps_its_place_and_who_may_read_it(backplan: Backplan) -> None:
    Path("real.html").write_text("old", encoding="utf-8")
    Path("real.html").chmod(0o600)
    Path("link.html").symlink_to("real.html")
    said = backplan("export", "plan.yaml", "--to", "html", "-o", "link.html", "--force")

    assert said.status == 0
    assert Path("link.html").is_symlink()
    assert Path("real.html").read_text(encoding="utf-8").startswith("<!doctype html>")
    assert Path("real.html").stat().st_mode & 0o777 == 0o600
