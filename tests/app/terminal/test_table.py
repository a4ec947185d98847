"""The table that a rep would show: sentence, steps with their latest safe starts, critical dates, findings."""

import json
from typing import Any

import pytest

from app.document import read
from app.projection import Projection, whole
from app.terminal import Page, findings, line, table
from app.terminal.bar import place
from scheduler.plan import Moment
from scheduler.schedule import Schedule

PLAN: dict[str, Any] = {
    "format": "backplan/1",
    "title": "Two steps",
    "as_of": "2026-11-23",
    "critical_dates": [{"id": "go-live", "step": "go-live", "date": "2026-12-04", "buffer": "2d"}],
    "steps": [
        {"id": "legal", "title": "Legal review", "side": "customer", "duration": "5d"},
        {"id": "go-live", "title": "Go-live", "duration": "1d", "after": ["legal"]},
    ],
}


def _plan(**changed: object) -> Projection:
    return whole(read(json.dumps({**PLAN, **changed}), file="plan.json"))


def test_a_plan_on_track_is_shown_whole() -> None:
    assert table(_plan(), Page()) == (
        "Two steps, as of Mon 23 Nov 2026\n"
        "Go-live on Fri 4 Dec can be met, with 2 working days in reserve; Legal review must start by Fri 27 Nov.\n"
        "\n"
        "  start by    planned         step          who           spare  23 Nov             4 Dec\n"
        "* Fri 27 Nov  25 Nov - 1 Dec  Legal review  the customer  4d     ----==============----.|\n"
        "* Fri 4 Dec   Wed 2 Dec       Go-live       the seller    4d     ...............----=---|\n"
        "\n"
        "  critical date  due        forecast   at best     stands\n"
        "  Go-live        Fri 4 Dec  Wed 2 Dec  Mon 30 Nov  on track, 2d in reserve\n"
        "\n"
        "* critical  = planned  - may move  ! late  | critical date  spare: working time\n"
    )


def test_colour_marks_what_is_late_and_nothing_else_changes() -> None:
    late = _plan(as_of="2026-12-01")
    painted = table(late, Page(colour=True))

    assert "\x1b[31m* " in painted
    assert "Act on: Go-live is due on Fri 4 Dec and lands on Tue 8 Dec: 2 working days short. " in painted
    for paint in ("\x1b[31m", "\x1b[33m", "\x1b[32m", "\x1b[1m", "\x1b[2m", "\x1b[0m"):
        painted = painted.replace(paint, "")
    assert painted == table(late, Page())


def test_a_plan_without_steps_has_a_sentence_too() -> None:
    assert table(_plan(steps=[], critical_dates=[]), Page()).splitlines()[1] == "The plan has no steps yet."


def test_on_a_narrow_terminal_columns_give_way_and_sentences_wrap() -> None:
    lines = table(_plan(as_of="2026-12-01"), Page(width=60)).splitlines()

    assert max(map(len, lines)) <= 60
    assert lines[0] == "Two steps, as of Tue 1 Dec 2026"
    assert "  start by    step          spare  27 Nov             8 Dec" in lines


def test_a_minute_plan_names_its_zone_and_counts_hours() -> None:
    hours = _plan(resolution="minute", time_zone="Europe/Berlin", as_of="2026-11-23T09:00")
    title, _, _, head, legal, *_ = table(hours, Page()).splitlines()

    assert title == "Two steps, as of Mon 23 Nov 2026 09:00, times in Europe/Berlin"
    assert "spare" in head
    assert "32h" in legal


def test_what_is_too_late_is_drawn_as_such() -> None:
    rows = table(_plan(as_of="2026-12-01"), Page()).splitlines()
    assert any("!" in row and row.startswith("* ") for row in rows)


def test_letters_that_take_two_columns_keep_the_columns_straight() -> None:
    steps = [{"id": "legal", "title": "法務審査", "duration": "5d"}, PLAN["steps"][1]]
    _, _, _, head, *rows = table(_plan(steps=steps), Page()).splitlines()
    wide = next(row for row in rows if "法務審査" in row)
    assert head.index("who") == wide.index("the seller") + 4


def test_what_is_blocked_skipped_or_eats_its_reserve_says_so() -> None:
    blocked = {**PLAN["steps"][0], "progress": {"started": "2026-11-23", "blocked": {"reason": "Counsel is busy"}}}
    skipped = {"id": "party", "title": "Party", "duration": "1d", "progress": {"skipped": True}}
    lines = table(_plan(as_of="2026-11-27", steps=[blocked, skipped, PLAN["steps"][1]]), Page()).splitlines()

    assert any(line.startswith("* under way  23-27 Nov  Legal review (blocked)") for line in lines)
    assert any(line.startswith("  skipped ") for line in lines)


def test_a_reserve_that_is_eaten_says_what_is_left() -> None:
    text = table(_plan(as_of="2026-11-26"), Page())

    assert "Fri 4 Dec  Thu 3 Dec  Thu 3 Dec  at risk, 1d of 2d in reserve left\n" in text


def test_many_calm_dates_and_many_findings_are_counted() -> None:
    steps = [{"id": f"s{number}", "title": f"Step {number}", "duration": "1d"} for number in range(12)]
    dates = [{"id": f"d{number}", "step": f"s{number}", "date": "2026-12-05"} for number in range(12)]
    lines = table(_plan(steps=steps, critical_dates=dates), Page()).splitlines()

    assert "  and 4 more, on track or done" in lines
    assert "and 4 more; `backplan check` tells them all" in lines


def test_every_colour_of_a_health_is_taken_back_at_the_end_of_its_line() -> None:
    painted = table(_plan(as_of="2026-12-01"), Page(colour=True)).splitlines()

    assert all(line.count("\x1b[0m") * 2 == line.count("\x1b[") for line in painted)


def test_the_picture_of_a_long_plan_says_its_years() -> None:
    lines = table(_plan(critical_dates=[{"id": "go-live", "step": "go-live", "date": "2028-12-01"}]), Page())

    assert "spare  23 Nov        1 Dec 2028\n" in lines


def test_the_legend_explains_what_is_shown() -> None:
    assert table(_plan(), Page(width=36)).splitlines()[-1] == "* critical  spare: working time"
    assert table(_plan(), Page(width=36, blocks=True)) == table(_plan(), Page(width=36))


def test_how_a_plan_stands_is_wrapped_beside_its_mark_on_a_terminal() -> None:
    narrow = Page(width=60)

    assert line(_plan(), Page(), mark="plan.json  ").count("\n") == 1
    assert line(_plan(), narrow, mark="plan.json  ").splitlines()[:2] == [
        "plan.json  Go-live on Fri 4 Dec can be met, with 2 working",
        "           days in reserve; Legal review must start by Fri",
    ]


def test_findings_are_wrapped_below_their_place_on_a_terminal_and_one_line_each_elsewhere() -> None:
    reading = read(json.dumps({**PLAN, "as_of": "2026-12-03"}), file="plan.json")
    wide, narrow = (findings(whole(reading), reading.places, "plan.json", page) for page in (Page(), Page(width=60)))

    assert wide.count("\n") == 2
    assert narrow.splitlines()[:2] == ["plan.json:1 error date-late", NARROW]
    assert max(map(len, narrow.splitlines())) <= 60
    assert " ".join(narrow.split()) == " ".join(
        wide.replace("-late:", "-late").replace("-overdue:", "-overdue").split()
    )


NARROW = "  Go-live is due on Fri 4 Dec and lands on Thu 10 Dec: 4"


@pytest.mark.parametrize("steps", [10, 100])
def test_a_table_looks_at_each_date_a_few_times_only(steps: int, monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[object] = []

    def counting(schedule: Schedule, moment: Moment) -> int:
        looked.append(moment)
        return place(schedule, moment)

    monkeypatch.setattr("app.terminal.bar.place", counting)
    table(
        _plan(steps=[{"id": f"s{at}", "title": "Step", "duration": "1d"} for at in range(steps)], critical_dates=[]),
        Page(),
    )

    assert len(looked) <= 12 * steps
