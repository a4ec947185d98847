"""How long pieces take, in working days, without anybody's holidays: for rough steps and for dates that follow."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from .traces import working_days

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from .pieces import Placed
    from .schema import WrittenLink

Case = Literal["low", "duration", "high"]


def length(steps: Sequence[Placed], case: Case = "duration") -> int:
    """Return the working days of the longest chain."""
    return max((finish for _, finish in forward(steps, case).values()), default=0)


def days_after(steps: Sequence[Placed], anchor: str, target: str) -> int:
    """Return how many working days after one step another is done, if all before the first is as late as it may be.

    So the date that follows asks for nothing to be done sooner than the first date asks for it anyway.
    """
    late = _backward(steps, anchor)
    first = min(start for start, _ in late.values())
    return forward(steps, "duration", known=late, first=first)[target][1]


def forward(
    steps: Iterable[Placed], case: Case, known: dict[str, tuple[int, int]] | None = None, first: int = 0
) -> dict[str, tuple[int, int]]:
    """Return start and finish of every step, as soon as possible behind those that are known."""
    spans: dict[str, tuple[int, int]] = dict(known or {})
    for placed in steps:
        if placed.step.id not in spans:
            days = days_of(placed, case)
            start = max([first, *(_bound(spans[link.step], link, days) for link in placed.after)])
            spans[placed.step.id] = (start, start + days)
    return spans


def _bound(before: tuple[int, int], link: WrittenLink, days: int) -> int:
    start = before[0 if link.type[0] == "S" else 1] + working_days(link.lag)
    return start if link.type[1] == "S" else start - days


def _backward(steps: Sequence[Placed], anchor: str) -> dict[str, tuple[int, int]]:
    """Return the latest spans of a step that ends at day 0 and of all that it waits for."""
    ends = {anchor: 0}
    late: dict[str, tuple[int, int]] = {}
    for placed in reversed(steps):
        if placed.step.id not in ends:
            continue
        finish, days = ends[placed.step.id], days_of(placed, "duration")
        late[placed.step.id] = (finish - days, finish)
        for link in placed.after:
            before = next(one for one in steps if one.step.id == link.step)
            bound = (finish if link.type[1] == "F" else finish - days) - working_days(link.lag)
            latest = bound if link.type[0] == "F" else bound + days_of(before, "duration")
            ends[link.step] = min(latest, ends.get(link.step, latest))
    return late


def days_of(placed: Placed, case: Case) -> int:
    """Return the working days of one step."""
    return 0 if placed.trace is None else working_days(getattr(placed.trace, case))
