"""The ledger: every change of a critical date's forecast in calendar days, and what caused it."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import and_, insert, select, update

from . import tables

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from .unit import Unit


class Origin(NamedTuple):
    """What a line is booked to."""

    step: str | None
    side: str | None
    """A party, or `both`."""
    phase: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One booking."""

    entry: int
    """The entry of the log that caused it."""
    critical_date: str
    days: int
    """Calendar days by which the forecast moved; later is positive."""
    cause: str
    """The operation's verb; `advance_day` for a day that passed, `waiting` for one that passed on hold."""
    origin: Origin
    seen_as: dict[str, Origin | None] = field(default_factory=dict)
    """For parties that did not see what moved it: what they saw drive the date, or nothing; by party."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """Where a critical date lands, and where it landed when counting began."""

    critical_date: str
    first: date
    """When it came into the plan."""
    baseline: date | None
    """By the baseline in force."""
    latest: date

    @property
    def slippage(self) -> int:
        """Return calendar days from the baseline, or without one from the first forecast; later is positive."""
        return (self.latest - (self.baseline or self.first)).days


def forecasts(unit: Unit, plan: str) -> dict[str, Forecast]:
    """Return the forecasts of a plan, by critical date; of dates that are gone too."""
    table = tables.forecasts
    query = select(table).where(table.c.plan == plan).order_by(table.c.critical_date)
    return {
        row.critical_date: Forecast(
            critical_date=row.critical_date, first=row.first, baseline=row.baseline, latest=row.latest
        )
        for row in unit.connection.execute(query)
    }


def add_forecast(unit: Unit, plan: str, forecast: Forecast) -> None:
    """Begin to count for a critical date that is new."""
    unit.connection.execute(insert(tables.forecasts).values(plan=plan, **asdict(forecast)))


def keep_forecast(unit: Unit, plan: str, forecast: Forecast) -> None:
    """Keep where a critical date lands now, and from where is counted."""
    table = tables.forecasts
    where = and_(table.c.plan == plan, table.c.critical_date == forecast.critical_date)
    unit.connection.execute(update(table).where(where).values(latest=forecast.latest, baseline=forecast.baseline))


def book(unit: Unit, plan: str, lines: Iterable[Line]) -> None:
    """Write lines."""
    rows = [{"plan": plan, **_columns(line)} for line in lines]
    if rows:
        unit.connection.execute(insert(tables.ledger), rows)


def _columns(line: Line) -> dict[str, Any]:
    columns = {name: getattr(line, name) for name in ("entry", "critical_date", "days", "cause", "seen_as")}
    return {**columns, **line.origin._asdict()}


def booked(unit: Unit, plan: str, *, after: int = 0) -> list[Line]:
    """Return the lines that entries behind a number caused, oldest first."""
    table = tables.ledger
    query = (
        select(table).where(table.c.plan == plan, table.c.entry > after).order_by(table.c.entry, table.c.critical_date)
    )
    return [
        Line(
            entry=row.entry,
            critical_date=row.critical_date,
            days=row.days,
            cause=row.cause,
            origin=Origin(row.step, row.side, row.phase),
            seen_as={party: None if seen is None else Origin(*seen) for party, seen in row.seen_as.items()},
        )
        for row in unit.connection.execute(query)
    ]
