"""What would help a stored plan that misses its first date, each tried on the newest state and kept by nobody."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.operations.rescuing import TOLD, dragging, first_date, is_shorter, later_days
from app.verbs.dates import MoveCriticalDate
from app.verbs.steps import EditStep
from scheduler.refusals import Refused
from scheduler.timeline import day_of

from .changing import done

if TYPE_CHECKING:
    from datetime import date

    from app.projection import Projection
    from app.store import Unit
    from app.verbs import Verb
    from scheduler.plan import Step
    from scheduler.schedule import ScheduledDate

    from .opening import Opened


@dataclass(frozen=True, slots=True, kw_only=True)
class Faster:
    """A step done in the shortest time that is usual for it."""

    step: Step
    takes: str
    """The shorter duration, such as `9d`."""
    won: int
    """By so many units the critical date is less short."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rescue:
    """What would help."""

    critical_date: str
    faster: tuple[Faster, ...]
    """What wins most first."""
    reserve: int
    later: date | None
    """The earliest date that can be met with its reserve whole; None where none is near."""


def rescue(unit: Unit, opened: Opened, seen: Projection) -> Rescue | None:
    """Return what would help the first critical date that a reader sees; None where that is met, or there is none."""
    schedule = seen.schedule
    short = first_date(schedule)
    if short is None or not short.short_by:
        return None
    tried = (_faster(unit, opened, seen, step, short) for step in dragging(schedule, short))
    faster = sorted((one for one in tried if one is not None), key=lambda one: (-one.won, one.step.id))
    return Rescue(
        critical_date=short.id,
        faster=tuple(faster[:TOLD]),
        reserve=short.buffer,
        later=_honest(unit, opened, seen, short),
    )


def _faster(unit: Unit, opened: Opened, seen: Projection, step: Step, short: ScheduledDate) -> Faster | None:
    """Return a step at the low end of its estimate, if that is shorter than planned and helps."""
    written = next(one for one in seen.document.steps if one.id == step.id)
    low = written.estimate.low if written.estimate else None
    if low is None or step.duration is None or step.progress.started is not None:
        return None
    if not is_shorter(low, step.duration):
        return None
    after = _tried(unit, opened, seen, EditStep(step=step.id, set={"duration": low}))
    won = short.short_by - after.short_by if after else 0
    return Faster(step=step, takes=low, won=won) if won > 0 else None


def _honest(unit: Unit, opened: Opened, seen: Projection, short: ScheduledDate) -> date | None:
    """Return the first day that leaves the reserve whole."""
    for day in later_days(day_of(short.earliest), short.buffer):
        after = _tried(unit, opened, seen, MoveCriticalDate(critical_date=short.id, to=day.isoformat()))
        if after is not None and after.buffer_left == after.buffer and not after.short_by:
            return day
    return None


def _tried(unit: Unit, opened: Opened, seen: Projection, operation: Verb) -> ScheduledDate | None:
    """Return how the first critical date would stand for the reader; None where the operation cannot be done."""
    try:
        after = done(unit, opened, [operation])
    except Refused:
        return None
    return first_date(after.of(seen.audience).schedule)
