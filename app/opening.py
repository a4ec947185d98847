"""From a text to its dates: what every door does first with a plan document that somebody hands in."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from app.clock import today
from app.document import Limits, PlacedProblem, Unreadable, read
from app.projection import whole
from scheduler.refusals import Refused

if TYPE_CHECKING:
    from app.document import Reading
    from app.projection import Projection

_LIMITS = Limits()


def read_now(text: str | bytes, *, file: str, as_of: str | None = None, limits: Limits = _LIMITS) -> Reading:
    """Read a plan document, planned from today where neither the caller nor the document says from when."""
    return read(text, file=file, as_of=as_of, limits=limits, today=lambda zone: today(ZoneInfo(zone)))


def dated(reading: Reading, *, file: str) -> Projection:
    """Date the steps of a plan; raise Unreadable, each problem at its place, where a date runs out of the calendar."""
    try:
        return whole(reading)
    except Refused as refused:
        raise Unreadable(
            PlacedProblem(
                code=one.code,
                path=one.path,
                sentence=one.sentence,
                file=file,
                line=reading.places.line(one.path) if one.path else None,
            )
            for one in refused.problems
        ) from refused
