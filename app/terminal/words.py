"""Days and amounts in the columns of a terminal: short, and in the letters of a typewriter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.phrases import span_said
from scheduler.wording import day_said

if TYPE_CHECKING:
    from scheduler.plan import Moment, Resolution


def day(moment: Moment | None, *, near: Moment) -> str:
    """Return a day, or nothing."""
    return "" if moment is None else day_said(moment, near=near)


def span(start: Moment, finish: Moment, *, near: Moment) -> str:
    """Return from when to when."""
    return span_said(start, finish, near=near).replace("\N{EN DASH}", "-")


def amount(units: int, unit: Resolution) -> str:
    """Return working time: `5d`, `19h 30m`."""
    if unit == "day":
        return f"{units}d"
    hours, minutes = divmod(abs(units), 60)
    return f"{'-' if units < 0 else ''}{hours}h{f' {minutes}m' if minutes else ''}"
