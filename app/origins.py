"""Where a duration comes from, in a plan that was made from a template and still has it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from scheduler.refusals import Refused
from templates_library import template, trace_in

if TYPE_CHECKING:
    from app.document import PlanDocument
    from templates_library import Library


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """How a duration came about."""

    calculation: str
    """Such as `base 12d x first-time vendor 1.3 = 16d`."""
    sources: str


def origin_of(document: PlanDocument, step_id: str, library: Library | None = None) -> Origin | None:
    """Return where a step's duration comes from; nothing where people gave it, or another version of the template."""
    made = document.template
    step = next(one for one in document.steps if one.id == step_id)
    if made is None or made.id is None or step.duration is None:
        return None
    try:
        if made.version != template(made.id, library).version:
            return None
        found = trace_in(made.id, made.answers, step_id, fragment=step.fragment, library=library)
    except Refused:  # a template, or an answer, that this library does not have: it says nothing about that plan
        return None
    if found is None or found.duration != step.duration:
        return None
    return Origin(calculation=str(found), sources=found.sources)
