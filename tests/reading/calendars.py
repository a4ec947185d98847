"""Read calendars day by day: open before closed before holidays before the week (rule 3.18)."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

Hours = tuple[tuple[int, int], ...]
"""Spans of local minutes within a day, each half-open; empty when nobody works."""

NAMES = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_OFFICE: Hours = ((540, 1020),)
_MONDAY_TO_FRIDAY = list(NAMES[:5])


def hours_by_day(calendar: Mapping[str, Any], first: date, last: date) -> list[Hours]:
    """Give the working hours of each local day from `first` to `last` inclusive (rules 3.2 and 3.18)."""
    week = _week(calendar.get("week") or _MONDAY_TO_FRIDAY)
    count = (last - first).days + 1
    turn = first.weekday()
    hours = ([*week[turn:], *week[:turn]] * (count // 7 + 1))[:count]
    holidays = calendar.get("holidays")
    if holidays:
        for holiday in holidays["days"]:
            if _day(holidays["from"]) <= _day(holiday["date"]) <= _day(holidays["to"]):
                _set(hours, first, [_day(holiday["date"])], ())
    for closure in calendar.get("closed") or []:
        _set(hours, first, days_of(closure), ())
    for opening in calendar.get("open") or []:
        _set(hours, first, [_day(opening["date"])], _hours(opening.get("hours")))
    return hours


def days_of(period: Mapping[str, Any]) -> Iterable[date]:
    """Give every day of an inclusive {from, to} period."""
    begun, ended = _day(period["from"]), _day(period.get("to") or period["from"])
    return (begun + timedelta(days=step) for step in range((ended - begun).days + 1))


def _set(hours: list[Hours], first: date, days: Iterable[date], to: Hours) -> None:
    for day in days:
        place = (day - first).days
        if 0 <= place < len(hours):
            hours[place] = to


def _week(week: list[str] | Mapping[str, Any]) -> list[Hours]:
    if isinstance(week, Mapping):
        return [_hours(week[name]) if name in week else () for name in NAMES]
    return [_OFFICE if name in week else () for name in NAMES]


def _hours(spans: list[str] | None) -> Hours:
    if spans is None:
        return _OFFICE
    return tuple(_span(text) for text in spans)


def _span(text: str) -> tuple[int, int]:
    begun, ended = (_clock(part) for part in text.split("-"))
    return begun, ended if ended > begun else ended + 1440


def _clock(text: str) -> int:
    hour, minute = text.strip().split(":")
    return int(hour) * 60 + int(minute)


def _day(value: object) -> date:
    return date.fromisoformat(str(value)[:10])
