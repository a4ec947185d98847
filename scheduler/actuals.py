"""What has happened to a step, checked and read as instants."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from .refusals import moment_written

if TYPE_CHECKING:
    from .frame import Frame
    from .plan import Moment, Step
    from .refusals import Path
    from .working_time import WorkingTime


def check_progress(frame: Frame, step: Step, path: Path) -> None:
    """Note what cannot have happened."""
    progress = step.progress

    def tell(code: str, field: str, sentence: str) -> None:
        frame.problem(code, (*path, *field.split(".")), sentence)

    for name in ("started", "finished"):
        moment: Moment | None = getattr(progress, name)
        if moment is not None and frame.begin(moment, (*path, "progress", name)) > frame.now:
            sentence = (
                f"{moment_written(moment)} is after the plan's as_of, {moment_written(frame.as_of)}; "
                "only what has happened is progress"
            )
            tell("actual-after-as-of", f"progress.{name}", sentence)
    if progress.started is not None and progress.finished is not None:
        begin, end = frame.timeline.begin(progress.started), frame.timeline.end(progress.finished)
        # A day that ends where the start begins is the day before; a time may be the very same one.
        if begin > end or (begin == end and not isinstance(progress.finished, datetime)):
            started, finished = moment_written(progress.started), moment_written(progress.finished)
            sentence = f"it cannot have finished on {finished}, before it started on {started}"
            tell("finished-before-started", "progress.finished", sentence)
    if step.timeless and progress.started is not None and progress.finished is None:
        sentence = "a milestone takes no time, so it cannot be under way; write 'finished' once it has happened"
        tell("milestone-started", "progress.started", sentence)
    if progress.remaining is None:
        return
    if progress.remaining.amount < 1:
        sentence = "a step with nothing remaining is finished; write 'finished' with its date"
        tell("zero-remaining", "progress.remaining", sentence)
    elif progress.started is None and progress.finished is None:
        sentence = "only a started step has something remaining; write 'started' too, or change the duration"
        tell("remaining-not-started", "progress.remaining", sentence)


def actual_dates(frame: Frame, step: Step, time: WorkingTime, units: int, *, by_begin: bool) -> tuple[int, int]:
    """Return start and finish of a finished step as instants: without a start it began its duration before."""
    timeline, progress = frame.timeline, step.progress
    if progress.finished is None or not timeline.covers(progress.finished):
        return -1, -1
    finish = timeline.begin(progress.finished) if by_begin else timeline.end(progress.finished)
    if step.timeless:
        return finish, finish
    if progress.started is not None and timeline.covers(progress.started):
        return timeline.begin(progress.started), finish
    return time.begin[max(time.before[finish] - max(units, 1), 0)], finish


def units_left(frame: Frame, step: Step, time: WorkingTime, units: int, path: Path) -> int:
    """Return what remains of a started step: as it says, else its duration less the working time since its start."""
    progress = step.progress
    if progress.remaining is not None:
        return frame.units(progress.remaining, time, (*path, "progress", "remaining"))
    if progress.started is None:
        return units
    worked = time.before[frame.now] - time.before[frame.timeline.begin(progress.started)]
    return max(1, units - worked)
