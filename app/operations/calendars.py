"""Working time: calendars by name, closures in them, freezes of the whole plan."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from app.document import PlanDocument, with_holidays_written
from app.document.holidays_written import week_of
from app.document.marked import mark_of
from app.document.problems import Wrong
from app.document.wire.calendars import Calendar
from app.document.wire.values import CalendarRef
from app.names import unknown
from scheduler.plan import CUSTOMER, SELLER
from scheduler.refusals import Problem, Refused

from .naming import refuse_named
from .written import Members, edited, span, with_fields

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from app.document.differences import Block
    from app.document.places import Value
    from app.document.wire.calendars import Holidays
    from scheduler.plan import PartyId


def edit_calendar(
    document: PlanDocument, name: str, fields: Mapping[str, Value], *, today: date, by: PartyId | None
) -> PlanDocument:
    """Set fields of a calendar, which is made where there is none; holidays of a region get their days written.

    A week that is only that of the country of the holidays goes with them.
    """
    new: Block = {} if name in document.calendars or name in parties_of(document) else {"by": by}
    if "holidays" in fields and _has_week_of_its_country(document.calendars.get(name)):
        new["week"] = None
    changed = _with_calendar(document, name, lambda calendar: with_fields(calendar, {**new, **fields}))
    return _with_days(changed, name, *_years(document, name, today))


def remove_calendar(document: PlanDocument, name: str) -> PlanDocument:
    """Take a calendar away; a party's own is Monday to Friday again."""
    _refuse_unknown(document, name)
    calendars = {one: calendar for one, calendar in document.calendars.items() if one != name}
    left = document.model_copy(update={"calendars": calendars})
    if name not in parties_of(document):
        refuse_named(left, mark_of(CalendarRef), name, "give these another calendar first")
    return left


def add_closure(document: PlanDocument, name: str, closure: Block, *, eyes: PartyId | None = None) -> PlanDocument:
    """Close a calendar on some days, beside what a party does not see; a party's own is made where none is there."""
    _refuse_unknown(document, name, *sorted(parties_of(document)))
    return _with_calendar(document, name, lambda calendar: _CLOSURES.seen_by(eyes).added(calendar, closure))


def remove_closure(
    document: PlanDocument, name: str, first: str, last: str | None, *, eyes: PartyId | None = None
) -> PlanDocument:
    """Take a closure away that a party sees, told apart by its days."""
    _refuse_unknown(document, name)
    return _with_calendar(document, name, lambda calendar: _CLOSURES.seen_by(eyes).without(calendar, span(first, last)))


def refresh_holidays(document: PlanDocument) -> PlanDocument:
    """Write the holidays that came from the library anew, for the same days, from the one that is installed.

    Those that people wrote by hand stay, and so does the version of the library beside days that are the same in both.
    """
    for name, calendar in document.calendars.items():
        written = calendar.holidays
        if written is not None and written.library is not None and written.from_ is not None and written.to is not None:
            first, last = date.fromisoformat(written.from_), date.fromisoformat(written.to)
            anew = _anew(document, name, written.region, first, last)
            if anew is not None and anew.days != written.days:
                calendars = {**document.calendars, name: calendar.model_copy(update={"holidays": anew})}
                document = document.model_copy(update={"calendars": calendars})
    return document


def _anew(document: PlanDocument, name: str, region: str, first: date, last: date) -> Holidays | None:
    """Return the holidays of a region as the library has them today."""
    alone = document.model_copy(update={"calendars": {name: Calendar.model_validate({"holidays": region})}})
    return _with_days(alone, name, first, last).calendars[name].holidays


def _with_days(document: PlanDocument, name: str, first: date, last: date) -> PlanDocument:
    """Return a document with the days of a calendar's region written."""
    try:
        return with_holidays_written(document, first=first, last=last)
    except Wrong as wrong:
        path = ("calendars", name, "holidays")
        raise Refused([Problem(code=wrong.code, path=path, sentence=wrong.sentence)]) from wrong


def _has_week_of_its_country(calendar: Calendar | None) -> bool:
    return (
        calendar is not None
        and calendar.holidays is not None
        and calendar.week is not None
        and calendar.week == week_of(calendar.holidays.region)
    )


_CLOSURES = Members("closure", "closed", key=("from", "to"))


def _with_calendar(document: PlanDocument, name: str, change: Callable[[Block], Block]) -> PlanDocument:
    def changed(written: Block) -> Block:
        calendars = written.get("calendars")
        there = calendars if isinstance(calendars, dict) else {}
        calendar = there.get(name)
        return {**written, "calendars": {**there, name: change(calendar if isinstance(calendar, dict) else {})}}

    return edited(document, changed)


def parties_of(document: PlanDocument) -> set[PartyId]:
    """Return all parties of a plan, each of which may have a calendar of its own."""
    return {SELLER, CUSTOMER, *(party.id for party in document.parties)}


def _refuse_unknown(document: PlanDocument, name: str, *more: str) -> None:
    names = [*document.calendars, *(one for one in more if one not in document.calendars)]
    if name not in names:
        raise unknown("calendar", name, [(one, "") for one in names])


def _years(document: PlanDocument, name: str, today: date) -> tuple[date, date]:
    """Return the days for which holidays are written: those of the plan's others, else of its years.

    The others are those of the two sides, which everybody sees: what only some see makes no difference.
    """
    calendars = (document.calendars.get(one) for one in (SELLER, CUSTOMER, name))
    written = [one.holidays for one in calendars if one is not None and one.holidays is not None]
    spans = [(one.from_, one.to) for one in written if one.from_ and one.to]
    if spans:
        firsts, lasts = zip(*spans, strict=True)
        return date.fromisoformat(min(firsts)), date.fromisoformat(max(lasts))
    years = [today.year, *(int(one.date[:4]) for one in document.critical_dates)]
    return today.replace(day=1), date(max(years) + 1, 12, 31)
