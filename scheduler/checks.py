"""Whether a plan can be scheduled at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .compiling import compile_plan
from .refusals import Problem, Refused
from .stretches import MOST

if TYPE_CHECKING:
    from .plan import Moment, Plan


def problems_of(plan: Plan, as_of: Moment, *, stretches: int = MOST) -> tuple[Problem, ...]:
    """Return all that keeps a plan from being scheduled, in the order of the document; nothing for a sound one.

    `stretches` of working time are the most that the plan may make.
    """
    try:
        compile_plan(plan, as_of, stretches=stretches)
    except Refused as refused:
        return refused.problems
    return ()
