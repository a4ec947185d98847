"""What the ledger tells a reader: why forecasts moved since counting began, and how far plan and baseline are apart."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from app.operations.agreements import SIDES
from app.projection.visible import visible
from app.store.baselines import in_force, shares_sums
from app.store.ledger import Forecast, Line, booked, forecasts
from scheduler.timeline import day_of

from .opening import open_plan

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.document import PlanDocument
    from app.store import Unit

K = TypeVar("K")

HIDDEN = "wait"
"""The cause of what moved because of something that the reader does not see."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Slipped:
    """How far a critical date slipped since counting began."""

    forecast: Forecast
    lines: tuple[Line, ...]
    """What moved it, oldest first."""
    by_cause: dict[str, int]
    """Calendar days; with the others of its kind they add up to the slippage."""
    by_phase: dict[str | None, int]
    by_side: dict[str | None, int] | None
    """None where not both sides let the others see it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Variance:
    """How far a step or a critical date is from the baseline in force."""

    baseline: str
    """The day that was signed."""
    forecast: str
    days: int
    """Calendar days; later is positive."""


def ledger_of(unit: Unit, plan_id: str) -> dict[str, Slipped]:
    """Return by critical date what moved it since the baseline in force, or without one since it came into the plan."""
    document = open_plan(unit, plan_id).reading.document
    party, baseline = unit.actor.party, in_force(unit, plan_id)
    seen = _seen(unit, document)
    steps = {step.id for step in seen.steps}
    sums = party is None or shares_sums(unit, plan_id) >= SIDES
    lines = [_shown(line, steps) for line in booked(unit, plan_id, after=baseline.entry if baseline else 0)]
    known = forecasts(unit, plan_id)
    return {
        one.id: _slipped(known[one.id], [line for line in lines if line.critical_date == one.id], sums=sums)
        for one in seen.critical_dates
    }


def variance(unit: Unit, plan_id: str) -> dict[str, dict[str, Variance]]:
    """Return by `steps` and `critical_dates` how far the forecast is from the baseline in force; empty without one."""
    opened, baseline = open_plan(unit, plan_id), in_force(unit, plan_id)
    if baseline is None:
        return {"steps": {}, "critical_dates": {}}
    schedule, seen = opened.reading.schedule, _seen(unit, opened.reading.document)
    finishes = {step.id: day_of(schedule.steps[step.id].planned_finish).isoformat() for step in seen.steps}
    lands = {one.id: day_of(one.forecast).isoformat() for one in schedule.critical_dates.values()}
    steps = {name: dates["finish"][:10] for name, dates in baseline.dates["steps"].items()}
    return {"steps": _apart(steps, finishes), "critical_dates": _apart(baseline.dates["critical_dates"], lands)}


def _seen(unit: Unit, document: PlanDocument) -> PlanDocument:
    return document if unit.actor.party is None else visible(document, unit.actor.party)


def _apart(signed: dict[str, str], now: dict[str, str]) -> dict[str, Variance]:
    return {
        name: Variance(baseline=day, forecast=now[name], days=_days(day, now[name]))
        for name, day in signed.items()
        if name in now
    }


def _days(before: str, after: str) -> int:
    return (date.fromisoformat(after) - date.fromisoformat(before)).days


def _shown(line: Line, steps: set[str]) -> Line:
    """Return a line as somebody may see it who sees these steps."""
    if line.step is None or line.step in steps:
        return line
    return replace(line, cause=HIDDEN, step=None, side=None, phase=None)


def _slipped(forecast: Forecast, lines: list[Line], *, sums: bool) -> Slipped:
    return Slipped(
        forecast=forecast,
        lines=tuple(lines),
        by_cause=_summed((line.cause, line.days) for line in lines),
        by_phase=_summed((line.phase, line.days) for line in lines),
        by_side=_summed((line.side, line.days) for line in lines) if sums else None,
    )


def _summed(pairs: Iterable[tuple[K, int]]) -> dict[K, int]:
    found: defaultdict[K, int] = defaultdict(int)
    for key, days in pairs:
        found[key] += days
    return dict(found)
