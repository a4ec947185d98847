"""A plan as people write it comes out as the engine's values, with the line of everything."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

from app.document import Reading, Unreadable, read
from scheduler.plan import (
    CUSTOMER,
    MONDAY_TO_FRIDAY,
    NINE_TO_FIVE,
    SELLER,
    Agreed,
    Blocked,
    CriticalDate,
    Duration,
    Freeze,
    Hold,
    Hours,
    Link,
    Meeting,
    OpenDay,
    Party,
    Period,
    Person,
    Phase,
    Plan,
    Progress,
    Slots,
    Step,
)
from tests.app.document.refusals import unscheduled

NORTHWIND = Path(__file__).with_name("northwind.yaml").read_text(encoding="utf-8")


def days(amount: int, *, elapsed: bool = False) -> Duration:
    return Duration(amount=amount, unit="d", elapsed=elapsed)


def plan_of(text: str) -> Plan:
    """Return the plan of a text without its first three lines."""
    return reading_of(text).plan


def reading_of(text: str) -> Reading:
    """Return the reading of what follows the format and the title."""
    return read(
        f"format: backplan/1\ntitle: T\n{text}",
        file="plan.yaml",
        today=lambda _: date(2026, 11, 23),
        scheduling=unscheduled,
    )


def test_the_example_of_the_page() -> None:
    reading = read(NORTHWIND, file="northwind.yaml", scheduling=unscheduled)
    plan = reading.plan
    assert reading.as_of == date(2026, 12, 3)
    assert reading.document.id == "6f1c2a9e-0b57-4f3e-9d55-0d6a3f1f2b11"
    assert plan.steps[3] == Step(
        id="legal-review",
        title="Legal review of the agreement",
        phase="purchase",
        side=(CUSTOMER,),
        owners=((CUSTOMER, "jo"),),
        duration=days(10),
        calendar="customer",
        after=(
            Link(step="contract-sent"),
            Link(step="security-review", type="SS", lag=days(2)),
            Link(step="notice", lag=days(-2), lag_calendar="predecessor"),
        ),
        start_no_earlier_than=date(2026, 12, 1),
        slots=Slots(rule="FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"),
        meeting=Meeting(at="10:00", length=Duration(amount=90, unit="m"), booking=days(10)),
        agreed=Agreed(finish=date(2027, 1, 14)),
        tags=("change",),
        progress=Progress(
            started=date(2026, 12, 2), remaining=days(4), blocked=Blocked(since=date(2026, 12, 3), reason="x")
        ),
    )
    assert plan.steps[1].side == (SELLER, CUSTOMER)
    assert plan.steps[2].side == ("hw", CUSTOMER)
    assert plan.steps[2].duration == days(3, elapsed=True)
    assert plan.steps[4].after == (Link(step="legal-review"),)
    assert plan.steps[4].slots == Slots(rule="FREQ=WEEKLY;BYDAY=MO", start=date(2026, 11, 3))
    assert plan.critical_dates[0] == CriticalDate(
        id="go-live",
        step="go-live",
        date=date(2027, 3, 15),
        reason="The old licence ends on 31 March",
        standing="confirmed",
        buffer=days(5),
    )
    assert plan.critical_dates[1] == CriticalDate(id="all-done", date=date(2027, 6, 30))
    assert plan.parties == (Party(id="hw", name="Hammer Hardware"),)
    assert plan.people[1] == Person(
        id="jo",
        party=CUSTOMER,
        name="Jo Kern",
        role="legal",
        time_zone="Europe/Berlin",
        away=(Period(start=date(2027, 1, 11), end=date(2027, 1, 15)),),
    )
    assert plan.phases == (Phase(id="purchase", title="Purchase"),)
    assert plan.freezes == (Freeze(start=date(2027, 3, 25), end=date(2027, 4, 5), reason="Quarter-end change freeze"),)
    assert plan.hold == Hold(since=date(2027, 1, 4), reason="Budget cycle")
    assert (plan.seller, plan.customer, plan.time_zone, plan.start) == (
        "Acme",
        "Northwind",
        "Europe/Berlin",
        date(2026, 11, 23),
    )


def test_the_calendar_of_the_example() -> None:
    calendar = read(NORTHWIND, file="northwind.yaml", scheduling=unscheduled).plan.calendars[0]
    assert calendar.week == (
        (Hours(start=540, end=720), Hours(start=780, end=1020)),
        NINE_TO_FIVE,
        NINE_TO_FIVE,
        (),
        (),
        (),
        (),
    )
    assert calendar.time_zone == "America/New_York"
    assert calendar.closed == (Period(start=date(2026, 12, 24), end=date(2027, 1, 1), reason="Year-end shutdown"),)
    assert calendar.open == (OpenDay(date=date(2026, 12, 12), reason="Working Saturday"),)
    # The written days rule inside their span, the library outside.
    written = [holiday.name for holiday in calendar.holidays if date(2026, 11, 1) <= holiday.date <= date(2028, 12, 31)]
    assert written == ["Thanksgiving"]
    years = {holiday.date.year for holiday in calendar.holidays}
    assert years == {*range(2021, 2052)} - {2027, 2028}


def test_what_is_absent_has_its_default() -> None:
    reading = reading_of("steps: [{id: a, title: A, duration: 1d}]")
    assert reading.plan == Plan(title="T", steps=(Step(id="a", title="A", duration=days(1)),))
    assert reading.as_of == date(2026, 11, 23)


@pytest.mark.parametrize(
    "text",
    ["steps:", "steps: []", "calendars:", "people: null", "why:", "hold:", "start:", "resolution:", "critical_dates:"],
)
def test_an_empty_key_is_an_absent_one(text: str) -> None:
    assert plan_of(text) == Plan(title="T", steps=())


def test_an_empty_calendar_is_monday_to_friday() -> None:
    plan = plan_of("calendars: {seller: , customer: {}}")
    assert [(calendar.id, calendar.week) for calendar in plan.calendars] == [
        ("seller", MONDAY_TO_FRIDAY),
        ("customer", MONDAY_TO_FRIDAY),
    ]


def test_a_week_is_a_list_of_days_or_the_hours_of_each() -> None:
    plan = plan_of(
        "calendars:\n"
        "  a: {week: [sun, mon]}\n"
        "  b: {week: {mon: 22:00-24:00, tue: [13:00-17:00, 09:00-12:00, 12:00-12:30], wed: [], thu: }}\n"
        "  c: {week: []}\n"
    )
    a, b, c = plan.calendars
    assert a.week == (NINE_TO_FIVE, (), (), (), (), (), NINE_TO_FIVE)
    assert b.week == (
        (Hours(start=1320, end=1440),),
        (Hours(start=540, end=750), Hours(start=780, end=1020)),
        (),
        NINE_TO_FIVE,
        (),
        (),
        (),
    )
    assert c.week == ((), (), (), (), (), (), ())


def test_a_single_predecessor_needs_no_list() -> None:
    plan = plan_of(
        "steps:\n"
        "  - {id: a, title: A, duration: 1d}\n"
        "  - {id: b, title: B, duration: 1d, after: a}\n"
        "  - {id: c, title: C, duration: 1d, after: {step: a, type: FF, lag: -3ed}}\n"
    )
    assert plan.steps[1].after == (Link(step="a"),)
    assert plan.steps[2].after == (Link(step="a", type="FF", lag=days(-3, elapsed=True)),)


def test_holidays_of_a_region_reach_over_the_horizon() -> None:
    plan = plan_of("start: 2027-01-04\ncalendars: {customer: {holidays: DE-BY}}")
    names = {holiday.date: holiday.name for holiday in plan.calendars[0].holidays}
    assert (min(names).year, max(names).year) == (2022, 2052)
    assert names[date(2027, 1, 6)] == "Epiphany"


def test_holidays_of_a_region_are_worked_out_once() -> None:
    text = "calendars: {customer: {holidays: DE-BY}}"
    assert plan_of(text).calendars[0].holidays is plan_of(text).calendars[0].holidays


def test_a_minute_plan_has_times_with_and_without_offset() -> None:
    plan = plan_of(
        "resolution: minute\n"
        "time_zone: Europe/Berlin\n"
        "start: 2026-11-23 08:30\n"
        "critical_dates:\n"
        "  - {id: a, date: 2026-12-01T12:00Z}\n"
        '  - {id: b, date: "2026-12-01 12:00:00+05:30"}\n'
        "  - {id: c, date: 2026-12-01}\n"
        "steps: [{id: s, title: S, duration: 90m, overlap: 2h}]\n"
    )
    assert plan.start == datetime(2026, 11, 23, 8, 30)  # noqa: DTZ001 - wall-clock time in the plan's zone
    assert [critical.date for critical in plan.critical_dates] == [
        datetime(2026, 12, 1, 12, tzinfo=UTC),
        datetime(2026, 12, 1, 12, tzinfo=timezone(timedelta(hours=5, minutes=30))),
        date(2026, 12, 1),
    ]
    assert plan.steps[0].duration == Duration(amount=90, unit="m")


def test_words_that_other_yaml_readers_change_stay_text() -> None:
    odd = "{a: 10:00, b: 2026-11-30, c: yes, d: 1_000, e: 0o17, f: 0x1F}"
    reading = reading_of(f"seller: NO\ncustomer: on\ntemplate: {{answers: {odd}}}")
    assert (reading.plan.seller, reading.plan.customer) == ("NO", "on")
    assert reading.document.template is not None
    answers = reading.document.template.answers
    assert answers == {"a": "10:00", "b": "2026-11-30", "c": "yes", "d": "1_000", "e": 15, "f": 31}


def test_as_of_comes_from_the_caller_then_the_document_then_today() -> None:
    def as_of(text: str, **asked: Any) -> object:  # noqa: ANN401 - arguments of read
        return read(f"{{format: backplan/1, title: T, {text}}}", file="x", scheduling=unscheduled, **asked).as_of

    def today(zone: str) -> date:
        return date(2026, 11, 24) if zone == "Asia/Tokyo" else date(2026, 11, 23)

    assert as_of("as_of: 2026-12-03", as_of="2026-12-24", today=today) == date(2026, 12, 24)
    assert as_of("as_of: 2026-12-03", today=today) == date(2026, 12, 3)
    assert as_of("time_zone: Asia/Tokyo", today=today) == date(2026, 11, 24)
    assert as_of("resolution: day", today=today) == date(2026, 11, 23)


def test_yaml_and_json_give_the_same() -> None:
    from_yaml = read(NORTHWIND, file="a.yaml", scheduling=unscheduled)
    written = from_yaml.places.written
    for text in (json.dumps(written), json.dumps(written, indent="\t"), json.dumps(written).encode()):
        from_json = read(text, file="a.json", scheduling=unscheduled)
        assert (from_json.document, from_json.plan) == (from_yaml.document, from_yaml.plan)


def test_bytes_may_begin_with_a_byte_order_mark() -> None:
    assert (
        read(b"\xef\xbb\xbf" + NORTHWIND.encode(), file="x", scheduling=unscheduled).plan
        == read(NORTHWIND, file="x", scheduling=unscheduled).plan
    )


@pytest.mark.parametrize(
    ("path", "words"),
    [
        (("title",), "title: Northwind"),
        (("calendars", "seller", "week", "wed"), "week: {mon:"),
        (("critical_dates", 0, "buffer"), "buffer: 5d"),
        (("critical_dates", 1), "id: all-done"),
        (("steps", 3), "- id: legal-review"),
        (("steps", 3, "phase"), "phase: purchase"),
        (("steps", 3, "after", 1, "lag"), "type: SS"),
        (("steps", 3, "nothing", "here"), "- id: legal-review"),
        (("why", "pains", 0, "text"), "pains:"),
    ],
)
def test_every_path_has_its_line(path: tuple[str | int, ...], words: str) -> None:
    line = read(NORTHWIND, file="x", scheduling=unscheduled).places.line(path) or 0
    assert words in NORTHWIND.splitlines()[line - 1]


def test_every_path_of_a_json_text_has_its_line() -> None:
    written = read(NORTHWIND, file="x", scheduling=unscheduled).places.written
    text = json.dumps(written, indent=1)
    places = read(text, file="x.json", scheduling=unscheduled).places
    lines = text.splitlines()

    def look(value: Any, *path: str | int) -> None:  # noqa: ANN401 - plain data
        line = lines[(places.line(path) or 0) - 1] if path else lines[0]
        if path and isinstance(path[-1], str):
            assert f'"{path[-1]}":' in line
        elif isinstance(value, str):
            assert json.dumps(value) in line
        if isinstance(value, dict):
            for key, inner in value.items():
                look(inner, *path, key)
        elif isinstance(value, list):
            for index, inner in enumerate(value):
                look(inner, *path, index)

    look(written)


def test_what_an_alias_repeats_is_read_again() -> None:
    plan = plan_of("steps: [{id: a, title: &t A, duration: &d 2d}, {id: b, title: *t, duration: *d}]")
    assert plan.steps[1] == Step(id="b", title="A", duration=days(2))


def test_a_refusal_is_one_line_a_problem() -> None:
    with pytest.raises(Unreadable) as refused:
        reading_of("start: 30.11.2026\nseller: 1")
    assert str(refused.value) == (
        "plan.yaml:3 start: '30.11.2026' is no date; write '2026-11-30'\n"
        "plan.yaml:4 seller: here belongs text, not the number 1; put it in quotes"
    )
