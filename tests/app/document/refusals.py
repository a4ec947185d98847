"""What the tests of refusals share."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from app.document import Unreadable, read
from scheduler.plan import Plan
from scheduler.refusals import Refused
from scheduler.schedule import schedule

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from app.document import PlacedProblem
    from scheduler.plan import Moment
    from scheduler.refusals import Problem
    from scheduler.schedule import Schedule


def unscheduled(plan: Plan, as_of: Moment) -> Schedule:
    """Stand for the engine where only the reader itself is looked at: no step is dated, and nothing is refused."""
    return replace(schedule(Plan(title=plan.title, steps=()), date(2026, 11, 23)), plan=plan, as_of=as_of)


def refusing(checks: Callable[[Plan, Moment], Iterable[Problem]]) -> Callable[[Plan, Moment], Schedule]:
    """Stand for an engine that only refuses, for what the checks find."""

    def scheduled(plan: Plan, as_of: Moment) -> Schedule:
        problems = tuple(checks(plan, as_of))
        if problems:
            raise Refused(problems)
        return unscheduled(plan, as_of)

    return scheduled


def refused(text: str | bytes, **asked: Any) -> tuple[PlacedProblem, ...]:  # noqa: ANN401 - arguments of read
    """Return the problems of a text, or none where it is read."""
    asked = {"file": "x", "today": lambda _: date(2026, 11, 23), "scheduling": unscheduled, **asked}
    try:
        read(text, **asked)
    except Unreadable as unreadable:
        return unreadable.problems
    return ()


def told(text: str | bytes, **asked: Any) -> list[str]:  # noqa: ANN401 - arguments of read
    """Return the problems of a text as they are told."""
    return [str(problem) for problem in refused(text, **asked)]
