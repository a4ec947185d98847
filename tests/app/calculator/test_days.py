"""A go-live date is understood as people write it; what could be two days is asked back, what is none is told."""

from datetime import date

import pytest

from app.calculator.days import NoDayError, day_of

TODAY = date(2026, 11, 26)  # a Thursday


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2027-09-15", date(2027, 9, 15)),
        ("15 September", date(2027, 9, 15)),
        ("15th September", date(2027, 9, 15)),
        ("Sep 15, 2027", date(2027, 9, 15)),
        ("15.9.", date(2027, 9, 15)),
        ("15.9.27", date(2027, 9, 15)),
        ("9/15/2027", date(2027, 9, 15)),
        ("15/9/2027", date(2027, 9, 15)),
        ("26 November", date(2026, 11, 26)),
        ("25 November", date(2027, 11, 25)),
        ("29 Feb 2028", date(2028, 2, 29)),
        ("tomorrow", date(2026, 11, 27)),
        ("Sat", date(2026, 11, 28)),
        ("tuesday", date(2026, 12, 1)),
        ("on Wednesday", date(2026, 12, 2)),
        ("friday", date(2026, 11, 27)),
        ("Thursday", date(2026, 12, 3)),
        ("next Friday", date(2026, 12, 4)),
        ("next monday", date(2026, 11, 30)),
        ("in 12 weeks", date(2027, 2, 18)),
        ("3 months", date(2027, 2, 26)),
    ],
)
def test_a_day_is_understood_as_it_is_written(text: str, day: date) -> None:
    assert day_of(text, today=TODAY) == day


@pytest.mark.parametrize(
    "text", ["soon", "29 Feb 2027", "31.6.", "Q3", "0009-01-05", "2027", "next year", "", "money", "sunny"]
)
def test_what_is_no_day_is_told_with_one_that_is(text: str) -> None:
    with pytest.raises(NoDayError, match="is no day; write one like 2027-03-15"):
        day_of(text, today=TODAY)


def test_a_month_with_fewer_days_is_told_how_many_it_has() -> None:
    with pytest.raises(NoDayError, match=r"^February 2027 has the days 1 to 28, and no 30$"):
        day_of("2027-02-30", today=TODAY)


def test_what_could_be_two_days_is_asked_back_with_both() -> None:
    with pytest.raises(NoDayError) as told:
        day_of("4/5/2027", today=TODAY)
    assert str(told.value) == (
        "'4/5/2027' can be Tue 4 May (2027-05-04) or Mon 5 Apr (2027-04-05); write the one that is meant"
    )
