"""Working time: calendars by name, closures in them, freezes of the whole plan."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from app.document import PlanDocument, with_holidays_written
from app.document.marked import mark_of
from app.document.wire.values import CalendarRef
from app.names import unknown
from scheduler.plan import CUSTOMER, SELLER

from .naming import refuse_named
from .written import Members, edited, with_fields

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from app.document.differences import Block
    from app.document.places import Value
    from app.document.wire.calendars import Calendar
    from scheduler.plan import PartyId


def edit_calendar(
    document: PlanDocument, name: str, fields: Mapping[str, Value], *, today: date, by: PartyId | None
) -> PlanDocument:
    """Set fields of a calendar, which is made where there is none; holidays of a region get their days written."""
    new = {} if name in document.calendars or name in _parties(document) else {"by": by}
    changed = _with_calendar(document, name, lambda calendar: with_fields(calendar, {**new, **fields}))
    first, last = _years(document, today)
    return with_holidays_written(changed, first=first, last=last)


def remove_calendar(document: PlanDocument, name: str) -> PlanDocument:
    """Take a calendar away; a party's own is Monday to Friday again."""
    _refuse_unknown(document, name)
    if name not in _parties(document):
        refuse_named(document, mark_of(CalendarRef), name, "give these another calendar first")
    calendars = {one: calendar for one, calendar in document.calendars.items() if one != name}
    return document.model_copy(update={"calendars": calendars})


def add_closure(document: PlanDocument, name: str, closure: Block) -> PlanDocument:
    """Close a calendar on some days; one that is not there yet is made."""
    return _with_calendar(document, name, lambda calendar: _CLOSURES.added(calendar, closure))


def remove_closure(document: PlanDocument, name: str, first: str, last: str | None) -> PlanDocument:
    """Take a closure away, told apart by its days."""
    _refuse_unknown(document, name)
    return _with_calendar(document, name, lambda calendar: _CLOSURES.without(calendar, f"{first}/{last or first}"))


def refresh_holidays(document: PlanDocument) -> PlanDocument:
    """Write the holidays of every calendar anew, for the same days, from the library that is installed."""
    for name, calendar in document.calendars.items():
        written = calendar.holidays
        if written is not None and written.from_ is not None and written.to is not None:
            document = _refreshed(
                document, name, calendar, date.fromisoformat(written.from_), date.fromisoformat(written.to)
            )
    return document


def _refreshed(document: PlanDocument, name: str, calendar: Calendar, first: date, last: date) -> PlanDocument:
    region = calendar.holidays.region if calendar.holidays else ""
    bare = type(calendar).model_validate({"holidays": region})
    alone = document.model_copy(update={"calendars": {name: bare}})
    written = with_holidays_written(alone, first=first, last=last).calendars[name].holidays
    kept = calendar.model_copy(update={"holidays": written})
    return document.model_copy(update={"calendars": {**document.calendars, name: kept}})


_CLOSURES = Members("closure", "closed", key=("from", "to"))


def _with_calendar(document: PlanDocument, name: str, change: Callable[[Block], Block]) -> PlanDocument:
    def changed(written: Block) -> Block:
        calendars = written.get("calendars")
        there = calendars if isinstance(calendars, dict) else {}
        calendar = there.get(name)
        return {**written, "calendars": {**there, name: change(calendar if isinstance(calendar, dict) else {})}}

    return edited(document, changed)


def _parties(document: PlanDocument) -> set[PartyId]:
    return {SELLER, CUSTOMER, *(party.id for party in document.parties)}


def _refuse_unknown(document: PlanDocument, name: str) -> None:
    if name not in document.calendars:
        raise unknown("calendar", name, [(one, "") for one in document.calendars])


def _years(document: PlanDocument, today: date) -> tuple[date, date]:
    """Return the days for which holidays are written: those of the plan's other calendars, else of its years."""
    written = [one.holidays for one in document.calendars.values() if one.holidays and one.holidays.from_]
    spans = [(one.from_, one.to) for one in written if one.from_ and one.to]
    if spans:
        firsts, lasts = zip(*spans, strict=True)
        return date.fromisoformat(min(firsts)), date.fromisoformat(max(lasts))
    years = [today.year, *(int(one.date[:4]) for one in document.critical_dates)]
    return today.replace(day=1), date(max(years) + 1, 12, 31)
