"""Moments as instants, so that days and times, with or without an offset, can be compared."""

from __future__ import annotations

from datetime import datetime, time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from scheduler.plan import Moment


def begin_of(moment: Moment, zone: ZoneInfo) -> datetime:
    """Return when a moment begins: a day at its midnight, a time without offset in the plan's zone."""
    if not isinstance(moment, datetime):
        return datetime.combine(moment, time.min, zone)
    return moment if moment.tzinfo else moment.replace(tzinfo=zone)
