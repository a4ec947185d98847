"""What the tests of refusals share."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from app.document import Unreadable, read

if TYPE_CHECKING:
    from app.document import PlacedProblem
    from scheduler.plan import Moment, Plan
    from scheduler.refusals import Problem


def unchecked(plan: Plan, as_of: Moment) -> tuple[Problem, ...]:
    """Stand for the engine's checks where only the reader's own are looked at."""
    del plan, as_of
    return ()


def refused(text: str | bytes, **asked: Any) -> tuple[PlacedProblem, ...]:  # noqa: ANN401 - arguments of read
    """Return the problems of a text, or none where it is read."""
    asked = {"file": "x", "today": lambda _: date(2026, 11, 23), "checks": unchecked, **asked}
    try:
        read(text, **asked)
    except Unreadable as unreadable:
        return unreadable.problems
    return ()


def told(text: str | bytes, **asked: Any) -> list[str]:  # noqa: ANN401 - arguments of read
    """Return the problems of a text as they are told."""
    return [str(problem) for problem in refused(text, **asked)]
