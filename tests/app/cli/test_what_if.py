"""`backplan what-if`: what changes would move, and where the changed plan is written."""

import json
from pathlib import Path

from app.document import read
from tests.app.cli.command import HEADLINE, PLAN, Backplan


def test_the_new_headline_comes_first_then_what_moves(backplan: Backplan) -> None:
    said = backplan("what-if", "plan.yaml", "--set", "legal.duration=9d")

    assert (said.status, said.err) == (0, "")
    assert said.out == (
        "Go-live on Fri 4 Dec can be met; Legal review must start today.\n"
        f"Before: {HEADLINE}\n"
        "\n"
        "  step          start by                      planned start\n"
        "  Legal review  Fri 27 Nov -> Mon 23 Nov -4d  Fri 27 Nov -> Mon 23 Nov -4d\n"
    )


def test_changes_are_made_together_and_each_move_says_because_of_which(backplan: Backplan) -> None:
    said = backplan("what-if", "plan.yaml", "--set", "legal.duration=11d", "--move", "go-live=2026-12-09")

    headline, before, _, *dates, _, _, go_live, legal = said.out.splitlines()
    assert headline == "Go-live on Wed 9 Dec can be met; Legal review must start by Tue 24 Nov."
    assert before == f"Before: {HEADLINE}"
    assert dates == [
        "  critical date  due                     forecast                    stands",
        "  Go-live        Fri 4 Dec -> Wed 9 Dec  Fri 4 Dec -> Wed 9 Dec +5d  on track",
    ]
    assert go_live.endswith("  Fri 4 Dec -> Wed 9 Dec +5d  go-live.date 2026-12-04 -> 2026-12-09")
    assert legal.endswith("  Thu 3 Dec -> Tue 8 Dec +5d  legal.duration 5d -> 11d")


def test_steps_come_and_go(backplan: Backplan) -> None:
    said = backplan("what-if", "plan.yaml", "--drop", "legal", "--add", "pilot 2d before go-live")

    assert said.out.splitlines()[2:] == [
        "",
        "New: Pilot, 2-3 Dec",
        "Gone: Legal review, 27 Nov - 3 Dec",
        "",
        "Only earliest dates move, none that people plan by.",
    ]


def test_what_moves_nothing_says_so(backplan: Backplan) -> None:
    said = backplan("what-if", "plan.yaml", "--set", "legal.title=Legal")

    assert said.out == (
        "Go-live on Fri 4 Dec can be met; Legal must start by Fri 27 Nov.\n"
        f"Before: {HEADLINE}\n"
        "\n"
        "No date of a step moves.\n"
    )


def test_programs_get_every_date_that_moves(backplan: Backplan) -> None:
    said = backplan("what-if", "plan.yaml", "--finish", "legal=2026-12-07", "--format", "json")
    answer = json.loads(said.out)
    pin = {"what": "steps.legal.must_finish_on", "before": "none", "after": "2026-12-07"}

    assert (answer["feasible_before"], answer["feasible_after"]) == (True, False)
    assert answer["edits"] == [pin]
    assert answer["critical_dates"] == [
        {
            "id": "go-live",
            "date_before": "2026-12-04",
            "date_after": "2026-12-04",
            "forecast_before": "2026-12-04",
            "forecast_after": "2026-12-08",
            "days": 4,
            "short_before": 0,
            "short_after": 2,
            "health_before": "on_track",
            "health_after": "late",
        }
    ]
    assert {"step": "legal", "name": "early_finish", "before": "2026-11-27", "after": "2026-12-07", "days": 10} in [
        {key: value for key, value in move.items() if key != "because"} for move in answer["moves"]
    ]
    assert all(move["because"] == pin for move in answer["moves"])


def test_nothing_is_written_unless_somebody_says_where(backplan: Backplan) -> None:
    backplan("what-if", "plan.yaml", "--skip", "legal")

    assert [file.name for file in Path().iterdir()] == ["plan.yaml"]
    assert Path("plan.yaml").read_text(encoding="utf-8") == PLAN


def test_the_changed_plan_is_written_in_the_form_of_its_name(backplan: Backplan) -> None:
    for name in ("changed.yaml", "changed.json"):
        said = backplan("what-if", "plan.yaml", "--set", "legal.duration=9d", "-o", name)

        assert said.out.startswith("Go-live on Fri 4 Dec can be met; Legal review must start today.")
        assert said.out.endswith(f"\n\nWritten to {name}.\n")
        assert read(Path(name).read_bytes(), file=name).document.steps[0].duration == "9d"
    assert Path("changed.json").read_text(encoding="utf-8").startswith('{\n  "format": "backplan/1",\n')


def test_standard_output_gets_the_changed_plan_alone(backplan: Backplan) -> None:
    said = backplan("what-if", "plan.yaml", "--set", "legal.duration=9d", "--output", "-")

    assert said.out.startswith("format: backplan/1\n")
    assert backplan("schedule", "-", stdin=said.out).out.splitlines()[1] == (
        "Go-live on Fri 4 Dec can be met; Legal review must start today."
    )


def test_no_file_is_overwritten_unless_that_is_meant(backplan: Backplan) -> None:
    change = ("what-if", "plan.yaml", "--set", "legal.duration=9d", "--output", "plan.yaml")
    said = backplan(*change)

    assert (said.status, said.out) == (1, "")
    assert said.err == "plan.yaml: there is such a file already; name another one, or say --force\n"
    assert Path("plan.yaml").read_text(encoding="utf-8") == PLAN
    assert backplan(*change, "--force").status == 0
    assert "duration: 9d" in Path("plan.yaml").read_text(encoding="utf-8")


def test_a_file_that_cannot_be_written_is_one_line(backplan: Backplan) -> None:
    said = backplan("what-if", "plan.yaml", "--skip", "legal", "--output", "no/such/folder.yaml")

    assert (said.status, said.err) == (1, "no/such/folder.yaml: there is no folder 'no/such'; make it first\n")


def test_a_change_that_cannot_be_made_names_itself(backplan: Backplan) -> None:
    said = backplan("what-if", "plan.yaml", "--skip", "legal", "--set", "lega.duration=5d")

    assert (said.status, said.out) == (1, "")
    assert said.err == "set lega.duration=5d: no step 'lega'; did you mean 'legal'?\n"


def test_a_plan_that_the_changes_spoil_says_where(backplan: Backplan) -> None:
    said = backplan("what-if", "plan.yaml", "--set", "legal.duration=1w")

    assert said.status == 1
    assert said.err == (
        "plan.yaml (changed) steps[0].duration: '1w': five days or seven? "
        "write '5d' (working days) or '1ew' (calendar weeks)\n"
    )


def test_without_a_change_there_is_nothing_to_say(backplan: Backplan) -> None:
    said = backplan("what-if", "plan.yaml")

    assert said.status == 2
    assert said.err.startswith("backplan what-if: say what changes: --move, --set, ")
