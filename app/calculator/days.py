"""Days as people write them: `15 September`, `15.9.`, `next Friday`, `in 12 weeks`; without a year, the next one."""

from __future__ import annotations

import re
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from app.document.moments import read_day
from app.document.problems import Wrong
from app.sheet.days import Days
from scheduler.refusals import quoted
from scheduler.wording import WEEKDAYS, day_said

HALF_A_YEAR = timedelta(days=183)
_AHEAD = re.compile(r"(?:in )?(\d{1,3}) (day|week|month)s?(?: from (?:now|today))?")
_WEEKDAY = re.compile(r"(next |this |on )?(mon|tue|wed|thu|fri|sat|sun)(?:(?:s|nes|rs|ur)?day)?")


class NoDayError(ValueError):
    """What was written is no day, or could be two."""


def day_of(text: str, *, today: date) -> date:
    """Return the day that somebody means; NoDayError says what to write instead."""
    said = " ".join(text.casefold().strip(" .!?").split())
    day = _relative(said, today) or _written(text, today)
    if day is None:
        raise NoDayError(_why_none(text))
    return day


def _why_none(text: str) -> str:
    try:
        read_day(text.strip())
    except Wrong as wrong:
        if wrong.code == "no-such-day":
            return wrong.sentence
    return f"{quoted(text)} is no day; write one like 2027-03-15"


def _relative(said: str, today: date) -> date | None:
    """Return a day that was said by how far away it is; `Friday` is the coming one, `next Friday` that of next week."""
    if said in NEAR:
        return today + timedelta(days=NEAR[said])
    if found := _AHEAD.fullmatch(said):
        return today + relativedelta(**{f"{found[2]}s": int(found[1])})  # type: ignore[arg-type] # a unit of its own
    if found := _WEEKDAY.fullmatch(said):
        weekday = [one.lower() for one in WEEKDAYS].index(found[2])
        coming = (weekday - today.weekday() - 1) % 7 + 1
        monday = today + timedelta(days=7 - today.weekday())
        return monday + timedelta(days=weekday) if found[1] == "next " else today + timedelta(days=coming)
    return None


NEAR = {"today": 0, "now": 0, "tomorrow": 1}


def _written(text: str, today: date) -> date | None:
    """Return a day that was written as a date; one that could be two days is refused with both."""
    middle = today + HALF_A_YEAR
    one, other = (Days(order=order, today=middle).read(text) for order in ("day first", "month first"))
    if one != other and one is not None and other is not None:
        both = f"{day_said(one, near=today)} ({one:%Y-%m-%d}) or {day_said(other, near=today)} ({other:%Y-%m-%d})"
        message = f"{quoted(text)} can be {both}; write the one that is meant"
        raise NoDayError(message)
    found = one or other
    return found and date(found.year, found.month, found.day)
