"""A rough step that becomes the steps it stands for, and whether these keep within what people said about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import templates_library
from app.document import PlanDocument
from app.document.moments import read_moment
from scheduler.timeline import day_of

from .instants import begin_of
from .lookup import step_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.document import Reading
    from app.document.wire.steps import Step
    from scheduler.plan import Moment, StepId
    from templates_library import Library


def expand_step(document: PlanDocument, step_id: str, library: Library | None = None) -> PlanDocument:
    """Put the steps of its fragment in place of a rough step, within the bounds that people gave it."""
    rough = step_of(document, step_id)
    written = document.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return PlanDocument.model_validate(templates_library.expand_step(written, rough.id, library))


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """What people said about when a rough step begins or ends, beside when its steps do."""

    field: str
    """The field of the rough step: `agreed.finish`, `start_no_earlier_than`."""
    said: str
    planned: Moment
    """When the first of its steps begins, or the last one ends, as the plan stands now."""
    held: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Expansion:
    """What became of a rough step."""

    came: tuple[StepId, ...]
    """The steps in its place, in the order of the document; the one that ends them has the rough step's id."""
    bounds: tuple[Bound, ...]
    """What people had said about its dates."""


def expansion_of(before: Reading, after: Reading, step_id: str) -> Expansion:
    """Return what became of a rough step, from the plan before and after it alone was expanded."""
    there = {step.id for step in before.document.steps} - {step_id}
    came = tuple(step.id for step in after.document.steps if step.id not in there)
    rough = step_of(before.document, step_id)
    dated = after.schedule.steps
    zone = ZoneInfo(after.document.time_zone or "UTC")
    ends = {
        "start": min((dated[one].planned_start for one in came), key=lambda moment: begin_of(moment, zone)),
        "finish": dated[step_id].planned_finish,
    }
    bounds = tuple(
        Bound(field=field, said=said, planned=ends[end], held=_order(ends[end], read_moment(said), zone) in allowed)
        for field, said, end, allowed in _said(rough)
    )
    return Expansion(came=came, bounds=bounds)


LIMITS = {"no_earlier_than": {0, 1}, "no_later_than": {-1, 0}}
PINS = {"must_start_on": "start", "must_finish_on": "finish"}


def _said(rough: Step) -> Iterator[tuple[str, str, str, set[int]]]:
    """Yield every bound: the field, what it says, which end it is about, and on which sides of it that may lie."""
    if rough.agreed is not None:
        if rough.agreed.start is not None:
            yield "agreed.start", rough.agreed.start, "start", LIMITS["no_earlier_than"]
        if rough.agreed.finish is not None:
            yield "agreed.finish", rough.agreed.finish, "finish", LIMITS["no_later_than"]
    for end in ("start", "finish"):
        for limit, allowed in LIMITS.items():
            said = getattr(rough, f"{end}_{limit}")
            if said is not None:
                yield f"{end}_{limit}", said, end, allowed
    for pin, end in PINS.items():
        said = getattr(rough, pin)
        if said is not None:
            yield pin, said, end, {0}


def _order(reached: Moment, said: Moment, zone: ZoneInfo) -> int:
    """Return -1, 0 or 1 as a moment lies before, at or after what was said; a day is said as a whole."""
    if isinstance(said, datetime):
        one, other = begin_of(reached, zone), begin_of(said, zone)
        return (one > other) - (one < other)
    day = day_of(reached)
    return (day > said) - (day < said)
