"""The clock's answers, which no other module may ask for."""

from datetime import UTC, timedelta
from zoneinfo import ZoneInfo

from app import clock


def test_now_is_in_utc() -> None:
    assert clock.now().tzinfo is UTC


def test_today_is_the_day_of_the_zone() -> None:
    """Kiritimati and Pago Pago are 25 hours apart, so their days differ at every moment."""
    east, west = clock.today(ZoneInfo("Pacific/Kiritimati")), clock.today(ZoneInfo("Pacific/Pago_Pago"))

    assert east - west in {timedelta(days=1), timedelta(days=2)}
