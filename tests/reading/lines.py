"""The line of integer instants on which a plan lives, and how its dates are read and shown (rules 3.2 and 3.3)."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any, Protocol

from .calendars import days_of, hours_by_day
from .slots import slot_times
from .worktime import WorkTime, always


class Line(Protocol):
    """What the passes need to know of a resolution; instants are whole days or whole UTC minutes."""

    unit: str

    def begin(self, text: str) -> int:
        """Give the instant at which a date begins, or the time itself."""

    def end(self, text: str) -> int:
        """Give the instant at which a date ends, or the time itself."""

    def deadline(self, text: str, own: WorkTime, *, anchored: bool) -> int:
        """Give the instant by which a critical date binds a step (rules 3.2, 3.4)."""

    def limit(self, key: str, text: str, own: WorkTime, *, point: bool, anchored: bool) -> int:
        """Give the instant that a limit or pin means for a step (rules 3.4, 3.9)."""

    def actual_point(self, text: str) -> int:
        """Give the instant at which a milestone was actually reached."""

    def closed_day(self, text: str, plain: WorkTime) -> bool:
        """Tell whether a calendar does not work on the day of a critical date (rule 3.5)."""

    def calendar(self, calendar: Mapping[str, Any]) -> WorkTime:
        """Lay out the working time of a calendar."""

    def joint(self, parts: list[WorkTime], calendars: list[Mapping[str, Any]]) -> WorkTime:
        """Lay out the time at which all of several calendars work (rule 3.19)."""

    def elapsed(self) -> WorkTime:
        """Lay out elapsed time."""

    def marked(self, periods: Iterable[Mapping[str, Any]], zone: str | None) -> WorkTime:
        """Lay out the units inside inclusive {from, to} periods of days."""

    def sharp(self, slots: str | dict[str, Any]) -> bool:
        """Tell whether slots are times and not days."""

    def spell(self, unit: int, instant: int, *, exact: bool) -> str:
        """Write, as a document does, the day of a unit, or in minute plans when `exact` the instant."""

    def slots(self, slots: str | dict[str, Any], own: WorkTime, *, resting: bool) -> WorkTime:
        """Lay out the working units at which a slots rule lets a step start, or a resting milestone be (rule 3.17)."""

    def show_start(self, instant: int) -> str:
        """Show the begin of a step."""

    def show_finish(self, instant: int) -> str:
        """Show the end of a step; in day plans the last day worked."""

    def show_point(self, instant: int, floor: int, own: WorkTime) -> str:
        """Show a milestone's instant, not before the floor (rule 3.4)."""


class DayLine:
    """Instants are day ordinals; instant t is the begin of day t."""

    unit = "day"

    def __init__(self, first: date, last: date) -> None:
        """Cover the days from `first` to `last` inclusive."""
        self.first = first
        self.last = last
        self.low = first.toordinal()

    def begin(self, text: str) -> int:
        """Give the begin of the day."""
        return date.fromisoformat(str(text)[:10]).toordinal()

    def end(self, text: str) -> int:
        """Give the end of the day."""
        return self.begin(text) + 1

    def deadline(self, text: str, own: WorkTime, *, anchored: bool) -> int:
        """Give the end of the day, for an anchored milestone the begin."""
        del own
        return self.begin(text) if anchored else self.end(text)

    def limit(self, key: str, text: str, own: WorkTime, *, point: bool, anchored: bool) -> int:
        """Give the end of the day for a milestone or a finish, the begin for an anchored one or a start."""
        del own
        return self.begin(text) if anchored or ("start" in key and not point) else self.end(text)

    def actual_point(self, text: str) -> int:
        """Give the end of the day."""
        return self.end(text)

    def closed_day(self, text: str, plain: WorkTime) -> bool:
        """Tell whether the day is not worked."""
        return not plain.works(self.begin(text))

    def calendar(self, calendar: Mapping[str, Any]) -> WorkTime:
        """Flag each day that has hours."""
        hours = hours_by_day(calendar, self.first, self.last)
        return WorkTime(self.low, bytes(1 if spans else 0 for spans in hours), None)

    def joint(self, parts: list[WorkTime], calendars: list[Mapping[str, Any]]) -> WorkTime:
        """Keep the days that all of them work."""
        del calendars
        return parts[0].only(parts[1:])

    def elapsed(self) -> WorkTime:
        """Flag every day."""
        return always(self.low, self.last.toordinal() + 1, None)

    def marked(self, periods: Iterable[Mapping[str, Any]], zone: str | None) -> WorkTime:
        """Flag each day of the periods; zones play no part in day plans."""
        del zone
        flags = bytearray((self.last - self.first).days + 1)
        for period in periods:
            for day in days_of(period):
                if self.first <= day <= self.last:
                    flags[(day - self.first).days] = 1
        return WorkTime(self.low, bytes(flags), None)

    def sharp(self, slots: str | dict[str, Any]) -> bool:
        """Slots are days."""
        del slots
        return False

    def spell(self, unit: int, instant: int, *, exact: bool) -> str:
        """Write the day."""
        del instant, exact
        return self.show_start(unit)

    def slots(self, slots: str | dict[str, Any], own: WorkTime, *, resting: bool) -> WorkTime:
        """Flag the working days among the rule's days."""
        del resting
        _, times = slot_times(slots, self.first, self.last)
        flags = bytearray(len(own.flags))
        for time in times:
            flags[time.toordinal() - self.low] = 1
        return WorkTime(self.low, bytes(flags), None).only([own])

    def show_start(self, instant: int) -> str:
        """Show the day that begins."""
        return date.fromordinal(instant).isoformat()

    def show_finish(self, instant: int) -> str:
        """Show the day that ends."""
        return (date.fromordinal(instant) - timedelta(days=1)).isoformat()

    def show_point(self, instant: int, floor: int, own: WorkTime) -> str:
        """Show the day on which it is reached."""
        del own
        return date.fromordinal(max(instant - 1, floor)).isoformat()
