"""Where all that a critical date binds is planned to land, and by when it must."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from .compiled import FINISHED
from .shown import forward_finish

if TYPE_CHECKING:
    from .compiled import CompiledDate
    from .passes import Run
    from .plan import Moment


class Landing(NamedTuple):
    """The planned finish of something that a critical date binds, and what the date means to it: instants."""

    step: int | None
    """None for what is not shown."""
    finish: int
    due: int
    target: int
    """The same less the buffer."""
    open: bool
    """Whether it is not finished."""


def landings(run: Run, date: CompiledDate) -> list[Landing]:
    """Return where everything lands that a critical date binds."""
    c, finish = run.compiled, run.planned.finish
    found = [
        Landing(step, finish[step], c.due(date, step), c.target(date, step), c.kind[step] != FINISHED)
        for step in c.bound_steps(date)
    ]
    hidden = run.waits.landing(date.source.id).planned
    if hidden is not None:
        found.append(Landing(None, c.timeline.end(hidden), date.end, date.less_buffer(date.end), open=True))
    return found


def landing_shown(run: Run, landing: Landing) -> Moment:
    """Return the day or time on which something lands."""
    c = run.compiled
    if landing.step is not None:
        return forward_finish(c, run.planned, landing.step)
    return c.timeline.shown(landing.finish - 1 if c.timeline.resolution == "day" else landing.finish)


def earliest_shown(run: Run, date: CompiledDate) -> Moment:
    """Return the day or time on which a critical date could be met at best."""
    c, hidden = run.compiled, run.waits.landing(date.source.id).early
    found = [forward_finish(c, run.early, step) for step in c.bound_steps(date)]
    return max(found, default=c.as_of) if hidden is None else hidden
