"""From a text to its dates, as things stand today: what every door does first with a plan document that it is given."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from app.clock import today
from app.document import Limits, read

if TYPE_CHECKING:
    from app.document import Reading

_LIMITS = Limits()


def read_now(text: str | bytes, *, file: str, as_of: str | None = None, limits: Limits = _LIMITS) -> Reading:
    """Read a plan document, planned from today where neither the caller nor the document says from when."""
    return read(text, file=file, as_of=as_of, limits=limits, today=lambda zone: today(ZoneInfo(zone)))
