"""`backplan check`: findings for people, editors and scripts."""

import json
from pathlib import Path

from tests.app.cli.command import BROKEN, PLAN, Backplan

LATE = PLAN.replace("as_of: 2026-11-23", "as_of: 2026-12-03")
WITHOUT_GOAL = PLAN + "  - {id: party, title: Party, duration: 1d}\n"


def test_a_plan_without_findings_is_sound(backplan: Backplan) -> None:
    said = backplan("check", "plan.yaml")

    assert (said.status, said.out, said.err) == (0, "Nothing to look at.\n", "")


def test_each_finding_is_a_line_at_its_place_and_errors_fail(backplan: Backplan) -> None:
    said = backplan("check", "-", stdin=LATE)

    assert (said.status, said.err) == (1, "")
    assert said.out == (
        "standard input:4 error date-late: Go-live is due on Fri 4 Dec and lands on Thu 10 Dec: 4 working days short. "
        "Shorten, overlap or drop steps of its critical path, or agree on a later date.\n"
        "standard input:6 error start-overdue: Legal review should have started on Fri 27 Nov. "
        "Start it at once, and make up the time on the path behind it.\n"
        "2 errors.\n"
    )


def test_notes_do_not_fail(backplan: Backplan) -> None:
    said = backplan("check", "-", stdin=WITHOUT_GOAL)

    assert said.status == 0
    assert said.out == (
        "standard input:8 note no-goal: Party leads to no critical date, so it has no latest safe date from one. "
        "Link it to what needs it, or give the plan a critical date behind it.\n"
        "1 note.\n"
    )


def test_a_finding_about_the_whole_plan_stands_at_its_first_line(backplan: Backplan) -> None:
    said = backplan("check", "-", stdin=PLAN.replace("critical_dates", "# "))

    assert said.out.startswith("standard input:1 warning no-critical-date: ")


def test_several_files_are_checked_and_a_bad_one_fails(backplan: Backplan) -> None:
    Path("broken.yaml").write_text(BROKEN, encoding="utf-8")
    Path("goal.yaml").write_text(WITHOUT_GOAL, encoding="utf-8")
    said = backplan("check", "goal.yaml", "broken.yaml", "plan.yaml")

    assert said.status == 1
    assert [line.split()[0] for line in said.out.splitlines()] == ["goal.yaml:8", "1"]
    assert said.out.endswith("\n1 note and 1 refused file.\n")
    assert [line.split()[0] for line in said.err.splitlines()] == ["broken.yaml:6", "broken.yaml:7"]


def test_programs_get_the_findings_of_each_file(backplan: Backplan) -> None:
    Path("late.yaml").write_text(LATE, encoding="utf-8")
    said = backplan("check", "plan.yaml", "late.yaml", "--format", "json")
    plan, late = json.loads(said.out)

    assert said.status == 1
    assert plan == {"file": "plan.yaml", "title": "Roll-out", "errors": 0, "findings": []}
    assert (late["file"], late["errors"]) == ("late.yaml", 2)
    assert late["findings"][1] == {
        "code": "start-overdue",
        "severity": "error",
        "step": "legal",
        "critical_date": None,
        "facts": {"start_by": "2026-11-27"},
        "sentence": "Legal review should have started on Fri 27 Nov",
        "remedy": "Start it at once, and make up the time on the path behind it.",
    }
