"""The table that a rep would show: sentence, steps with their latest safe starts, critical dates, findings."""

import json
from typing import Any

from app.document import read
from app.projection import Projection, whole
from app.terminal import Page, table

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
        "  start by    planned                 step          who           spare  23 Nov             4 Dec\n"
        "* Fri 27 Nov  Wed 25 Nov - Tue 1 Dec  Legal review  the customer  4d     ----==============----.|\n"
        "* Fri 4 Dec   Wed 2 Dec               Go-live       the seller    4d     ...............----=---|\n"
        "\n"
        "Go-live: due Fri 4 Dec, forecast Wed 2 Dec, at the earliest Mon 30 Nov (on track)\n"
        "\n"
        "* critical   = planned   - may move   ! too late   | critical date   spare: working time until it hurts\n"
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
    assert "  start by    planned                step          spare" in lines


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
