"""How days, amounts and lists are said in sentences, the same everywhere and in no locale."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from .timeline import day_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from .plan import Duration, Moment, Resolution

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


FAR = 300
"""Days from which on a date needs its year to be understood."""


def day_said(day: Moment, *, near: Moment) -> str:
    """Say a day as `Mon 23 Nov`, with its year where it is far from `near`; a time with its hour."""
    said = f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}{_year(day, near)}"
    return f"{said} {day:%H:%M}" if isinstance(day, datetime) else said


def days_said(first: date, last: date, *, near: Moment) -> str:
    """Say a run of days as `24-31 Dec`, `24 Dec-1 Jan` or, for one, as that day."""
    if first == last:
        return day_said(first, near=near)
    same = (first.year, first.month) == (last.year, last.month)
    begin = str(first.day) if same else f"{first.day} {MONTHS[first.month - 1]}"
    return f"{begin}-{last.day} {MONTHS[last.month - 1]}{_year(last, near)}"


def _year(day: Moment, near: Moment) -> str:
    return f" {day.year}" if abs((day_of(day) - day_of(near)).days) >= FAR else ""


def amount_said(units: int, unit: Resolution, *, elapsed: bool = False) -> str:
    """Say an amount of time: `1 working day`, `90` minutes as `1 h 30 min`; elapsed time without `working`."""
    kind, amount = "" if elapsed else "working ", abs(units)
    if unit == "minute" and amount >= 60:  # noqa: PLR2004 - from an hour on people say hours
        hours, minutes = divmod(amount, 60)
        if minutes:
            return f"{hours} h {minutes} min" + ("" if elapsed else " of working time")
        return _counted(hours, f"{kind}hour")
    return _counted(amount, f"{kind}{unit}")


def duration_said(duration: Duration) -> str:
    """Say a duration or lag as somebody wrote it: `10 working days`, `3 days`, `90 working minutes`."""
    word = {"d": "day", "h": "hour", "m": "minute", "w": "week"}[duration.unit]
    return _counted(abs(duration.amount), word if duration.elapsed else f"working {word}")


def _counted(amount: int, word: str) -> str:
    return f"{amount} {word}{'' if amount == 1 else 's'}"


def listed(names: Sequence[str]) -> str:
    """Say names as `A`, `A and B`, `A, B and C`."""
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1]])) if names else ""
