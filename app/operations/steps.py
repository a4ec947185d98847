"""Steps that come and go."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app.document.durations import read_duration
from app.document.wire.steps import Link
from scheduler.refusals import quoted
from scheduler.wording import listed

from .links import link
from .lookup import refused, step_at, step_of, with_steps

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.document import PlanDocument
    from app.document.wire.steps import Step


def add_step(
    document: PlanDocument, step: Step, *, before: Iterable[str] = (), behind: str | None = None
) -> PlanDocument:
    """Add a step behind another one of the document's list, or the last; the steps named by `before` wait for it."""
    if step.id in {one.id for one in document.steps}:
        raise refused("duplicate-id", f"there is a step {quoted(step.id)} already; give the new one an id of its own")
    for one in step.after:
        step_of(document, one.step)
    at = len(document.steps) if behind is None else step_at(document, behind) + 1
    document = with_steps(document, [*document.steps[:at], step, *document.steps[at:]])
    for successor in before:
        document = link(document, successor, Link(step=step.id))
    return document


def reorder_steps(document: PlanDocument, step_ids: Iterable[str], behind: str | None) -> PlanDocument:
    """Put steps behind another one of the list, or first, in the order in which they are named."""
    moved = {name: step_of(document, name) for name in step_ids}
    if behind in moved:
        sentence = f"{moved[behind].title} cannot stand behind itself; name a step that stays where it is"
        raise refused("behind-itself", sentence)
    left = with_steps(document, [step for step in document.steps if step.id not in moved])
    at = 0 if behind is None else step_at(left, behind) + 1
    return with_steps(document, [*left.steps[:at], *moved.values(), *left.steps[at:]])


def remove_step(document: PlanDocument, step_id: str) -> PlanDocument:
    """Take a step away; what waited for it then waits for what it waited for, and what was said stays without it."""
    gone = step_of(document, step_id)
    _refuse_bound(document, gone)
    left = [_relinked(step, gone) for step in document.steps if step.id != step_id]
    return with_steps(_unnamed(document, step_id), left)


def _refuse_bound(document: PlanDocument, gone: Step) -> None:
    dates = [date.id for date in document.critical_dates if date.step == gone.id]
    if dates:
        sentence = (
            f"{gone.title} carries the critical date {dates[0]!r}, which would bind the whole plan without it; "
            "bind the date to another step first"
        )
        raise refused("bound-step", sentence)


NAMING = ("concerns", "decisions", "questions")
"""What of the why may name a step."""


def _unnamed(document: PlanDocument, gone: str) -> PlanDocument:
    """Return the document with nothing of the why naming a step; what was said stays."""
    why = document.why
    if why is None:
        return document
    freed = {
        name: tuple(one.model_copy(update={"step": None}) if one.step == gone else one for one in getattr(why, name))
        for name in NAMING
    }
    return document.model_copy(update={"why": why.model_copy(update=freed)})


def _relinked(step: Step, gone: Step) -> Step:
    if not any(one.step == gone.id for one in step.after):
        return step
    after: list[Link] = []
    for one in step.after:
        found = [_joined(gone, first, one) for first in gone.after] if one.step == gone.id else [one]
        after += [each for each in found if each not in after]
    return step.model_copy(update={"after": tuple(after)})


def _joined(gone: Step, first: Link, second: Link) -> Link:
    """Return what two links make once the step between them takes no time."""
    kind = f"{(first.type or 'FS')[0]}{(second.type or 'FS')[1]}"
    lags = [one for one in (first, second) if one.lag is not None]
    return Link.model_validate(
        {
            "step": first.step,
            "type": None if kind == "FS" else kind,
            "lag": _added(gone, lags),
            "lag_calendar": lags[0].lag_calendar if lags else None,
        }
    )


def _added(gone: Step, lags: list[Link]) -> str | None:
    """Return the time that lies between in all; refuse what cannot be added, rather than lose a part of it."""
    read = [read_duration(one.lag or "", lead=True) for one in lags]
    if len({(lag.unit, lag.elapsed) for lag in read}) > 1 or len({one.lag_calendar for one in lags}) > 1:
        written = listed([quoted(one.lag or "") for one in lags])
        sentence = (
            f"the lags before and after {gone.title}, {written}, cannot be added; link its neighbours by hand first"
        )
        raise refused("lags-do-not-add", sentence)
    amount = sum(lag.amount for lag in read)
    return str(replace(read[0], amount=amount)) if amount else None
