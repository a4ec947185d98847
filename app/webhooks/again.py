"""How long a receiver that took nothing asks to be left alone (`Retry-After`: RFC 9110, section 10.2.3)."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

AT_MOST = timedelta(hours=8)
"""As long as the longest rest between two attempts: nobody holds an event back for longer by asking."""
_NAME = b"retry-after"
_SECONDS = re.compile(r"[0-9]{1,9}")


def asked_for(headers: Iterable[tuple[bytes, bytes]], now: datetime) -> timedelta:
    """Return how long the headers of an answer ask for, given in seconds or as a moment; nothing where they do not."""
    said = next((value.decode("ascii", "replace").strip() for name, value in headers if name.lower() == _NAME), "")
    return max(timedelta(0), min(_rest(said, now), AT_MOST))


def _rest(said: str, now: datetime) -> timedelta:
    if _SECONDS.fullmatch(said):
        return timedelta(seconds=int(said))
    try:
        moment = parsedate_to_datetime(said)
    except (ValueError, OverflowError):  # the latter of a number that no clock has
        return timedelta(0)
    return timedelta(0) if moment.tzinfo is None else moment - now
