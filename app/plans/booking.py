"""What an operation did to the forecasts, booked to what caused it.

The ledger adds up by construction: of every critical date is kept where it lands, and what is booked is the difference
to that. Before a baseline is in force it adds up from the first forecast.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app.projection.visible import visible
from app.store.ledger import Forecast, Line, add_forecast, book, forecasts, keep_forecast
from app.store.log import ForecastMove
from scheduler.plan import CUSTOMER, SELLER
from scheduler.timeline import day_of

from .sequences import parties

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.document import PlanDocument, Reading
    from app.store import Unit
    from scheduler.schedule import Schedule, ScheduledDate

DAY, WAITING = "advance_day", "waiting"
"""Causes that nobody asked for: a day that passed, and one that passed while the plan was on hold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    """What moved forecasts."""

    verb: str
    step: str | None = None
    """The step that it was about; of a passing day each date's driving step."""
    party: str | None = None
    """Whose doing it was, where it was about no step."""
    before: PlanDocument | None = None
    """What it changed; None where no document was."""


def effect_of(before: Schedule | None, after: Schedule) -> dict[str, ForecastMove]:
    """Return the critical dates whose forecasts are others than before."""
    old = {} if before is None else _days(before)
    new = _days(after)
    return {
        date: ForecastMove(before=old.get(date), after=new.get(date))
        for date in sorted({*old, *new})
        if old.get(date) != new.get(date)
    }


def _days(schedule: Schedule) -> dict[str, str]:
    return {date.id: day_of(date.forecast).isoformat() for date in schedule.critical_dates.values()}


def book_forecasts(unit: Unit, plan: str, entry: int, reading: Reading, cause: Cause) -> None:
    """Book where the critical dates land after an entry of the log."""
    known, lines = forecasts(unit, plan), list[Line]()
    for date in reading.schedule.critical_dates.values():
        lands, before = day_of(date.forecast), known.get(date.id)
        if before is None:
            add_forecast(unit, plan, Forecast(critical_date=date.id, first=lands, baseline=None, latest=lands))
        elif before.latest != lands:
            keep_forecast(unit, plan, replace(before, latest=lands))
            lines.append(_line(entry, date, (lands - before.latest).days, reading, cause))
    book(unit, plan, lines)


def _line(entry: int, date: ScheduledDate, days: int, reading: Reading, cause: Cause) -> Line:
    name = _driving(date, reading.schedule) if cause.verb == DAY else cause.step
    step = next((one for one in reading.schedule.plan.steps if one.id == name), None)
    return Line(
        entry=entry,
        critical_date=date.id,
        days=days,
        cause=cause.verb,
        step=name,
        side=cause.party if step is None else _side(step.side),
        phase=step.phase if step else None,
        hidden_from=_blind(reading.document, name, cause),
    )


def _blind(document: PlanDocument, name: str | None, cause: Cause) -> tuple[str, ...]:
    """Return the parties that see nothing of a cause: the step is hidden from them, or all that changed is."""
    private = next((step.private for step in document.steps if step.id == name), None)
    return tuple(
        party for party in parties(document) if private not in {None, party} or not _shows(cause, document, party)
    )


def _shows(cause: Cause, after: PlanDocument, party: str) -> bool:
    before = cause.before
    return before is None or before == after or visible(before, party) != visible(after, party)


def _driving(date: ScheduledDate, schedule: Schedule) -> str | None:
    """Return the step that a forecast waits for: the first of its path that is not done."""
    return next((step for step in date.critical_path if schedule.steps[step].health != "done"), None)


def _side(parties: Iterable[str]) -> str:
    """Return whose step one is: a party's, or of several the two sides'."""
    named = tuple(parties)
    return named[0] if len(named) == 1 else "both" if {*named} == {SELLER, CUSTOMER} else "+".join(named)
