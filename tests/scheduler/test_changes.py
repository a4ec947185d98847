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
