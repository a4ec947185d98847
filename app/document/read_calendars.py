"""Calendars, closures, freezes and absences of the document as the engine's values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scheduler.plan import (
    MONDAY_TO_FRIDAY,
    NINE_TO_FIVE,
    Calendar,
    DayHours,
    Freeze,
    Holiday,
    Hours,
    OpenDay,
    Period,
    Week,
)

from .hours import joined_hours, read_stretch, refuse_crowded
from .regions import public_holidays, with_written
from .zones import read_zone

if TYPE_CHECKING:
    from collections.abc import Sequence

    from . import wire
    from .frame import Frame
    from .wire import calendars as wire_calendars
    from .wire.values import DayName

_ALWAYS = (Hours(start=0, end=24 * 60),)
_ALWAYS_OPEN: Week = (_ALWAYS, _ALWAYS, _ALWAYS, _ALWAYS, _ALWAYS, _ALWAYS, _ALWAYS)
_RESERVED = ("successor", "predecessor")


def read_calendars(document: wire.PlanDocument, frame: Frame, start_year: int) -> tuple[Calendar, ...]:
    """Return the calendars of a document, with their holidays over the horizon of a plan that starts in a year."""
    return tuple(_calendar(name, written, frame, start_year) for name, written in document.calendars.items())


def read_freezes(document: wire.PlanDocument, frame: Frame) -> tuple[Freeze, ...]:
    """Return the freezes of a document."""
    freezes = []
    unreadable = []
    for index, written in enumerate(document.freezes):
        at = ("freezes", index)
        start = frame.moment(written.from_, *at, "from")
        end = frame.moment(written.to, *at, "to") if written.to is not None else start
        frame.refuse_reversed(start, end, *at, "to")
        if start is None or end is None:
            unreadable.append(index)
        else:
            freezes.append(Freeze(start=start, end=end, reason=written.reason or ""))
    frame.problems.origins.drop(("freezes",), unreadable, len(document.freezes))
    return tuple(freezes)


def read_periods(written: Sequence[wire_calendars.Closure], frame: Frame, *path: str | int) -> tuple[Period, ...]:
    """Return closures or absences."""
    periods = []
    for index, closure in enumerate(written):
        start = frame.day(closure.from_, *path, index, "from")
        end = frame.day(closure.to, *path, index, "to") if closure.to is not None else start
        frame.refuse_reversed(start, end, *path, index, "to")
        if start is not None and end is not None:
            periods.append(Period(start=start, end=end, reason=closure.reason or ""))
    return tuple(periods)


def _calendar(name: str, written: wire_calendars.Calendar, frame: Frame, start_year: int) -> Calendar:
    at = ("calendars", name)
    if name in _RESERVED:
        sentence = (
            f"no calendar can be called {name!r}: in lag_calendar the word means a step's {name}; name it otherwise"
        )
        frame.problems.tell("reserved-name", at, sentence, settles=False)
    calendar = Calendar(
        id=name,
        week=_week(written, frame, at),
        holidays=_holidays(written.holidays, frame, start_year, *at, "holidays") if written.holidays else (),
        closed=read_periods(written.closed, frame, *at, "closed"),
        open=_open_days(written.open, frame, *at, "open"),
        time_zone=frame.problems.read(read_zone, written.time_zone, *at, "time_zone"),
    )
    if frame.problems.touch(*at):
        # Whatever is unclear about it, no working time is said to be missing for it.
        return Calendar(id=name, week=_ALWAYS_OPEN)
    return calendar


def _week(written: wire_calendars.Calendar, frame: Frame, at: tuple[str, str]) -> Week:
    """Return the hours of each day; a day that is only named has the usual ones."""
    if written.week is None:
        return MONDAY_TO_FRIDAY
    week = written.week

    def hours(day: DayName) -> DayHours:
        if day not in week:
            return ()
        named = week[day]
        return NINE_TO_FIVE if named is None else _hours(named, frame, *at, "week", day) or ()

    return hours("mon"), hours("tue"), hours("wed"), hours("thu"), hours("fri"), hours("sat"), hours("sun")


def _open_days(written: Sequence[wire_calendars.OpenDay], frame: Frame, *path: str | int) -> tuple[OpenDay, ...]:
    days = []
    for index, day in enumerate(written):
        date = frame.day(day.date, *path, index, "date")
        hours: DayHours | None = NINE_TO_FIVE
        if day.hours is not None:
            hours = _some_hours(day.hours, frame, *path, index, "hours")
        if date is not None and hours is not None:
            days.append(OpenDay(date=date, hours=hours, reason=day.reason or ""))
    return tuple(days)


def _some_hours(written: Sequence[str], frame: Frame, *path: str | int) -> DayHours | None:
    if not written:
        sentence = "an open day needs hours, such as '10:00-14:00'; leave the key out for 09:00-17:00"
        frame.problems.tell("no-hours", path, sentence)
        return None
    return _hours(written, frame, *path)


def _hours(written: Sequence[str], frame: Frame, *path: str | int) -> DayHours | None:
    """Return the hours of a day; nothing where one of its stretches is wrong."""
    frame.problems.read(refuse_crowded, written, *path)
    read = [frame.problems.read(read_stretch, text, *path, index) for index, text in enumerate(written)]
    stretches = [hours for hours in read if hours is not None]
    return frame.problems.read(joined_hours, stretches, *path) if len(stretches) == len(read) else None


def _holidays(written: wire_calendars.Holidays, frame: Frame, start_year: int, *path: str | int) -> tuple[Holiday, ...]:
    """Return the library's holidays, except where the document says itself which there are."""
    library = frame.problems.read(lambda region: public_holidays(region, start_year), written.region, *path, "region")
    first = frame.day(written.from_, *path, "from")
    last = frame.day(written.to, *path, "to")
    frame.refuse_reversed(first, last, *path, "to")
    given = {"from": written.from_, "to": written.to, "days": written.days}
    absent = [key for key, value in given.items() if value is None]
    if absent and len(absent) < len(given):
        present = " and ".join(key for key in given if key not in absent)
        sentence = (
            f"{present} without {' and '.join(absent)}; the days rule from one day to another, so write all three"
        )
        frame.problems.tell("incomplete-holidays", path, sentence, settles=False)
    days = []
    for index, holiday in enumerate(written.days or ()):
        date = frame.day(holiday.date, *path, "days", index, "date")
        if date is None or first is None or last is None:
            continue
        if not first <= date <= last:
            sentence = f"{date} is outside {first} to {last}, where these days rule; widen from and to or take it away"
            frame.problems.tell("holiday-outside-its-span", (*path, "days", index, "date"), sentence)
        days.append(Holiday(date=date, name=holiday.name or ""))
    if first is None or last is None or library is None:
        return library or ()
    return with_written(library, days, first, last)
