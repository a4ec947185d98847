"""Plans that somebody nasty would send: each is answered or refused, and none hangs."""

from datetime import date, timedelta
from typing import Any

import pytest

from app.document import Unreadable
from tests.scheduler.documents import schedule_of

PLAN: dict[str, Any] = {"format": "backplan/1", "title": "T", "as_of": "2026-01-05"}


def _refused(**rest: object) -> list[str]:
    with pytest.raises(Unreadable) as caught:
        schedule_of({**PLAN, **rest})
    return [problem.sentence for problem in caught.value.problems]


def _step(**rest: object) -> dict[str, Any]:
    return {"id": "a", "title": "A", "duration": "1d", **rest}


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=MONTHLY;BYMONTHDAY=31;BYMONTH=2,4,6,9,11",
        "FREQ=YEARLY;BYYEARDAY=367",
        "FREQ=WEEKLY;BYMONTH=2;BYMONTHDAY=30;BYDAY=MO",
    ],
)
def test_a_rule_without_an_occasion_is_told_at_once(rule: str) -> None:
    assert _refused(steps=[_step(slots=rule)]) == [
        "its rule names no day at all; write for example FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"
    ]


@pytest.mark.parametrize("interval", ["0", "-1", "x"])
def test_an_interval_that_is_none_is_refused(interval: str) -> None:
    rule = f"FREQ=DAILY;INTERVAL={interval}"
    sentence = f"{rule!r} is no rule for slots; write for example FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"
    assert _refused(steps=[_step(slots={"rule": rule, "from": "1950-01-01"})]) == [sentence]


def test_in_a_day_plan_only_the_days_of_a_rule_count() -> None:
    every_minute = f"FREQ=DAILY;BYHOUR={','.join(map(str, range(24)))};BYMINUTE={','.join(map(str, range(60)))}"
    plain, timed = (schedule_of({**PLAN, "steps": [_step(slots=rule)]}) for rule in ("FREQ=DAILY", every_minute))
    assert plain.steps["a"].early_start == timed.steps["a"].early_start


@pytest.mark.parametrize("start", ["1950-01-31", "2024-02-29", "2199-12-31"])
def test_a_rhythm_in_step_with_any_day_reaches_the_plan(start: str) -> None:
    slots = {"rule": "FREQ=WEEKLY;INTERVAL=2", "from": start}
    found = schedule_of({**PLAN, "calendars": {"seller": {"week": _EVERY_DAY}}, "steps": [_step(slots=slots)]})
    from_day = _day(start)
    assert (_day(str(found.steps["a"].early_start)) - from_day) % 14 == 0
    assert 0 <= _day(str(found.steps["a"].early_start)) - _day("2026-01-05") < 14


_EVERY_DAY = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]


def _day(text: str) -> int:
    return date.fromisoformat(text).toordinal()


def test_a_thousand_freezes_in_a_row_push_a_milestone_past_all_of_them() -> None:
    mondays = [date(2026, 1, 5) + timedelta(weeks=week) for week in range(1000)]
    freezes = [{"from": str(monday), "to": str(monday + timedelta(days=4))} for monday in mondays]
    milestone = {"id": "a", "title": "A", "kind": "milestone", "tags": ["change"]}
    found = schedule_of({**PLAN, "freezes": freezes, "steps": [milestone]})
    assert found.steps["a"].early_finish == mondays[-1] + timedelta(days=7)


def test_a_circle_of_thousands_is_told_in_a_line() -> None:
    count = 5_000
    steps = [_step(id=f"s{at:05}", after=[f"s{(at - 1) % count:05}"]) for at in range(count)]
    (sentence,) = _refused(steps=steps)
    assert sentence == (
        "these steps wait for each other in a circle: s00000 -> s00001 -> s00002 -> s00003 -> s00004 -> s00005 -> "
        "s00006 -> s00007 -> s00008 -> s00009 -> (4990 more) -> s00000; take one of the links out"
    )


def test_thousands_of_wrong_names_are_told_without_thousands_of_guesses() -> None:
    steps = [_step(id=f"step-{at}", after=[f"stepp-{at}"]) for at in range(1_500)]
    told = _refused(steps=steps)
    assert len(told) == 1_500
    assert told[0] == "no step 'stepp-0'; add it under steps"


def test_a_name_of_megabytes_is_not_repeated() -> None:
    (sentence,) = _refused(steps=[_step(side="y" * 1_000_000)])
    assert len(sentence) < 150


def test_a_rule_names_a_day_no_more_often_than_every_hour() -> None:
    hours = f"FREQ=DAILY;BYHOUR={','.join(map(str, range(24)))}"
    hourly = {**PLAN, "resolution": "minute", "steps": [_step(duration="1h", slots=hours)]}
    assert schedule_of(hourly).feasible
    assert _refused(resolution="minute", steps=[_step(duration="1h", slots=f"{hours};BYMINUTE=0,30")]) == [
        "a day has at most 24 slots, and this rule names 48; leave some out"
    ]


def test_slots_on_the_days_on_which_the_clocks_change_are_what_the_clocks_show() -> None:
    slots = {"rule": "FREQ=DAILY;BYHOUR=3;BYMINUTE=30"}
    plan = {
        **PLAN,
        "resolution": "minute",
        "time_zone": "Europe/Berlin",
        "calendars": {"seller": {"week": {day: ["00:00-24:00"] for day in _EVERY_DAY}}},
        "steps": [_step(duration="1h", slots=slots)],
    }
    starts = [
        str(schedule_of({**plan, "as_of": as_of}).steps["a"].early_start)
        for as_of in ("2026-03-28", "2026-03-29", "2026-10-25 00:00", "2026-10-26")
    ]
    assert starts == [
        "2026-03-28 03:30:00+01:00",
        "2026-03-29 03:30:00+02:00",
        "2026-10-25 03:30:00+01:00",
        "2026-10-26 03:30:00+01:00",
    ]


@pytest.mark.parametrize("policy", ["alap", "asap"])
def test_a_milestone_due_before_any_working_day_of_the_calendar_is_told_at_its_step(policy: str) -> None:
    board = {"id": "board", "title": "Board", "kind": "milestone", "policy": policy}
    dates = [{"id": "decided", "step": "board", "date": "2017-01-01"}]  # a Sunday
    with pytest.raises(Unreadable) as caught:
        schedule_of({**PLAN, "as_of": "2022-01-05", "steps": [_step(), board], "critical_dates": dates})
    assert [(problem.code, problem.path) for problem in caught.value.problems] == [("beyond-horizon", ("steps", 1))]


def test_a_beginning_due_on_the_last_day_of_the_calendar_is_dated() -> None:
    kickoff = {"id": "kickoff", "title": "Kick-off", "kind": "milestone", "anchor": "start"}
    dates = [{"id": "begun", "step": "kickoff", "date": "2045-12-31"}]  # a Sunday
    found = schedule_of({**PLAN, "as_of": "2020-01-06", "steps": [kickoff], "critical_dates": dates})
    assert found.steps["kickoff"].late_finish == date(2045, 12, 29)


def test_steps_that_each_wait_for_all_before_them_are_refused_before_any_of_it_is_read() -> None:
    names = [f"s{at:03}" for at in range(640)]
    steps = [_step(id=name, after=names[:at]) for at, name in enumerate(names)]
    (sentence,) = _refused(steps=steps)
    assert sentence == (
        "the steps have 204,480 predecessors together; at most 200,000 are followed, "
        "so link each step only to what it waits for itself"
    )
