"""Read a plan document: text in, the document and the engine's plan out, or every problem at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from scheduler.checks import problems_of

from .limits import Limits
from .mend import validated
from .problems import Unreadable
from .read_plan import read_plan
from .references import check_references
from .text import read_text

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from scheduler.plan import Moment, Plan
    from scheduler.refusals import Problem

    from .places import Places
    from .wire import PlanDocument

    Checks = Callable[[Plan, Moment], tuple[Problem, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A document that can be scheduled."""

    document: PlanDocument
    """All that is written, in the form of the schema."""
    plan: Plan
    """What the engine needs of it."""
    as_of: Moment
    """The moment from which is planned."""
    places: Places
    """The line of everything in the text."""


_LIMITS = Limits()


def read(
    text: str | bytes,
    *,
    file: str,
    today: Callable[[str], date] | None = None,
    as_of: str | None = None,
    limits: Limits = _LIMITS,
    checks: Checks = problems_of,
) -> Reading:
    """Return what a YAML or JSON text says; raise Unreadable with all of its problems where something is wrong.

    `file` is what the problems call the text, `today` gives the day in a time zone where neither the caller (`as_of`)
    nor the document says from when to plan.
    """
    written, places, problems = read_text(text, file=file, limits=limits)
    document = validated(written, problems)
    newer = problems.told("format-newer")
    if newer or document is None:
        # What this version does not know may be right in the next one.
        raise Unreadable(newer or problems.in_order())
    found = read_plan(document, written, problems, today=today, as_of=as_of)
    check_references(document, problems)
    if found is not None:
        for problem in checks(*found):
            problems.tell(problem.code, problem.path, problem.sentence, settles=False)
    if problems or found is None:
        raise Unreadable(problems.in_order())
    plan, since = found
    return Reading(document=document, plan=plan, as_of=since, places=places)
