"""What an operation did to the forecasts, booked to what caused it.

The ledger adds up by construction: of every critical date is kept where it lands, and what is booked is the difference
to that. Before a baseline is in force it adds up from the first forecast.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app.projection import Audience
from app.store.ledger import Forecast, Line, Origin, add_forecast, book, forecasts, keep_forecast
from app.store.log import ForecastMove
from scheduler.causes import causes
from scheduler.plan import CUSTOMER, SELLER
from scheduler.timeline import day_of

from .sequences import parties

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.projection import Projections
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
    before: Projections | None = None
    """What it changed; None where it changed no document."""


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


def book_forecasts(unit: Unit, plan: str, entry: int, projections: Projections, cause: Cause) -> None:
    """Book where the critical dates land after an entry of the log."""
    known, lines = forecasts(unit, plan), list[Line]()
    for date in projections.reading.schedule.critical_dates.values():
        lands, before = day_of(date.forecast), known.get(date.id)
        if before is None:
            add_forecast(unit, plan, Forecast(critical_date=date.id, first=lands, baseline=None, latest=lands))
        elif before.latest != lands:
            keep_forecast(unit, plan, replace(before, latest=lands))
            lines.append(_line(entry, date, (lands - before.latest).days, projections, cause))
    book(unit, plan, lines)


def _line(entry: int, date: ScheduledDate, days: int, projections: Projections, cause: Cause) -> Line:
    document, schedule = projections.reading.document, projections.reading.schedule
    steps = {step.id: step for step in document.steps}
    origin = _origin(_driving(date, schedule) if cause.verb == DAY else cause.step, schedule, cause)
    seen_as = dict[str, Origin | None]()
    for party in parties(document):
        if cause.verb == DAY:
            seen = _origin_of_day(date.id, projections, party, cause)
        else:
            hidden = origin.step in steps and steps[origin.step].private not in {None, party}
            seen = origin if not hidden and _shows(cause, projections, party) else None
        if seen != origin:
            seen_as[party] = seen
    return Line(entry=entry, critical_date=date.id, days=days, cause=cause.verb, origin=origin, seen_as=seen_as)


def _origin(name: str | None, schedule: Schedule, cause: Cause) -> Origin:
    step = next((one for one in schedule.plan.steps if one.id == name), None)
    return Origin(name, cause.party, None) if step is None else Origin(name, _side(step.side), step.phase)


def _origin_of_day(date: str, projections: Projections, party: str, cause: Cause) -> Origin | None:
    """Return what a party sees drive a critical date; nothing where it waits for what it does not see."""
    schedule = projections.of(Audience(party=party)).schedule
    name = _driving(schedule.critical_dates[date], schedule) if date in schedule.critical_dates else None
    if name is not None and causes(schedule.run, name)["planned_start"][0].kind == "wait":
        return None
    return _origin(name, schedule, cause)


def _shows(cause: Cause, after: Projections, party: str) -> bool:
    before = cause.before
    return before is None or before.document(party) != after.document(party)


def _driving(date: ScheduledDate, schedule: Schedule) -> str | None:
    """Return the step that a forecast waits for: the first of its path that is not done."""
    return next((step for step in date.critical_path if schedule.steps[step].health != "done"), None)


def _side(parties: Iterable[str]) -> str:
    """Return whose step one is: a party's, or of several the two sides'."""
    named = tuple(parties)
    return named[0] if len(named) == 1 else "both" if {*named} == {SELLER, CUSTOMER} else "+".join(named)
