"""Times that were promised with another offset than the plan's, told by their days in the plan's own zone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.plans import propose_baseline, sign_baseline, variance
from app.verbs.agreements import AgreeDates, ProposeDates
from app.verbs.steps import EditStep
from scheduler.refusals import Refused
from tests.stored import ANA, JO, PLAN, stored_plan

if TYPE_CHECKING:
    from tests.stored import Stored


def test_whether_a_time_has_passed_is_told_in_the_plans_zone(single: Stored) -> None:
    stored = stored_plan(single.database, PLAN.replace("time_zone", "resolution: minute\ntime_zone"))
    stored.do(ANA, ProposeDates(step="legal", finish="2026-11-22T20:00-09:00"))  # 6 o'clock of the 23rd
    with pytest.raises(Refused, match="has passed"):
        stored.do(ANA, ProposeDates(step="legal", finish="2026-11-23T01:00+14:00"))


def test_a_time_that_was_agreed_with_another_offset_is_of_its_day_in_the_plans_zone(single: Stored) -> None:
    stored = stored_plan(single.database, PLAN.replace("time_zone", "resolution: minute\ntime_zone"))
    stored.do(ANA, EditStep(step="legal", set={"must_finish_on": "2026-12-15T09:30"}))
    stored.do(ANA, ProposeDates(step="legal", finish="2026-12-14T23:30-09:00"))
    stored.do(JO, AgreeDates(step="legal"))
    with stored.writing() as unit:
        proposed = propose_baseline(unit, stored.plan, name="Ana Ruiz").baseline
    with stored.writing(JO) as unit:
        sign_baseline(unit, stored.plan, proposed.number, digest=proposed.digest, name="Jo Kern")

    with stored.reading() as unit:
        one = variance(unit, stored.plan)["steps"]["legal"]
    assert (one.baseline, one.forecast, one.days) == ("2026-12-15", "2026-12-15", 0)
