"""The one place that asks what time it is; all other code is told."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo


def today(zone: ZoneInfo) -> date:
    """Return the day that it now is in the zone."""
    return now().astimezone(zone).date()


def now() -> datetime:
    """Return this moment, in UTC."""
    return datetime.now(UTC)
