"""How days, amounts and lists are said in sentences, the same everywhere and in no locale."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from .plan import Moment, Resolution

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def day_said(day: Moment, *, near: Moment) -> str:
    """Say a day as `Mon 23 Nov`, with its year where that is not the year of `near`; a time with its hour."""
    said = f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"
    if day.year != near.year:
        said += f" {day.year}"
    if isinstance(day, datetime):
        said += f" {day:%H:%M}"
    return said


def days_said(first: date, last: date, *, near: Moment) -> str:
    """Say a run of days as `24-31 Dec`, `24 Dec-1 Jan 2027` or, for one, as that day."""
    if first == last:
        return day_said(first, near=near)
    end = f"{last.day} {MONTHS[last.month - 1]}"
    begin = (
        str(first.day)
        if (first.year, first.month) == (last.year, last.month)
        else f"{first.day} {MONTHS[first.month - 1]}"
    )
    return f"{begin}-{end}" + (f" {last.year}" if last.year != near.year else "")


def amount_said(units: int, unit: Resolution, *, elapsed: bool = False) -> str:
    """Say an amount of time: `1 working day`, `90 working minutes`; elapsed time without `working`."""
    kind = "" if elapsed else "working "
    return f"{abs(units)} {kind}{unit}{'' if abs(units) == 1 else 's'}"


def listed(names: Sequence[str]) -> str:
    """Say names as `A`, `A and B`, `A, B and C`."""
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1]])) if names else ""
