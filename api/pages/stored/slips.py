"""Why a critical date lands elsewhere than it did: what the ledger tells the reader, in sentences."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.brief.deeds import deed_said
from app.plans.booking import DAY, WAITING
from app.plans.ledger import HIDDEN, ledger_of
from scheduler.wording import day_said

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.plans.ledger import Slip, Slipped

    from .reader import Reader

MOST = 12
"""Causes of one critical date that a page shows, the weightiest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """How far a critical date moved, and what moved it."""

    says: str
    """`8 days later than signed, Fri 19 Feb`."""
    causes: tuple[str, ...]
    """`5 days later: days passed, and Legal review was not done`; they add up to the whole."""
    sides: tuple[str, ...]
    """The same per side, where both sides let each other see that."""


def slips_of(reader: Reader) -> Mapping[str, Moved]:
    """Return by critical date what moved it; nothing of those that nothing moved."""
    found = ledger_of(reader.unit, reader.opened.stored.id)
    return {name: _moved(reader, one) for name, one in found.items() if one.lines}


def _moved(reader: Reader, one: Slipped) -> Moved:
    forecast, plan = one.forecast, reader.projection.schedule.plan
    since = forecast.baseline or forecast.first
    what = "than signed" if forecast.baseline else "than when it came into the plan"
    total = _days(forecast.slippage) if forecast.slippage else "on the same day"
    where = f"{total} {what}" if forecast.slippage else f"{total} as {what.removeprefix('than ')}"
    sums = Counter[str]()
    for line in one.lines:
        sums[_cause(reader, line)] += line.days
    weighty = sorted(sums.items(), key=lambda item: (-abs(item[1]), item[0]))
    shown, rest = weighty[:MOST], sum(days for _, days in weighty[MOST:])
    others = (f"{_days(rest)}: other changes",) if len(weighty) > MOST else ()
    return Moved(
        says=f"{where}, {day_said(since, near=reader.projection.schedule.as_of)}",
        causes=(*(f"{_days(days)}: {cause}" for cause, days in shown), *others),
        sides=tuple(
            f"{_days(days)}: {plan.party_name(side) if side and side != 'both' else 'both sides together'}"
            for side, days in (one.by_side or {}).items()
        ),
    )


def _cause(reader: Reader, line: Slip) -> str:
    titles = {step.id: step.title for step in reader.brief.steps}
    title = titles.get(line.step or "", "")
    if line.cause == HIDDEN:
        return "something that your side does not see"
    if line.cause == DAY:
        return f"days passed, and {title} was not done" if title else "days passed"
    if line.cause == WAITING:
        return "days passed while the plan waited"
    return f"somebody {deed_said(line.cause, {'step': line.step or ''}, titles, {})}"


def _days(days: int) -> str:
    if not days:
        return "nothing in the end"
    return f"{abs(days)} day{'' if abs(days) == 1 else 's'} {'later' if days > 0 else 'earlier'}"
