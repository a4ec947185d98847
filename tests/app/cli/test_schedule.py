"""`backplan schedule`: one plan as a table, several one line each, and the same for programs."""

import json
import sys
from pathlib import Path

import pytest

from tests.app.cli.command import BROKEN, HEADLINE, PLAN, PROBLEMS, Backplan


def test_one_plan_is_a_table(backplan: Backplan) -> None:
    said = backplan("schedule", "plan.yaml")

    assert (said.status, said.err) == (0, "")
    assert said.out.splitlines()[:2] == ["Roll-out, as of Mon 23 Nov 2026", HEADLINE]
    assert "\x1b" not in said.out


def test_another_day_may_be_asked_for(backplan: Backplan) -> None:
    said = backplan("schedule", "plan.yaml", "--as-of", "2026-12-03")

    title, headline, *_ = said.out.splitlines()
    assert title == "Roll-out, as of Thu 3 Dec 2026"
    assert headline == (
        "Go-live is 4 working days short: due on Fri 4 Dec, it lands on Thu 10 Dec; "
        "Legal review should have started already."
    )


def test_a_day_that_is_none_is_refused_once(backplan: Backplan) -> None:
    said = backplan("schedule", "plan.yaml", "plan.yaml", "--as-of", "3.12.2026")

    assert (said.status, said.out) == (2, "")
    assert said.err == (
        "backplan schedule: argument --as-of: '3.12.2026' is no date; write '2026-12-03' "
        "(see backplan schedule --help)\n"
    )


def test_a_time_that_a_plan_of_days_does_not_know_is_refused_beside_the_document(backplan: Backplan) -> None:
    said = backplan("schedule", "plan.yaml", "--as-of", "2026-12-03 09:00")

    assert (said.status, said.out) == (1, "")
    assert said.err.startswith("plan.yaml as_of: asked for beside the document: this plan counts in days; ")


def test_a_plan_is_read_from_standard_input(backplan: Backplan) -> None:
    assert backplan("schedule", "-", stdin=PLAN).out == backplan("schedule", "plan.yaml").out
    assert backplan("schedule", "-", stdin=BROKEN).err.startswith("standard input:6 steps[0].duration: ")


def test_every_problem_of_a_plan_is_told_on_standard_error(backplan: Backplan) -> None:
    Path("broken.yaml").write_text(BROKEN, encoding="utf-8")
    said = backplan("schedule", "broken.yaml")

    assert (said.status, said.out) == (1, "")
    assert said.err.splitlines() == [f"broken.yaml:{problem}" for problem in PROBLEMS]


def test_several_plans_are_one_line_each_and_a_bad_one_stops_no_other(backplan: Backplan) -> None:
    Path("broken.yaml").write_text(BROKEN, encoding="utf-8")
    said = backplan("schedule", "plan.yaml", "broken.yaml", "nowhere.yaml", "plan.yaml")

    assert said.status == 1
    assert said.err.splitlines() == [
        *(f"broken.yaml:{problem}" for problem in PROBLEMS),
        "nowhere.yaml: no such file or directory",
    ]
    assert said.out.splitlines() == [
        f"plan.yaml     {HEADLINE}",
        "broken.yaml   " + " | ".join(f"line {problem}" for problem in PROBLEMS),
        "nowhere.yaml  no such file or directory",
        f"plan.yaml     {HEADLINE}",
    ]


def test_on_a_terminal_the_problems_of_a_file_are_told_once(
    backplan: Backplan, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    said = backplan("schedule", "plan.yaml", "nowhere.yaml")

    assert (said.status, said.err) == (1, "")
    assert "nowhere.yaml  no such file or directory" in said.out


def test_of_a_plan_full_of_problems_a_line_tells_the_first_ones(backplan: Backplan) -> None:
    Path("empty.yaml").write_text("a: 1\nb: 2\nc: 3\n", encoding="utf-8")
    line, _ = backplan("schedule", "empty.yaml", "plan.yaml").out.splitlines()

    assert line.count(" | ") == 3
    assert line.endswith(" | and 2 more")


def test_json_of_one_plan_is_its_whole_answer(backplan: Backplan) -> None:
    said = backplan("schedule", "plan.yaml", "--format", "json")
    answer = json.loads(said.out)

    assert (said.status, said.err) == (0, "")
    assert list(answer)[:2] == ["id", "title"]
    assert answer["headline"] == HEADLINE
    assert [step["start_by"] for step in answer["steps"]] == ["2026-11-27", "2026-12-04"]


def test_json_of_several_is_a_list_with_their_files(backplan: Backplan) -> None:
    Path("broken.yaml").write_text(BROKEN, encoding="utf-8")
    said = backplan("schedule", "broken.yaml", "plan.yaml", "--format", "json")
    broken, plan = json.loads(said.out)

    assert said.status == 1
    assert said.err.splitlines() == [f"broken.yaml:{problem}" for problem in PROBLEMS]
    assert list(broken) == ["file", "problems"]
    assert broken["problems"][0] == {
        "code": "ambiguous-week",
        "file": "broken.yaml",
        "line": 6,
        "path": "steps[0].duration",
        "sentence": "'1w': five days or seven? write '5d' (working days) or '1ew' (calendar weeks)",
    }
    assert (plan["file"], plan["headline"]) == ("plan.yaml", HEADLINE)


def test_ndjson_is_one_line_for_each_file(backplan: Backplan) -> None:
    Path("broken.yaml").write_text(BROKEN, encoding="utf-8")
    said = backplan("schedule", "broken.yaml", "plan.yaml", "--format", "ndjson")
    broken, plan = map(json.loads, said.out.splitlines())

    assert (said.status, broken["file"], plan["file"]) == (1, "broken.yaml", "plan.yaml")
    assert {"file": "plan.yaml", **json.loads(backplan("schedule", "plan.yaml", "--format", "json").out)} == plan


def test_a_date_beyond_the_calendar_is_told_at_its_line(backplan: Backplan) -> None:
    Path("far.yaml").write_text(PLAN.replace("5d", "6000d"), encoding="utf-8")
    Path("farther.yaml").write_text(PLAN.replace("5d", "6000d, after: [more]") + MORE, encoding="utf-8")
    said = backplan("schedule", "farther.yaml")

    assert said.status == 1
    assert said.err.startswith("farther.yaml:")
    assert "steps[" in said.err


MORE = "  - {id: more, title: More, duration: 6000d}\n"


@pytest.mark.parametrize(
    ("file", "sentence"),
    [
        (".", "is a directory; name the files in it, such as *.yaml"),
        ("plan.yml", "no such file or directory; did you mean 'plan.yaml'?"),
        ("no/plan.yaml", "no such file or directory"),
    ],
)
def test_what_cannot_be_read_is_one_line_with_a_remedy(backplan: Backplan, file: str, sentence: str) -> None:
    said = backplan("schedule", file)

    assert (said.status, said.out, said.err) == (1, "", f"{file}: {sentence}\n")


def test_a_file_without_an_end_is_refused_like_any_that_is_too_large(backplan: Backplan) -> None:
    said = backplan("schedule", "/dev/zero")

    assert (said.status, said.out) == (1, "")
    assert said.err == "/dev/zero:1: the text is larger than 20 MB; a plan is a few hundred KB at most\n"


def test_a_file_may_be_called_in_any_letters(backplan: Backplan) -> None:
    Path("Plän 計画.yaml").write_text(BROKEN, encoding="utf-8")
    Path("two\nlines.yaml").write_text(PLAN, encoding="utf-8")

    assert backplan("schedule", "Plän 計画.yaml").err.startswith("Plän 計画.yaml:6 ")
    assert backplan("schedule", "two\nlines.yaml", "plan.yaml").out.startswith(r"two\nlines.yaml  Go-live")
