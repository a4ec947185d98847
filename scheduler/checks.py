"""Whether a plan can be scheduled at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .compiling import compile_plan
from .refusals import Problem, Refused

if TYPE_CHECKING:
    from .plan import Moment, Plan


def problems_of(plan: Plan, as_of: Moment) -> tuple[Problem, ...]:
    """Return all that keeps a plan from being scheduled, in the order of the document; nothing for a sound one."""
    try:
        compile_plan(plan, as_of)
    except Refused as refused:
        return refused.problems
    return ()
