"""The table that a rep would show: sentence, steps with their latest safe starts, critical dates, findings."""

import json
from typing import Any

from app.document import read
from app.table import table
from scheduler.schedule import Schedule, schedule

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


def _schedule(**changed: object) -> Schedule:
    reading = read(json.dumps({**PLAN, **changed}), file="plan.json")
    return schedule(reading.plan, reading.as_of)


def test_a_plan_on_track_is_shown_whole() -> None:
    assert table(_schedule(), colour=False) == (
        "Two steps, as of Mon 23 Nov 2026\n"
        "Go-live on Fri 4 Dec can be met, with 2 working days in reserve; Legal review must start by Fri 27 Nov.\n"
        "\n"
        "  start by    planned                 step          who           spare  23 Nov             4 Dec\n"
        "* Fri 27 Nov  Wed 25 Nov - Tue 1 Dec  Legal review  the customer  4d     ----==============----.|\n"
        "* Fri 4 Dec   Wed 2 Dec               Go-live       the seller    4d     ...............----=---|\n"
        "\n"
        "Go-live: due Fri 4 Dec, forecast Wed 2 Dec, at the earliest Mon 30 Nov (on track)\n"
        "\n"
        "* on the critical path   = planned   - may move   | critical date\n"
    )


def test_colour_marks_what_is_late_and_nothing_else_changes() -> None:
    late = _schedule(as_of="2026-12-01")
    painted = table(late, colour=True)

    assert "\x1b[31m* " in painted
    assert "error: Go-live is due on Fri 4 Dec and lands on Tue 8 Dec: 2 working days short. " in painted
    for paint in ("\x1b[31m", "\x1b[33m", "\x1b[32m", "\x1b[1m", "\x1b[2m", "\x1b[0m"):
        painted = painted.replace(paint, "")
    assert painted == table(late, colour=False)


def test_a_plan_without_steps_has_a_sentence_too() -> None:
    assert table(_schedule(steps=[], critical_dates=[]), colour=False).splitlines()[1] == "The plan has no steps yet."
