"""How instants are shown: a start as the begin of working time, a finish as the end of it, a milestone on its day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .compiled import FINISHED, MILESTONE, NEVER, STARTED, Compiled
from .passes import end_of_last_work

if TYPE_CHECKING:
    from collections.abc import Container

    from .plan import Moment
    from .sweeps import Spans

NOTHING_HELD: Container[int] = ()


def forward_start(c: Compiled, spans: Spans, step: int) -> Moment:
    """Return the start of a forward pass as it is shown; of a started or finished step the actual one."""
    if ends_its_day(c, step):
        return _reached(c, spans.finish[step], step)
    return c.timeline.shown(spans.start[step])


def forward_finish(c: Compiled, spans: Spans, step: int) -> Moment:
    """Return the finish of a forward pass as it is shown: in day plans the last day worked."""
    if ends_its_day(c, step):
        return _reached(c, spans.finish[step], step)
    return _finish(c, spans.finish[step], step)


def late_start(
    c: Compiled, late: Spans, planned: Spans, step: int, held: Container[int] = NOTHING_HELD
) -> Moment | None:
    """Return the latest safe start as it is shown; None where nothing binds the step.

    A milestone that is held stands on the day of its instant, whatever day that is: the whole plan says so.
    """
    if c.kind[step] == FINISHED:
        return forward_start(c, planned, step)
    if late.finish[step] == NEVER:
        return None
    if c.kind[step] == STARTED:
        return c.timeline.shown(c.actual_start[step])
    if c.kind[step] == MILESTONE:
        return _held(c, late, step) if step in held else _late_milestone(c, late, planned, step)
    return c.timeline.shown(late.start[step])


def late_finish(
    c: Compiled, late: Spans, planned: Spans, step: int, held: Container[int] = NOTHING_HELD
) -> Moment | None:
    """Return the latest safe finish as it is shown, as `late_start` does the start."""
    if c.kind[step] == FINISHED:
        return forward_finish(c, planned, step)
    if late.finish[step] == NEVER:
        return None
    if c.kind[step] == MILESTONE:
        return _held(c, late, step) if step in held else _late_milestone(c, late, planned, step)
    return _finish(c, late.finish[step], step)


def book_by(c: Compiled, planned: Spans, step: int) -> Moment | None:
    """Return the day by which a meeting has to be booked: its planned start less its booking lead time."""
    meeting, units = c.steps[step].meeting, c.booking[step]
    if meeting is None or meeting.booking is None:
        return None
    start, side = planned.start[step], c.side[step]
    if meeting.booking.elapsed:
        return c.timeline.shown(start - units)
    return c.timeline.shown(side.begin[max(side.before[start] - units, 0)])


def ends_its_day(c: Compiled, step: int) -> bool:
    """Tell whether a step is a milestone that stands at the end of the day on which it is reached."""
    return c.kind[step] == MILESTONE or (c.kind[step] == FINISHED and c.steps[step].timeless and not c.by_begin[step])


def _finish(c: Compiled, instant: int, step: int) -> Moment:
    if c.timeline.resolution == "day" and not c.by_begin[step]:
        return c.timeline.shown(instant - 1)
    return c.timeline.shown(instant)


def _reached(c: Compiled, instant: int, step: int) -> Moment:
    """Return the day that ends at a milestone's instant, never before anything may happen."""
    if c.timeline.resolution == "minute":
        return c.timeline.shown(instant)
    return c.timeline.shown(instant - 1 if c.kind[step] == FINISHED else max(instant - 1, c.base))


def _held(c: Compiled, late: Spans, step: int) -> Moment:
    return c.timeline.shown(late.finish[step] - int(c.timeline.resolution == "day"))


def _late_milestone(c: Compiled, late: Spans, planned: Spans, step: int) -> Moment:
    """Return the last working day on which a milestone may happen, or its planned day if later and still in time."""
    instant = end_of_last_work(c, step, late.finish[step])
    if c.timeline.resolution == "minute":
        meant = planned.finish[step]
        return c.timeline.shown(max(instant, meant) if meant <= late.finish[step] else instant)
    day = instant - 1
    if planned.finish[step] <= late.finish[step]:
        day = max(day, planned.finish[step] - 1, c.base if planned.finish[step] == c.base else 0)
    return c.timeline.shown(day)
