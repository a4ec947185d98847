"""The line of UTC minutes on which a minute plan lives (rules 3.2, 3.4, 3.17, 3.18)."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from .calendars import days_of, hours_by_day
from .slots import slot_times
from .worktime import WorkTime, always

_DAY = timedelta(days=1)
_FOUR_YEARS = date(2027, 1, 4)
_MONDAY, _SUNDAY = date(2001, 1, 1), date(2001, 1, 7)


@lru_cache(maxsize=20000)
def _midnight(day: date, zone: str) -> int:
    """Give the UTC minute (since 1970) at which a local day begins."""
    return _minute(datetime.combine(day, time(), ZoneInfo(zone)))


def _minute(moment: datetime) -> int:
    return int(moment.timestamp()) // 60


def _local(day: date, minutes: int, zone: str) -> int:
    """Give the UTC minute of a local clock reading, `minutes` after a day's 00:00 on the clock."""
    begun = _midnight(day, zone)
    if minutes <= 1440 and _midnight(day + _DAY, zone) - begun == 1440:
        return begun + minutes
    clock = datetime.combine(day, time()) + timedelta(minutes=minutes)
    return _minute(clock.replace(tzinfo=ZoneInfo(zone)))


class MinuteLine:
    """Instants are minutes since 1970 in UTC."""

    unit = "minute"

    def __init__(self, first: date, last: date, zone: str) -> None:
        """Cover the days from `first` to `last`; `zone` is the plan's."""
        self.first, self.last, self.zone = first, last, zone
        self.low = _midnight(first, "UTC")
        self.high = _midnight(last, "UTC")

    def begin(self, text: str) -> int:
        """Give the time, or 00:00 of a bare date."""
        if len(text) > 10:
            moment = datetime.fromisoformat(text)
            return _minute(moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(self.zone)))
        return _midnight(date.fromisoformat(text), self.zone)

    def end(self, text: str) -> int:
        """Give the time, or 24:00 of a bare date."""
        return self.begin(text) if len(text) > 10 else self._day_of(text)[1]

    def deadline(self, text: str, own: WorkTime, *, anchored: bool) -> int:
        """Give the end; for an anchored milestone and a bare date the begin of that working day."""
        return self._first_of_day(text, own) if anchored and len(text) == 10 else self.end(text)

    def limit(self, key: str, text: str, own: WorkTime, *, point: bool, anchored: bool) -> int:
        """Give the time; a bare date is read as CLARIFICATIONS and rule 3.2 say."""
        if len(text) > 10:
            return self.begin(text)
        begun, ended = self._day_of(text)
        if key == "must_start_on" or (anchored and "earlier" not in key):
            return self._first_of_day(text, own)
        if key == "must_finish_on":
            last = own.last_before(ended) + 1
            return last if last > begun else ended
        if "earlier" in key:
            return begun
        return ended - 1 if key.startswith("start") and not point else ended

    def actual_point(self, text: str) -> int:
        """Give the time, or 24:00."""
        return self.end(text)

    def closed_day(self, text: str, plain: WorkTime) -> bool:
        """Tell whether nothing is worked on that day of the plan's zone."""
        begun, ended = self._day_of(text)
        return plain.between(begun, ended) == 0

    def calendar(self, calendar: Mapping[str, Any]) -> WorkTime:
        """Flag the working minutes of each local day."""
        zone = calendar.get("time_zone") or self.zone
        flags = bytearray(self.high - self.low)
        for number, spans in enumerate(hours_by_day(calendar, self.first - _DAY, self.last + _DAY)):
            day = self.first + timedelta(days=number - 1)
            for begun, ended in spans:
                self._flag(flags, _local(day, begun, zone), _local(day, ended, zone))
        lengths = [
            sum(ended - begun for begun, ended in spans) for spans in hours_by_day(_week_of(calendar), _MONDAY, _SUNDAY)
        ]
        return WorkTime(self.low, bytes(flags), _most_frequent(lengths))

    def joint(self, parts: list[WorkTime], calendars: list[Mapping[str, Any]]) -> WorkTime:
        """Keep the minutes that all work; 1d is a day of the zone that they share, else of the plan's."""
        zones = {calendar.get("time_zone") or self.zone for calendar in calendars}
        zone = zones.pop() if len(zones) == 1 else self.zone
        lengths = _joint_lengths(json.dumps([_week_of(calendar) for calendar in calendars]), self.zone, zone)
        return WorkTime(self.low, parts[0].only(parts[1:]).flags, _most_frequent(lengths))

    def elapsed(self) -> WorkTime:
        """Flag every minute; a day has 24 hours."""
        return always(self.low, self.high, 1440)

    def marked(self, periods: Iterable[Mapping[str, Any]], zone: str | None) -> WorkTime:
        """Flag the periods from 00:00 of their first to 24:00 of their last day in a zone."""
        flags = bytearray(self.high - self.low)
        for period in periods:
            for day in days_of(period):
                self._flag(flags, _midnight(day, zone or self.zone), _midnight(day + _DAY, zone or self.zone))
        return WorkTime(self.low, bytes(flags), None)

    def sharp(self, slots: str | dict[str, Any]) -> bool:
        """Tell whether the rule names hours."""
        return "BYHOUR" in str(slots).upper()

    def spell(self, unit: int, instant: int, *, exact: bool) -> str:
        """Write the date, or the time of the plan's zone."""
        moment = datetime.fromtimestamp((instant if exact else unit) * 60, ZoneInfo(self.zone)).replace(tzinfo=None)
        return moment.isoformat(timespec="minutes") if exact else moment.date().isoformat()

    def slots(self, slots: str | dict[str, Any], own: WorkTime, *, resting: bool) -> WorkTime:
        """Flag the working minutes at the rule's times, or of the rule's days when it names no hours.

        A milestone that rests at a time may do so at the end of a working period too.
        """
        flags = bytearray(self.high - self.low)
        sharp, times = slot_times(slots, self.first, self.last)
        for moment in times:
            if sharp:
                begun = _local(moment.date(), moment.hour * 60 + moment.minute, self.zone)
                self._flag(flags, begun, begun + 1)
            else:
                self._flag(flags, *self._day_of(moment.date().isoformat()))
        if sharp and resting:
            worked = int.from_bytes(own.flags)
            own = WorkTime(self.low, (worked | worked >> 8).to_bytes(len(own.flags)), None)
        return WorkTime(self.low, bytes(flags), None).only([own])

    def show_start(self, instant: int) -> str:
        """Show the UTC minute."""
        return datetime.fromtimestamp(instant * 60, UTC).isoformat(timespec="minutes")

    def show_finish(self, instant: int) -> str:
        """Show the UTC minute."""
        return self.show_start(instant)

    def show_point(self, instant: int, floor: int, own: WorkTime) -> str:
        """Show the exact instant."""
        del floor, own
        return self.show_start(instant)

    def _day_of(self, text: str) -> tuple[int, int]:
        day = date.fromisoformat(text[:10])
        return _midnight(day, self.zone), _midnight(day + _DAY, self.zone)

    def _first_of_day(self, text: str, own: WorkTime) -> int:
        """Give the first working instant of a day, its 00:00 when there is none."""
        begun, ended = self._day_of(text)
        first = own.first_from(begun)
        return first if first < ended else begun

    def _flag(self, flags: bytearray, begun: int, ended: int) -> None:
        begun, ended = max(begun, self.low), min(ended, self.high)
        if begun < ended:
            flags[begun - self.low : ended - self.low] = b"\x01" * (ended - begun)


def _week_of(calendar: Mapping[str, Any]) -> Mapping[str, Any]:
    """Leave out what closes or opens single days: 1d is a day of the week (rule 3.2)."""
    return {key: calendar[key] for key in ("week", "time_zone") if key in calendar}


@lru_cache
def _joint_lengths(weeks: str, plan_zone: str, zone: str) -> list[int]:
    """Give the lengths of the days that calendars share, over four years of whole weeks: clocks change between them."""
    line = MinuteLine(_FOUR_YEARS, _FOUR_YEARS + timedelta(days=4 * 52 * 7 + 14), plan_zone)
    parts = [line.calendar(week) for week in json.loads(weeks)]
    together = parts[0].only(parts[1:])
    days = [_FOUR_YEARS + timedelta(days=number) for number in range(7, 4 * 52 * 7 + 7)]
    return [together.between(_midnight(day, zone), _midnight(day + _DAY, zone)) for day in days]


def _most_frequent(lengths: Iterable[int]) -> int:
    """Give the most frequent positive length, the longer of several; eight hours where no day has any (rule 3.2)."""
    counted = Counter(length for length in lengths if length > 0)
    return max(counted, key=lambda length: (counted[length], length), default=480)
