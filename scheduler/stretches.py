"""How many stretches of time the calendars, absences and slots of a plan make, and how many are kept between plans.

A step may have working time of its own, since its owners are away on days of their own; 25 years of it are many
stretches. A few hundred bytes can ask for more of them than a machine holds.
"""

from __future__ import annotations

from collections import OrderedDict
from functools import wraps
from threading import Lock
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

from .refusals import Problem, Refused

if TYPE_CHECKING:
    from collections.abc import Callable

P = ParamSpec("P")
R = TypeVar("R")

MOST = 20_000_000
"""Stretches that one plan may make, where nobody says fewer: a minute or so, and some gigabytes."""
KEPT = 1_000_000
"""Stretches that are kept of each kind between plans; a few hundred megabytes."""


class Stretches:
    """Counts what one plan makes, and refuses a plan that makes too many."""

    def __init__(self, most: int) -> None:
        """Begin with none made."""
        self._most = most
        self._made = 0

    def make(self, more: int) -> None:
        """Count some more; raise Refused where they are too many."""
        self._made += more
        if self._made > self._most:
            sentence = (
                f"hours, absences and slots make more than {self._most:,} stretches of working time; let steps share "
                "calendars, owners and slots, or write fewer hours a day"
            )
            raise Refused([Problem(code="too-many-stretches", path=(), sentence=sentence)])


def kept(weigh: Callable[[Any], int], *, most: int = KEPT) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Keep what a function returned, by its arguments, up to a weight; what was not asked for longest goes first."""

    def keeping(function: Callable[P, R]) -> Callable[P, R]:
        results: OrderedDict[object, R] = OrderedDict()
        lock = Lock()
        weight = 0

        @wraps(function)
        def remembered(*arguments: P.args, **named: P.kwargs) -> R:
            nonlocal weight
            key = (arguments, tuple(named.items())) if named else arguments
            with lock:
                known = results.get(key)
                if known is not None:
                    results.move_to_end(key)
                    return known
            found = function(*arguments, **named)
            with lock:
                if key not in results:
                    weight += weigh(found)
                results[key] = found
                while weight > most:
                    _, oldest = results.popitem(last=False)
                    weight -= weigh(oldest)
            return found

        return remembered

    return keeping
