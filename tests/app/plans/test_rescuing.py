"""A stored plan that misses its date says what would help, and nothing of what it tried is kept."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from app.plans import open_plan
from app.plans.lately import lately
from app.plans.rescuing import Rescue, rescue
from app.projection import Audience, project
from app.verbs.dates import MoveCriticalDate
from app.verbs.progress import StartStep
from app.verbs.steps import EditStep
from tests.stored import ANA, JO

if TYPE_CHECKING:
    from tests.stored import Stored


def helped(stored: Stored) -> Rescue | None:
    with stored.reading() as unit:
        opened = open_plan(unit, stored.plan)
        seen = project(opened.reading, opened.reading.schedule, Audience(party="seller"))
        return rescue(unit, opened, seen)


def test_a_plan_that_meets_its_date_needs_none(stored: Stored) -> None:
    assert helped(stored) is None


def test_the_low_end_of_an_estimate_and_the_first_honest_day_are_tried(stored: Stored) -> None:
    stored.do(ANA, EditStep(step="set-up", set={"estimate": {"low": "10d", "high": "20d"}}))
    stored.do(ANA, MoveCriticalDate(critical_date="go-live", to="2026-12-14"))
    before = stored.document()
    found = helped(stored)
    assert found is not None
    assert [(one.step.id, one.takes, one.won) for one in found.faster] == [("set-up", "10d", 5)]
    assert isinstance(found.later, date)
    stored.do(ANA, MoveCriticalDate(critical_date="go-live", to=found.later.isoformat()))
    assert helped(stored) is None
    assert before["critical_dates"] != stored.document()["critical_dates"]


def test_what_one_did_last_is_told_with_the_plan_before_and_after(stored: Stored) -> None:
    with stored.reading(JO) as unit:
        assert lately(unit, open_plan(unit, stored.plan)) is None
    stored.do(JO, StartStep(step="legal"))
    stored.do(ANA, EditStep(step="set-up", set={"duration": "20d"}))
    with stored.reading(JO) as unit:
        found = lately(unit, open_plan(unit, stored.plan))
    assert found is not None
    assert found.before is not None
    assert found.after is not None
    assert found.entry.verb == "start_step"
    durations = [
        next(step.duration for step in one.document.steps if step.id == "set-up") for one in (found.before, found.after)
    ]
    assert durations == ["15d", "15d"]
