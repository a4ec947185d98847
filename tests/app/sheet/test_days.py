"""Days and amounts of time as people write them."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.sheet.amounts import Amount, amount, percent
from app.sheet.days import days_of
from app.sheet.order import working_days
from tests.app.sheet.sheets import TODAY


@pytest.mark.parametrize(
    "written",
    [
        "2026-09-15", "2026/09/15", "2026.9.15", "15.09.2026", "15.9.26", "15. 9. 2026", "9/15/2026", "9/15/26",
        "15/9/2026", "15-9-2026", "15 Sep 2026", "15. September 2026", "15-Sep-26",
        "15th Sep 2026",
        "Sep 15, 2026", "September 15 2026", "Tue 15 Sep 2026", "Tuesday, 15 September 2026", "Di 15.09.2026",
        "15 sept. 2026", "  15.09.2026 ", 46280, 46280.0, "46280", date(2026, 9, 15),
    ],
    ids=repr,
)  # fmt: skip
def test_a_day_is_read_in_any_form(written: str | float | date) -> None:
    assert days_of([written], TODAY).read(written) == date(2026, 9, 15)


@pytest.mark.parametrize(
    "written",
    [
        "TBD", "Q3 2026", "KW 54", "w/c soon",
        "Foo 2026", "mid September", "13/13/2026", "31.02.2026", "32 Jan 2026", "1.1.0026", "soon", "46280x", 7,
        "7", "2026-09-15 25:00", "x" * 10_000, "1 " * 10_000, None,
    ],
    ids=lambda written: repr(written)[:20],
)  # fmt: skip
def test_what_is_no_day_is_none(written: str | float | None) -> None:
    assert days_of([written], TODAY).read(written) is None


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("15 Sep", "2026-09-15"),
        ("Sep 15", "2026-09-15"),
        ("15.3.", "2027-03-15"),
        ("30/04", "2027-04-30"),
        ("31.12.", "2026-12-31"),
    ],
)
def test_a_day_without_a_year_is_the_nearest(written: str, meant: str) -> None:
    assert days_of([written], TODAY).read(written) == date.fromisoformat(meant)


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("KW 49", "2026-11-30", "2026-12-04"),
        ("kw 12/2027", "2027-03-22", "2027-03-26"),
        ("Week 3", "2027-01-18", "2027-01-22"),
        ("CW 53 26", "2026-12-28", "2027-01-01"),
        ("w/c Jan 4", "2027-01-04", "2027-01-08"),
        ("week of 6 Jan 2027", "2027-01-04", "2027-01-08"),
        ("March 2027", "2027-03-01", "2027-03-31"),
        ("Jan 2028", "2028-01-03", "2028-01-31"),
        ("Dez. 2026", "2026-12-01", "2026-12-31"),
    ],
)
def test_a_week_or_month_is_its_first_or_last_working_day(written: str, first: str, last: str) -> None:
    days = days_of([], TODAY)

    assert (days.read(written), days.read(written, last=True)) == (date.fromisoformat(first), date.fromisoformat(last))


def test_a_time_of_day_comes_with_its_day() -> None:
    assert days_of([], TODAY).read("2026-09-15 9:05") == datetime.fromisoformat("2026-09-15 09:05")


_NOTHING_TELLS = "nothing in the sheet tells, and the month is first in the United States"


@pytest.mark.parametrize(
    ("written", "first", "why"),
    [
        (["3/4/2026", "13/4/2026"], "2026-04-03", "13/4/2026 in the same sheet can be read in one way only"),
        (["3/4/2026", "4/13/2026"], "2026-03-04", "4/13/2026 in the same sheet can be read in one way only"),
        (["12/1/2026", "1/2/2026", "2/2/2026"], "2026-01-12", "so the days follow each other down the sheet"),
        (["1/12/2026", "2/1/2026", "2/2/2026"], "2026-01-12", "so the days follow each other down the sheet"),
        (["12/1/2026", "1/2/2027", "2/2/2027"], "2026-12-01", "so they lie closer together"),
        (["1/12/2026", "2/1/2027", "2/2/2027"], "2026-12-01", "so they lie closer together"),
        (["3/4/2026"], "2026-03-04", _NOTHING_TELLS),
        (["3/4/2026", "13/4/2026", "4/13/2026"], "2026-04-03", "so they lie closer together"),
    ],
)
def test_what_can_be_read_both_ways_is_decided_by_all_days_of_the_sheet(
    written: list[str], first: str, why: str
) -> None:
    days = days_of(written, TODAY)
    read = days.read(written[0])

    assert read == date.fromisoformat(first)
    assert days.why.startswith(f"{written[0]} was read as {first}, not ")
    assert days.why.endswith(f": {why}")


@pytest.mark.parametrize("written", [["13/4/2026", "4/4/2026"], ["2026-04-03"], ["3.4.2026"], []])
def test_what_can_be_read_in_one_way_only_is_not_told(written: list[str]) -> None:
    assert days_of(written, TODAY).why == ""


@given(day=st.dates(date(1990, 1, 1), date(2199, 12, 31)))
def test_every_day_comes_back_from_each_of_our_own_forms(day: date) -> None:
    days = days_of([], TODAY)

    assert days.read(day.isoformat()) == days.read(f"{day.day}.{day.month}.{day.year}") == day
    assert days.read((day - date(1899, 12, 30)).days) == day


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (5, "5d"), (5.0, "5d"), ("5", "5d"), ("5d", "5d"), ("5 days", "5d"), ("5 Tage", "5d"), ("5d?", "5d"),
        ("5 working days", "5d"), ("10 AT", "10d"),
        ("3ed", "3ed"), ("3 edays", "3ed"), ("2ew", "2ew"), ("10 calendar days", "10ed"),
    ],
    ids=repr,
)  # fmt: skip
def test_an_amount_that_a_plan_can_hold_is_taken_as_it_is(written: str | float, meant: str) -> None:
    assert amount(written) == Amount(text=meant)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2w", Amount(text="10d", said="2w became 10d")),
        ("2 wks", Amount(text="10d", said="2 wks became 10d")),
        ("1 Wo.", Amount(text="5d", said="1 Wo. became 5d")),
        ("ca. 3 Wochen", Amount(text="15d", said="ca. 3 Wochen became 15d")),
        ("1 month", Amount(text="20d", said="1 month became 20d")),
        ("1,5 Tage", Amount(text="2d", said="1,5 Tage became 2d")),
        ("4h", Amount(text="1d", said="4h became 1d")),
        ("90 min", Amount(text="1d", said="90 min became 1d")),
        (0.5, Amount(text="1d", said="0.5 days became 1d")),
        ("2-3 weeks", Amount(text="15d", low="10d", said="2-3 weeks became 15d, the longer of the two")),
        ("5 to 10", Amount(text="10d", low="5d", said="5 to 10 became 10d, the longer of the two")),
    ],
)
def test_what_a_plan_cannot_hold_is_rounded_up_to_working_days_and_said(written: str | float, meant: Amount) -> None:
    assert amount(written) == meant


@pytest.mark.parametrize(
    ("unit", "meant"),
    [("w", Amount(text="10d", said="2 weeks became 10d")), ("h", Amount(text="1d", said="2 hours became 1d"))],
)
def test_a_bare_number_counts_what_its_heading_says(unit: str, meant: Amount) -> None:
    assert amount("2", unit=unit) == meant


@pytest.mark.parametrize("written", [0, "0", "0d", "0 days", "0 Tage"], ids=repr)
def test_no_time_at_all_is_a_milestone(written: str | float) -> None:
    assert amount(written) == Amount(text="")


@pytest.mark.parametrize(
    "written",
    ["TBD", "a while", "5 elephants", "-3d", None, "", "1.5 edays", "0-3d", "x" * 500, "99999 weeks", "9999 edays"],
    ids=repr,
)
def test_what_is_no_amount_is_none(written: str | None) -> None:
    assert amount(written) is None


def test_a_plan_of_hours_keeps_them() -> None:
    assert amount("90m", minutes=True) == Amount(text="90m")
    assert amount("2 hours", minutes=True) == Amount(text="2h")


@pytest.mark.parametrize(
    ("written", "meant"),
    [("50%", 50), ("50 %", 50), ("in progress 40%", 40), (0.4, 40), (1, 100), (1.0, 100), (0, 0), (40, 40), ("40", 40),
     ("12,5%", 12), ("140%", None), ("half", None), (140, None)],
    ids=repr,
)  # fmt: skip
def test_a_share_is_read_as_per_cent(written: str | float, meant: int | None) -> None:
    assert percent(written) == meant


@given(first=st.dates(date(2026, 1, 1), date(2027, 12, 31)), length=st.integers(0, 400))
def test_working_days_are_counted_as_one_by_one(first: date, length: int) -> None:
    last = date.fromordinal(first.toordinal() + length)
    counted = sum(date.fromordinal(at).weekday() < 5 for at in range(first.toordinal(), last.toordinal() + 1))

    assert working_days(first, last) == max(counted, 1)
