"""As of which days a stored plan has dates: its own and those to come, whatever happened out of the reader's sight."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from app.plans.showing import open_as_of
from app.verbs.progress import StartStep
from scheduler.refusals import Refused
from tests.stored import ANA, JO

if TYPE_CHECKING:
    from tests.stored import Stored


def answered(stored: Stored, day: date) -> str:
    """Return the day as of which the customer gets dates, or why it gets none."""
    with stored.reading(JO) as unit:
        try:
            return open_as_of(unit, stored.plan, day).day.isoformat()
        except Refused as refusal:
            return str(refusal)


def test_a_day_that_has_passed_is_refused_whether_or_not_something_hidden_began_since(stored: Stored) -> None:
    days = [stored.now.date() + timedelta(days=number) for number in range(-1, 5)]
    stored.now += timedelta(days=2)
    before = [answered(stored, day) for day in days]

    stored.do(ANA, StartStep(step="margin"))

    sentence = "the plan has dates as of 2026-11-25 and later days; take one of these"
    assert before == [sentence] * 3 + ["2026-11-25", "2026-11-26", "2026-11-27"]
    assert [answered(stored, day) for day in days] == before


@pytest.mark.parametrize("day", [None, date(2026, 11, 23)])
def test_a_plan_is_as_of_its_day_where_no_other_is_named(stored: Stored, day: date | None) -> None:
    with stored.reading() as unit:
        assert open_as_of(unit, stored.plan, day).day == date(2026, 11, 23)
