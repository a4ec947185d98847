"""What happened to a plan, as somebody sees it: told from what it looked like before and looks like now."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from scheduler.timeline import day_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from app.document.wire.steps import Step
    from app.projection import Projection

EVENTS: Mapping[str, str] = MappingProxyType(
    {
        "plan.created": "A plan is kept, or has come into the audience's sight.",
        "plan.changed": "Something in the plan is otherwise than before.",
        "plan.forecast_moved": "A critical date lands on another day than before.",
        "plan.closed": "The plan has an outcome: won, lost or no decision.",
        "plan.archived": "The plan was put away: it stays as it is.",
        "plan.restored": "The plan was taken up again.",
        "plan.erased": "The plan is gone for good: nothing is told but which one it was.",
        "step.started": "Work on a step has begun.",
        "step.finished": "A step is done.",
        "step.blocked": "Something stands in the way of a step.",
        "date.agreed": "Both sides have agreed to dates of a step.",
    }
)
"""Every event that a webhook can be told of."""
OF_VERBS: Mapping[str, str] = MappingProxyType({"archive": "plan.archived", "restore": "plan.restored"})
"""What happens to a plan whose document stays as it is, by the verb that does it."""
ERASED = "plan.erased"
PING = "ping"
"""What a test sends; nobody has to ask for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Happened:
    """One thing that happened."""

    type: str
    step: Step | None = None
    """What it is about, as it is now; None where it is about the plan."""


def happened(before: Projection | None, after: Projection, verb: str = "") -> list[Happened]:
    """Return what a verb did between two states of a plan that somebody saw; what comes of it comes after it."""
    if before is None:
        return [Happened(type="plan.created")]
    found = [*_to_steps(before, after)]
    if after.document.outcome is not None and before.document.outcome is None:
        found.append(Happened(type="plan.closed"))
    if _forecasts_move(before, after):
        found.append(Happened(type="plan.forecast_moved"))
    if before.document != after.document:
        found.append(Happened(type="plan.changed"))
    if verb in OF_VERBS:
        found.append(Happened(type=OF_VERBS[verb]))
    return found


def _to_steps(before: Projection, after: Projection) -> Iterator[Happened]:
    old = {step.id: step for step in before.document.steps}
    for step in after.document.steps:
        if step.id in old and step != old[step.id]:
            yield from (Happened(type=each, step=step) for each in _to_step(old[step.id], step))


def _to_step(old: Step, new: Step) -> Iterator[str]:
    was, now = old.progress, new.progress
    if now is not None:
        if now.started and not (was and was.started):
            yield "step.started"
        if now.finished and not (was and was.finished):
            yield "step.finished"
        if now.blocked and not (was and was.blocked):
            yield "step.blocked"
    if new.agreed is not None and new.agreed != old.agreed:
        yield "date.agreed"


def _forecasts_move(before: Projection, after: Projection) -> bool:
    old, new = before.schedule.critical_dates, after.schedule.critical_dates
    return any(day_of(old[one].forecast) != day_of(new[one].forecast) for one in old.keys() & new.keys())
