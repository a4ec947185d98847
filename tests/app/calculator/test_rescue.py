"""What would help a late plan is tried out before it is told."""

from datetime import date

from app.calculator import Calculation, Inputs, calculate, inputs_of, rescue

TODAY = date(2026, 11, 26)


def late(query: str = "") -> Calculation:
    return calculate(inputs_of(f"go-live=2026-12-24&{query}"), today=TODAY)


def short(inputs: Inputs) -> int:
    first = calculate(inputs, today=TODAY).projection.schedule.critical_dates
    return first["go-live"].short_by


def test_a_faster_step_wins_what_it_is_said_to_win() -> None:
    calculation = late()
    found = rescue(calculation, today=TODAY)
    assert found is not None
    assert [(one.step.id, one.takes, one.won) for one in found.faster] == [
        ("poc-verdict", "9d", 5),
        ("security-review", "14d", 4),
        ("configuration", "11d", 2),
    ]
    for one in found.faster:
        assert short(one.inputs) == short(calculation.inputs) - one.won


def test_the_earliest_date_that_holds_leaves_the_reserve_whole_and_the_day_before_does_not() -> None:
    query, today = "a.customer_countries=DE", date(2026, 12, 29)
    found = rescue(calculate(inputs_of(f"go-live=2027-01-15&{query}"), today=today), today=today)
    assert found is not None
    assert found.later is not None
    assert (found.later.was, found.later.go_live) == (date(2027, 1, 15), date(2027, 4, 2))  # over Easter
    for day, left in (("2027-04-02", 5), ("2027-04-01", 4)):
        dates = calculate(inputs_of(f"go-live={day}&{query}"), today=today).projection.schedule.critical_dates
        assert dates["go-live"].buffer_left == left


def test_a_plan_that_holds_needs_no_rescue() -> None:
    assert rescue(calculate(inputs_of("go-live=2027-09-15"), today=TODAY), today=TODAY) is None
