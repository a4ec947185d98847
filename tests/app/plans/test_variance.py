"""How far a plan is from what both sides signed, in days of its own zone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.plans import propose_baseline, sign_baseline, variance
from app.verbs.agreements import AgreeDates, ProposeDates
from app.verbs.steps import EditStep
from tests.stored import ANA, JO, PLAN, stored_plan

if TYPE_CHECKING:
    from tests.stored import Stored


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
