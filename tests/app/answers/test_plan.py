"""The answer to a plan, whole."""

from typing import Any

import pytest
from pydantic import BaseModel

from app.answers import ChangesAnswer, ExplainAnswer, FindingsAnswer, PlanAnswer, ProblemsAnswer
from tests.app.answers.plans import plan

LINK = {
    "kind": "link",
    "link": {"step": "legal", "type": "FS", "lag": "1d", "lag_calendar": "successor"},
    "amount": 1,
}
WAITS = {**LINK, "step": "legal"}
HOLDS = {**LINK, "step": "go-live"}
STOCKTAKING = {
    "kind": "closure",
    "amount": 1,
    "start": "2026-11-30",
    "end": "2026-11-30",
    "who": "Northwind",
    "reason": "Stocktaking",
}
TODAY = {"kind": "as_of", "start": "2026-11-23"}
DUE = {"critical_date": "go-live", "start": "2026-12-04", "reason": "The old licence ends"}


def test_a_plan_is_answered_whole() -> None:
    assert PlanAnswer.of(plan()).model_dump(mode="json") == {
        "id": "4b6f5a52-0d5e-4b0e-9c7a-6f4f0d3c2a11",
        "title": "Two steps",
        "seller": "Acme",
        "customer": "Northwind",
        "time_zone": "UTC",
        "unit": "day",
        "as_of": "2026-11-23",
        "headline": (
            "Go-live on Fri 4 Dec can be met, with 2 working days in reserve; Legal review must start by Wed 25 Nov."
        ),
        "feasible": True,
        "critical_dates": [
            {
                "id": "go-live",
                "step": "go-live",
                "date": "2026-12-04",
                "reason": "The old licence ends",
                "party": "customer",
                "standing": "wished",
                "confirmed": None,
                "forecast": "2026-12-02",
                "earliest": "2026-12-01",
                "total_float": 3,
                "short_by": 0,
                "buffer": {"size": 2, "left": 2},
                "health": "on_track",
                "critical_path": ["legal", "go-live"],
            },
        ],
        "findings": [],
        "steps": [
            {
                "id": "legal",
                "title": "Legal review",
                "phase": None,
                "kind": "task",
                "side": ["customer"],
                "owners": {"customer": "jo"},
                "early_start": "2026-11-23",
                "early_finish": "2026-11-27",
                "late_start": "2026-11-25",
                "late_finish": "2026-12-02",
                "planned_start": "2026-11-23",
                "planned_finish": "2026-11-27",
                "start_by": "2026-11-25",
                "total_float": 2,
                "free_float": 0,
                "critical": True,
                "drag": 0,
                "float_by_date": {"go-live": 2},
                "governing_date": "go-live",
                "health": "on_track",
                "book_by": None,
                "agreed": {"start": None, "finish": "2026-11-30", "by": {"customer": "jo"}, "on": "2026-11-20"},
                "proposed": None,
                "causes": {
                    "early_start": [TODAY],
                    "early_finish": [TODAY],
                    "late_start": [HOLDS, STOCKTAKING],
                    "late_finish": [HOLDS],
                    "planned_start": [HOLDS],
                    "planned_finish": [HOLDS, STOCKTAKING],
                },
            },
            {
                "id": "go-live",
                "title": "Go-live",
                "phase": None,
                "kind": "task",
                "side": ["seller"],
                "owners": {},
                "early_start": "2026-12-01",
                "early_finish": "2026-12-01",
                "late_start": "2026-12-04",
                "late_finish": "2026-12-04",
                "planned_start": "2026-12-02",
                "planned_finish": "2026-12-02",
                "start_by": "2026-12-04",
                "total_float": 3,
                "free_float": 3,
                "critical": True,
                "drag": 0,
                "float_by_date": {"go-live": 3},
                "governing_date": "go-live",
                "health": "on_track",
                "book_by": None,
                "agreed": None,
                "proposed": None,
                "causes": {
                    "early_start": [WAITS],
                    "early_finish": [WAITS],
                    "late_start": [{"kind": "critical_date", **DUE}],
                    "late_finish": [{"kind": "critical_date", **DUE}],
                    "planned_start": [{"kind": "buffer", "amount": 2, **DUE}],
                    "planned_finish": [{"kind": "buffer", "amount": 2, **DUE}],
                },
            },
        ],
    }


def test_times_of_a_minute_plan_have_their_offset() -> None:
    answer = PlanAnswer.of(
        plan(resolution="minute", time_zone="Europe/Berlin", as_of="2026-11-23 09:30", critical_dates=[])
    ).model_dump(mode="json")

    assert answer["as_of"] == "2026-11-23T09:30:00+01:00"
    assert answer["steps"][0]["early_start"] == "2026-11-23T09:30:00+01:00"
    assert answer["steps"][0]["causes"]["early_start"] == [{"kind": "as_of", "start": "2026-11-23T09:30:00+01:00"}]


def test_the_same_plan_gives_the_same_bytes() -> None:
    assert PlanAnswer.of(plan()).model_dump_json() == PlanAnswer.of(plan()).model_dump_json()


def test_an_answer_can_be_read_back() -> None:
    answer = PlanAnswer.of(plan())

    assert PlanAnswer.model_validate_json(answer.model_dump_json()) == answer


def test_findings_are_counted() -> None:
    answer = FindingsAnswer.of(plan(as_of="2026-12-01"))

    assert answer.errors == 2
    assert [one.code for one in answer.findings] == ["date-late", "start-overdue", "agreed-date-moved"]


@pytest.mark.parametrize("answer", [ChangesAnswer, ExplainAnswer, FindingsAnswer, PlanAnswer, ProblemsAnswer])
def test_every_field_is_described(answer: type[BaseModel]) -> None:
    schema: dict[str, Any] = answer.model_json_schema(mode="serialization")
    blocks = {answer.__name__: schema, **schema.get("$defs", {})}
    bare = [
        f"{name}.{key}"
        for name, block in blocks.items()
        for key, field in block.get("properties", {}).items()
        if "description" not in field
    ]

    assert all("description" in block for block in blocks.values())
    assert bare == []
