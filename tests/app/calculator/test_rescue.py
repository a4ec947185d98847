"""What would help a late plan is tried out before it is told."""

from dataclasses import replace
from datetime import date, timedelta

from app.calculator import Calculation, Inputs, calculate, inputs_of, rescue

TODAY = date(2026, 11, 26)


def late(query: str = "") -> Calculation:
    return calculate(inputs_of(f"go-live=2026-12-24&{query}"), today=TODAY)


def short(inputs: Inputs) -> int:
    first = calculate(inputs, today=TODAY).projection.schedule.critical_dates
    return first["go-live"].short_by


def test_a_faster_step_is_as_quick_as_its_estimate_and_wins_what_it_is_said_to_win() -> None:
    calculation = late()
    found = rescue(calculation, today=TODAY)
    assert found is not None
    assert 1 <= len(found.faster) <= 3
    assert [one.won for one in found.faster] == sorted((one.won for one in found.faster), reverse=True)
    for one in found.faster:
        assert one.takes == calculation.traces[one.step.id].low
        assert one.won == short(calculation.inputs) - short(one.inputs) > 0


def test_the_earliest_date_that_holds_leaves_the_reserve_whole_and_the_day_before_does_not() -> None:
    query, today = "a.customer_countries=DE", date(2026, 12, 29)
    calculation = calculate(inputs_of(f"go-live=2027-01-15&{query}"), today=today)
    found = rescue(calculation, today=today)
    assert found is not None
    assert found.later is not None
    assert found.later.was == date(2027, 1, 15)
    for days, whole in ((0, True), (1, False)):
        inputs = replace(found.later, go_live=found.later.go_live - timedelta(days=days))
        dates = calculate(inputs, today=today).projection.schedule.critical_dates
        assert (dates["go-live"].buffer_left == dates["go-live"].buffer == found.reserve) is whole


def test_a_plan_that_holds_needs_no_rescue() -> None:
    assert rescue(calculate(inputs_of("go-live=2027-09-15"), today=TODAY), today=TODAY) is None
