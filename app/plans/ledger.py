"""What the ledger tells a reader: why forecasts moved since counting began, and how far plan and baseline are apart."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, TypeVar
from zoneinfo import ZoneInfo

from app.document.moments import read_moment
from app.exports.moments import day_in
from app.operations.agreements import SIDES
from app.store.baselines import in_force, shares_sums
from app.store.ledger import booked, forecasts
from app.store.log import times
from scheduler.timeline import day_of

from .opening import open_plan

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from app.store import Unit
    from app.store.ledger import Forecast, Line

K = TypeVar("K")

HIDDEN = "wait"
"""The cause of what moved because of something that the reader does not see."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """What moved a critical date, as a reader may see it."""

    at: datetime
    days: int
    """Calendar days by which the forecast moved; later is positive."""
    cause: str
    """The verb: `advance_day` of days that passed, `waiting` of days on hold; `wait` of what is hidden."""
    step: str | None = None
    phase: str | None = None
    side: str | None = None
    """A party, or `both`; None where sums per side are not shown, since whoever has each can add them up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Slipped:
    """How far a critical date slipped since counting began."""

    forecast: Forecast
    lines: tuple[Slip, ...]
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
    opened, baseline = open_plan(unit, plan_id), in_force(unit, plan_id)
    reader = _Reader(
        party=unit.actor.party,
        hidden=frozenset(
            one.id for one in opened.reading.document.steps if one.private not in {None, unit.actor.party}
        ),
        sees_sides=unit.actor.party is None or shares_sums(unit, plan_id) >= SIDES,
    )
    lines, known = booked(unit, plan_id, after=baseline.entry if baseline else 0), forecasts(unit, plan_id)
    at = times(unit, plan_id, {line.entry for line in lines})
    return {
        date.id: _slipped(
            known[date.id],
            [reader.shown(line, at[line.entry]) for line in lines if line.critical_date == date.id],
            sums=reader.sees_sides,
        )
        for date in opened.seen_by(unit.actor).critical_dates
    }


def variance(unit: Unit, plan_id: str) -> dict[str, dict[str, Variance]]:
    """Return by `steps` and `critical_dates` how far what the actor sees is from the baseline in force."""
    opened, baseline = open_plan(unit, plan_id), in_force(unit, plan_id)
    if baseline is None:
        return {"steps": {}, "critical_dates": {}}
    schedule, seen = opened.reading.schedule, opened.seen_by(unit.actor)
    finishes = {step.id: day_of(schedule.steps[step.id].planned_finish).isoformat() for step in seen.steps}
    lands = {one.id: day_of(schedule.critical_dates[one.id].forecast).isoformat() for one in seen.critical_dates}
    zone = ZoneInfo(opened.document.time_zone or "UTC")  # a time that was agreed has whatever offset it was said with
    signed = {name: read_moment(dates["finish"]) for name, dates in baseline.dates["steps"].items()}
    steps = {name: day_in(finish, zone).isoformat() for name, finish in signed.items()}
    return {"steps": _apart(steps, finishes), "critical_dates": _apart(baseline.dates["critical_dates"], lands)}


def _apart(signed: dict[str, str], now: dict[str, str]) -> dict[str, Variance]:
    return {
        name: Variance(baseline=day, forecast=now[name], days=_days(day, now[name]))
        for name, day in signed.items()
        if name in now
    }


def _days(before: str, after: str) -> int:
    return (date.fromisoformat(after) - date.fromisoformat(before)).days


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reader:
    """Who reads the ledger."""

    party: str | None
    hidden: frozenset[str]
    """Steps that it does not see."""
    sees_sides: bool

    def shown(self, line: Line, at: datetime) -> Slip:
        """Return a line as the reader may see it: what is hidden now, or was when it was booked, has no name."""
        origin = line.origin if self.party is None else line.seen_as.get(self.party, line.origin)
        if origin is None or (self.party is not None and origin.step in self.hidden):
            return Slip(at=at, days=line.days, cause=HIDDEN)
        side = origin.side if self.sees_sides else None
        return Slip(at=at, days=line.days, cause=line.cause, step=origin.step, phase=origin.phase, side=side)


def _slipped(forecast: Forecast, lines: list[Slip], *, sums: bool) -> Slipped:
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
