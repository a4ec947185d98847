"""Holidays written into a document, so that an update of the library never moves a date silently."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from .regions import LIBRARY, holidays_between, weekend_of
from .wire.calendars import Holidays
from .wire.values import DayLetters

if TYPE_CHECKING:
    from datetime import date

    from .wire import PlanDocument
    from .wire.calendars import Calendar, Week

_DAYS: tuple[DayLetters, ...] = get_args(DayLetters)
_SATURDAY_AND_SUNDAY = frozenset({5, 6})


def with_holidays_written(document: PlanDocument, *, first: date, last: date) -> PlanDocument:
    """Return a document with the days of its regions from the first to the last, and the weeks of their countries.

    It must be one that can be read. Calendars whose days are written already stay as they are.
    """
    calendars = {name: _written(calendar, first, last) for name, calendar in document.calendars.items()}
    return document.model_copy(update={"calendars": calendars})


def _written(calendar: Calendar, first: date, last: date) -> Calendar:
    if calendar.holidays is None or calendar.holidays.days is not None:
        return calendar
    region = calendar.holidays.region
    days = [{"date": day.date.isoformat(), "name": day.name} for day in holidays_between(region, first, last)]
    span = {"from": first.isoformat(), "to": last.isoformat()}
    written = Holidays.model_validate({"region": region, "library": LIBRARY, **span, "days": days})
    week = calendar.week if calendar.week is not None else week_of(region)
    return calendar.model_copy(update={"holidays": written, "week": week})


def week_of(region: str) -> Week | None:
    """Return the working days of a region's country; nothing where they are Monday to Friday, as without a week."""
    weekend = weekend_of(region)
    if weekend == _SATURDAY_AND_SUNDAY:
        return None
    return dict.fromkeys(day for number, day in enumerate(_DAYS) if number not in weekend)
