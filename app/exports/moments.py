"""Days and times of a plan on its own clocks and in UTC."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from scheduler.plan import Moment


def day_in(moment: Moment, zone: ZoneInfo) -> date:
    """Return the day of a moment in the plan's zone."""
    shown = wall_clock(moment, zone)
    return shown.date() if isinstance(shown, datetime) else shown


def wall_clock(moment: Moment, zone: ZoneInfo) -> Moment:
    """Return a day as it is, a time as clocks of the plan's zone show it."""
    return in_utc(moment, zone).astimezone(zone) if isinstance(moment, datetime) else moment


def in_utc(moment: datetime, zone: ZoneInfo) -> datetime:
    """Return a time in UTC; without an offset it is wall-clock time in the plan's zone."""
    return (moment if moment.tzinfo else moment.replace(tzinfo=zone)).astimezone(UTC)
