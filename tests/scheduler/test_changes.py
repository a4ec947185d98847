"""What moves between two schedules is found without walking the same chain again for every date on it."""

from datetime import date, timedelta
from typing import Any

import pytest

from scheduler import causes
from scheduler.changes import changes
from tests.scheduler.documents import schedule_of


def _chain(steps: int, *, first: str) -> dict[str, Any]:
    return {
        "format": "backplan/1",
        "title": "T",
        "as_of": "2026-01-05",
        "critical_dates": [
            {"id": "go-live", "step": f"s{steps - 1:03}", "date": str(date(2026, 1, 5) + timedelta(days=2 * steps))}
        ],
        "steps": [
            {
                "id": f"s{at:03}",
                "title": "S",
                "duration": first if at == 0 else "1d",
                "after": [f"s{at - 1:03}"] if at else [],
            }
            for at in range(steps)
        ],
    }


def test_a_chain_of_hundreds_is_walked_once(monkeypatch: pytest.MonkeyPatch) -> None:
    before, after = (schedule_of(_chain(300, first=first)) for first in ("1d", "3d"))
    looked = 0
    binding = causes.binding

    def counted(*of: Any) -> Any:  # noqa: ANN401 - as it is called
        nonlocal looked
        looked += 1
        return binding(*of)

    monkeypatch.setattr("scheduler.changes.binding", counted)
    found = changes(before, after)

    assert {(move.step, move.because.what if move.because else None) for move in found.moves} == {
        (f"s{at:03}", "steps.s000.duration") for at in range(300)
    }
    assert looked <= 2 * 3 * 300  # schedules, passes, steps


def test_a_critical_date_is_not_taken_for_one_whose_name_begins_like_it() -> None:
    def dated(live: str) -> dict[str, Any]:
        dates = [{"id": "go", "step": "a", "date": "2026-03-02"}, {"id": "go-live", "step": "b", "date": live}]
        steps = [{"id": one, "title": one, "duration": duration} for one, duration in (("a", "2d"), ("b", "1d"))]
        return {"format": "backplan/1", "title": "T", "as_of": "2026-01-05", "critical_dates": dates, "steps": steps}

    before, after = dated("2026-03-02"), dated("2026-03-03")
    after["critical_dates"][0]["date"] = "2026-03-04"
    found = changes(schedule_of(before), schedule_of(after))

    late = {(move.step, move.because.what if move.because else None) for move in found.moves if "late" in move.name}
    assert late == {("a", "critical_dates.go.date"), ("b", "critical_dates.go-live.date")}


def test_hours_of_a_week_are_said_as_a_document_writes_them() -> None:
    def working(*week: str) -> dict[str, Any]:
        return {
            "format": "backplan/1",
            "title": "T",
            "as_of": "2026-01-05",
            "resolution": "minute",
            "calendars": {"seller": {"week": {day: ["09:00-12:30", "13:00-17:00"] for day in week}}},
            "steps": [{"id": "a", "title": "A", "duration": "8h"}],
        }

    edits = changes(schedule_of(working("mon")), schedule_of(working("tue"))).edits

    assert [(edit.what, edit.before, edit.after) for edit in edits] == [
        (
            "calendars.seller.week",
            "09:00-12:30 13:00-17:00, none, none, none, none, none, none",
            "none, 09:00-12:30 13:00-17:00, none, none, none, none, none",
        )
    ]
