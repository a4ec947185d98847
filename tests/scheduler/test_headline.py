"""The one sentence that a plan answers with."""

import json
from typing import Any

import pytest

from app.document import read
from scheduler.headline import headline

PLAN: dict[str, Any] = {
    "format": "backplan/1",
    "title": "Roll-out",
    "as_of": "2026-11-23",
    "critical_dates": [{"id": "go-live", "step": "go-live", "date": "2026-12-04", "buffer": "2d"}],
    "steps": [
        {"id": "legal", "title": "Legal review", "side": "customer", "duration": "5d"},
        {"id": "go-live", "title": "Go-live", "duration": "1d", "after": ["legal"]},
    ],
}
FINISHED = {"progress": {"finished": "2026-11-20"}}


def _headline(changed: dict[str, Any]) -> str:
    reading = read(json.dumps({**PLAN, **changed}), file="plan.json")
    return headline(reading.schedule)


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({}, "Go-live on Fri 4 Dec can be met, with 2 working days in reserve; Legal review must start by Fri 27 Nov."),
        (
            {"as_of": "2026-11-26"},
            (
                "Go-live on Fri 4 Dec can be met, but only 1 of the 2 working days in reserve is left; "
                "Legal review must start by Fri 27 Nov."
            ),
        ),
        (
            {"as_of": "2026-11-27"},
            (
                "Go-live on Fri 4 Dec can be met, but none of the 2 working days in reserve is left; "
                "Legal review must start today."
            ),
        ),
        (
            {"as_of": "2026-12-01"},
            (
                "Go-live is 2 working days short: due on Fri 4 Dec, it lands on Tue 8 Dec; "
                "Legal review should have started already."
            ),
        ),
        ({"critical_dates": []}, "The plan has no critical date; as it stands it is through on Mon 30 Nov."),
        (
            {"critical_dates": [{"id": "all", "date": "2026-12-04"}]},
            ("The whole plan can be through by Fri 4 Dec; Legal review must start by Fri 27 Nov."),
        ),
        ({"steps": [], "critical_dates": []}, "The plan has no steps yet."),
        (
            {"hold": {"since": "2026-11-20"}},
            ("The plan is on hold, and nobody has said until when; resumed today, Go-live on Fri 4 Dec could be met."),
        ),
        (
            {"hold": {"since": "2026-11-20", "until": "2026-12-07"}},
            ("The plan is on hold; as it stands Go-live lands on Mon 14 Dec, after Fri 4 Dec."),
        ),
        (
            {"steps": [{**step, **FINISHED} for step in PLAN["steps"]]},
            "Go-live is done.",
        ),
    ],
)
def test_the_sentence_says_how_the_plan_stands_and_what_starts_first(changed: dict[str, Any], sentence: str) -> None:
    assert _headline(changed) == sentence


def test_more_than_three_steps_are_counted() -> None:
    steps = [{"id": f"s{at}", "title": f"Review {at}", "duration": "5d"} for at in range(5)]
    goal = {"id": "go-live", "title": "Go-live", "duration": "1d", "after": [step["id"] for step in steps]}
    assert _headline({"steps": [*steps, goal]}).endswith(
        "; Review 0, Review 1, Review 2 and 2 more must start by Fri 27 Nov."
    )
