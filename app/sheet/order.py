"""The order of steps whose sheet says nothing of what waits for what: their days give it, or else their rows."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from graphlib import CycleError, TopologicalSorter
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_WEEKEND = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """A step with the days that its sheet gives."""

    id: str
    start: date | None
    finish: date | None


def order_of(steps: Sequence[Dated]) -> dict[str, tuple[str, ...]]:
    """Return what each step waits for.

    Where most have a finish, each waits for those that end last before it begins, so that what runs side by side stays
    so; one without a day stands between its neighbours. Otherwise each waits for the one in the row above.
    """
    rows: dict[str, tuple[str, ...]] = {later.id: (earlier.id,) for earlier, later in pairwise(steps)}
    if not by_days(steps):
        return rows
    found = _by_days([step for step in steps if step.finish])
    for earlier, later in pairwise(steps):
        if earlier.finish is None or later.finish is None:
            found[later.id] = (*found.get(later.id, ()), earlier.id)
    return rows if _in_a_circle(found) else found


def by_days(steps: Sequence[Dated]) -> bool:
    """Tell whether there are days enough to find the order by them."""
    return 2 * sum(step.finish is not None for step in steps) > len(steps)


def _by_days(steps: Sequence[Dated]) -> dict[str, tuple[str, ...]]:
    spans = [(day_only(step.start or step.finish), day_only(step.finish), step.id) for step in steps]
    by_end = sorted(spans, key=lambda span: span[1])
    ends = [end for _, end, _ in by_end]
    begun = list(accumulate((start for start, _, _ in by_end), max))
    found: dict[str, tuple[str, ...]] = {}
    for start, _, step in spans:
        before = bisect_left(ends, start)
        if before:
            # Who ends before another of them begins is waited for by that one already.
            first = bisect_left(ends, begun[before - 1])
            found[step] = tuple(one for _, _, one in by_end[first:before])
    return found


def _in_a_circle(after: Mapping[str, tuple[str, ...]]) -> bool:
    """Tell whether days and rows contradict each other, so that steps would wait for themselves."""
    try:
        TopologicalSorter(after).prepare()
    except CycleError:
        return True
    return False


def working_days(first: date, last: date) -> int:
    """Return the days from Monday to Friday from the first to the last, at least one."""
    days = (day_only(last) - day_only(first)).days + 1
    whole, rest = divmod(max(days, 1), 7)
    begin = day_only(first).weekday()
    return max(whole * _WEEKEND + sum((begin + offset) % 7 < _WEEKEND for offset in range(rest)), 1)


def day_after(day: date) -> date:
    """Return the next day."""
    return day_only(day) + timedelta(days=1)


def day_only(moment: date | None) -> date:
    """Return the day of a day or time."""
    if moment is None:
        message = "here belongs a day"
        raise ValueError(message)
    return moment.date() if isinstance(moment, datetime) else moment
