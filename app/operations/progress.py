"""What has happened to a step, or is thought to happen on a day."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from app.document import reread
from app.document.moments import read_moment
from app.document.problems import Wrong
from app.document.wire.steps import Blocked, Progress
from scheduler.refusals import moment_written

from .instants import begin_of
from .lookup import refused, step_of, with_step

if TYPE_CHECKING:
    from app.document import PlanDocument
    from app.document.wire.steps import Step
    from scheduler.plan import Moment


REOPENED = "reopen it first"
"""How what happened is taken back, unless a caller has another way: it may name {step} and {field}."""


def start_step(
    document: PlanDocument, step_id: str, *, as_of: Moment, on: str | None = None, remedy: str = REOPENED
) -> PlanDocument:
    """Say when a step was started; a day after `as_of` is the day on which it must start.

    Without `on` it is as of now, unless it was started before: only who names another day corrects it.
    """
    step, day = step_of(document, step_id), on or moment_written(as_of)
    ahead = _lies_ahead(document, day, as_of)
    if ahead or on is None:
        _refuse_happened(step, ("finished", "started"), day, remedy)
    if not ahead:
        return with_step(document, _progressed(step, started=day, skipped=None))
    return with_step(document, step.model_copy(update={"must_start_on": day}))


def finish_step(
    document: PlanDocument, step_id: str, *, as_of: Moment, on: str | None = None, remedy: str = REOPENED
) -> PlanDocument:
    """Say when a step was finished; what was left of it, and what held it up, is over.

    A day after `as_of` is the day on which it must finish; of a step that is under way it says how much is left, since
    pins do not hold what has started. Without `on` it is as of now, unless it was finished before.
    """
    step, day = step_of(document, step_id), on or moment_written(as_of)
    ahead = _lies_ahead(document, day, as_of)
    if ahead or on is None:
        _refuse_happened(step, ("finished",), day, remedy)
    if not ahead:
        return with_step(document, _progressed(step, finished=day, remaining=None, blocked=None, skipped=None))
    if step.progress is not None and step.progress.started is not None:
        return with_step(document, _progressed(step, remaining=_left_until(document, step, day, as_of)))
    return with_step(document, step.model_copy(update={"must_finish_on": day}))


def skip_step(document: PlanDocument, step_id: str, *, remedy: str = REOPENED) -> PlanDocument:
    """Leave a step out; what waits for it then waits for what it waited for. Nothing of it is left or held up."""
    step = step_of(document, step_id)
    _refuse_happened(step, ("finished",), None, remedy)
    return with_step(document, _progressed(step, skipped=True, remaining=None, blocked=None))


def progress_step(document: PlanDocument, step_id: str, remaining: str) -> PlanDocument:
    """Say how much of a step that is under way is left."""
    step = step_of(document, step_id)
    progress = step.progress or Progress()
    if progress.started is None or progress.finished is not None:
        state = "has not begun" if progress.finished is None else "is done"
        raise refused("not-under-way", f"{step.title} {state}, so nothing of it is left over; start or reopen it first")
    return with_step(document, _progressed(step, remaining=remaining))


def reopen_step(document: PlanDocument, step_id: str, *, not_started: bool = False) -> PlanDocument:
    """Take back that a step is done or left out, and where it is said, that it has begun."""
    step = step_of(document, step_id)
    progress = step.progress or Progress()
    if progress.finished is None and not progress.skipped and not (not_started and progress.started):
        raise refused("not-done", f"{step.title} is to be done anyway; there is nothing to reopen")
    started = None if not_started or step.kind in TIMELESS else progress.started
    remaining = progress.remaining if started else None
    return with_step(document, _progressed(step, started=started, remaining=remaining, finished=None, skipped=None))


TIMELESS = {"milestone"}
"""Kinds that are never under way."""


def block_step(document: PlanDocument, step_id: str, blocked: Blocked) -> PlanDocument:
    """Say what holds a step up."""
    step = step_of(document, step_id)
    if step.progress is not None and (step.progress.finished is not None or step.progress.skipped):
        state = "is done" if step.progress.finished else "is left out"
        raise refused("already-happened", f"{step.title} {state}; what is over cannot be held up")
    return with_step(document, _progressed(step, blocked=blocked))


def unblock_step(document: PlanDocument, step_id: str) -> PlanDocument:
    """Say that nothing holds a step up any more."""
    step = step_of(document, step_id)
    if step.progress is None or step.progress.blocked is None:
        raise refused("not-blocked", f"nothing holds {step.title} up")
    return with_step(document, _progressed(step, blocked=None))


def _progressed(step: Step, **fields: str | bool | Blocked | None) -> Step:
    progress = (step.progress or Progress()).model_copy(update=fields)
    return step.model_copy(update={"progress": None if progress == Progress() else progress})


def _lies_ahead(document: PlanDocument, day: str, as_of: Moment) -> bool:
    """Tell whether a day lies after as of; one that cannot be read is left to whoever reads the document."""
    try:
        moment = read_moment(day)
    except Wrong:
        return False
    zone = ZoneInfo(document.time_zone or "UTC")
    return begin_of(moment, zone) > begin_of(as_of, zone)


def _refuse_happened(step: Step, fields: tuple[str, ...], day: str | None, remedy: str) -> None:
    """Refuse to plan, move or leave out what has happened; the same day once more is no news."""
    for field in fields:
        happened = getattr(step.progress, field, None)
        if happened not in {None, day}:
            cure = remedy.format(step=step.id, field=field)
            raise refused("already-happened", f"{step.title} was {field} on {happened}; {cure}")


def _left_until(document: PlanDocument, step: Step, day: str, as_of: Moment) -> str:
    """Return the working time of a step that is under way between as of and the end of a day."""
    c = reread(document, as_of=moment_written(as_of)).schedule.run.compiled
    at, end = c.index[step.id], read_moment(day)
    if not c.timeline.covers(end):
        raise refused("beyond-horizon", f"{day} lies outside the plan's calendar; look for a slip in the year")
    units = c.before[at][c.timeline.end(end)] - c.before[at][c.now]
    if units < 1:
        raise refused("no-working-time", f"nobody works on {step.title} from now to {day}; take a later day")
    elapsed = step.duration is not None and "e" in step.duration
    return f"{units}{'e' if elapsed else ''}{'d' if c.timeline.resolution == 'day' else 'm'}"
