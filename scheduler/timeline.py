"""Between the moments that people write and the integers that the passes count with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cached_property, lru_cache
from zoneinfo import ZoneInfo

from .plan import Moment, Resolution

YEARS_BEFORE = 5
YEARS_AFTER = 25
MINUTES_A_DAY = 1440


@dataclass(frozen=True, kw_only=True)
class Timeline:
    """A stretch of whole years, counted in days or in UTC minutes from its first midnight.

    An instant is an integer: in day plans the begin of that local day, in minute plans of that minute. Spans are
    half-open.
    """

    resolution: Resolution
    zone: str
    """The plan's time zone; day plans never look at it."""
    first: date
    """The day of instant 0."""
    days: int

    def __hash__(self) -> int:
        """Hash the horizon alone: every look-up of a kept table asks for it."""
        return hash((self.first, self.days))

    @property
    def length(self) -> int:
        """Return the instant at which the horizon ends."""
        return self.days if self.resolution == "day" else self.days * MINUTES_A_DAY

    @property
    def last(self) -> date:
        """Return the last day of the horizon."""
        return self.first + timedelta(days=self.days - 1)

    def begin(self, moment: Moment, *, zone: str | None = None) -> int:
        """Return the instant at which a day begins, or that a time is."""
        if self.resolution == "day":
            return moment.toordinal() - self.first.toordinal()
        return self._minutes(moment, zone or self.zone)

    def end(self, moment: Moment, *, zone: str | None = None) -> int:
        """Return the instant at which a day ends, or that a time is."""
        if self.resolution == "day":
            return moment.toordinal() - self.first.toordinal() + 1
        if isinstance(moment, datetime):
            return self._minutes(moment, zone or self.zone)
        return self._minutes(moment + timedelta(days=1), zone or self.zone)

    def covers(self, moment: Moment) -> bool:
        """Tell whether a moment lies within the horizon."""
        return 0 <= moment.toordinal() - self.first.toordinal() < self.days

    def day(self, instant: int) -> date:
        """Return the local day in which an instant lies, in the plan's zone."""
        if self.resolution == "minute":
            return self.time(instant).date()
        if 0 <= instant < self.days:
            return self._dates[instant]
        return date.fromordinal(self.first.toordinal() + instant)

    @cached_property
    def _dates(self) -> list[date]:
        """All its days: an answer shows six for each step."""
        base = self.first.toordinal()
        return [date.fromordinal(base + number) for number in range(self.days)]

    def time(self, instant: int) -> datetime:
        """Return an instant of a minute plan as a time in the plan's zone."""
        midnight = datetime(self.first.year, self.first.month, self.first.day, tzinfo=UTC)
        return (midnight + timedelta(minutes=instant)).astimezone(ZoneInfo(self.zone))

    def shown(self, instant: int) -> Moment:
        """Return an instant as it is shown: a day, or in minute plans a time with its offset."""
        return self.day(instant) if self.resolution == "day" else self.time(instant)

    def _minutes(self, moment: Moment, zone: str) -> int:
        if not isinstance(moment, datetime):
            moment = datetime(moment.year, moment.month, moment.day, tzinfo=ZoneInfo(zone))
        elif moment.tzinfo is None:
            moment = moment.replace(tzinfo=ZoneInfo(zone))
        seconds = moment.astimezone(UTC).timestamp()
        return int(seconds // 60) - (self.first.toordinal() - _EPOCH) * MINUTES_A_DAY


_EPOCH = date(1970, 1, 1).toordinal()


def timeline_of(resolution: Resolution, zone: str, start: Moment) -> Timeline:
    """Return the horizon of a plan: whole years, from five before its start to twenty-five after it."""
    return _around(resolution, zone if resolution == "minute" else "UTC", start.year)


@lru_cache(maxsize=16)
def _around(resolution: Resolution, zone: str, year: int) -> Timeline:
    first, last = date(year - YEARS_BEFORE, 1, 1), date(year + YEARS_AFTER, 12, 31)
    return Timeline(resolution=resolution, zone=zone, first=first, days=last.toordinal() - first.toordinal() + 1)


@lru_cache(maxsize=64)
def midnights(first: date, days: int, zone: str) -> tuple[int, ...]:
    """Return the UTC minute at which each local day begins, the end of the last one included."""
    there = ZoneInfo(zone)
    base = first.toordinal()
    found = []
    for number in range(days + 1):
        local = date.fromordinal(base + number)
        offset = datetime(local.year, local.month, local.day, tzinfo=there).utcoffset() or timedelta()
        found.append(number * MINUTES_A_DAY - offset // timedelta(minutes=1))
    return tuple(found)


def local_minute(first: date, number: int, minute: int, zone: str) -> int:
    """Return the UTC minute of a wall-clock minute of the n-th day, whatever the clocks do that day."""
    midnight = datetime(first.year, first.month, first.day) + timedelta(days=number, minutes=minute)  # noqa: DTZ001
    there = midnight.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
    return int(there.timestamp() // 60) - (first.toordinal() - _EPOCH) * MINUTES_A_DAY


def day_of(moment: Moment) -> date:
    """Return the day of a moment."""
    return moment.date() if isinstance(moment, datetime) else moment
