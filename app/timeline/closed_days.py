"""Closed days as a timeline shows them: runs of a party's holidays and closures, absences, freezes."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from app.phrases import person_said
from scheduler.plan import CUSTOMER, MONDAY_TO_FRIDAY, SELLER
from scheduler.timeline import day_of
from scheduler.wording import day_said, days_said

from .picture import Closed, Lane, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from scheduler.plan import Calendar, Moment, Period, Plan, Step

    from .axis import Axis


def lanes(plan: Plan, axis: Axis, near: Moment) -> tuple[Lane, ...]:
    """Return the closed days of each party within the axis, absences and freezes; what has none is left out."""
    calendars = {calendar.id: calendar for calendar in plan.calendars}
    parties = [SELLER, CUSTOMER, *(party.id for party in plan.parties)]
    found = [
        Lane(name=f"Closed at {plan.party_name(party)}", closed=_closed(calendars[party], axis, near))
        for party in parties
        if party in calendars
    ]
    away = [
        (one.start, one.end, f"{person_said(plan, person)}{f' ({one.reason})' if one.reason else ''}")
        for person in plan.people
        for one in person.away
    ]
    found.append(Lane(name="Away", closed=tuple(sorted(_within(away, axis, near), key=_by_begin))))
    frozen = [(freeze.start, freeze.end, freeze.reason) for freeze in plan.freezes]
    found.append(Lane(name="Change freeze", closed=tuple(_within(frozen, axis, near))))
    return tuple(lane for lane in found if lane.closed)


def in_the_way(plan: Plan, step: Step, axis: Axis, extent: Span) -> tuple[Span, ...]:
    """Return the days within an extent on which a step's calendars are closed or its owners away, joined."""
    if step.duration is not None and step.duration.elapsed:
        return ()
    calendars = {calendar.id: calendar for calendar in plan.calendars}
    names = (step.calendar,) if step.calendar is not None else step.side
    found = [one.span for name in names if name in calendars for one in _closed(calendars[name], axis, axis.first)]
    owners = {owner for party, owner in step.owners if party in step.side}
    found += [axis.span(one.start, one.end) for person in plan.people if person.id in owners for one in person.away]
    return tuple(_joined(found, extent))


def _joined(spans: list[Span], extent: Span) -> Iterator[Span]:
    """Yield what of the spans lies within an extent, those that touch as one."""
    begin = end = extent.start
    for span in sorted(spans, key=lambda span: (span.start, span.end)):
        if span.start > end:
            if begin < end:
                yield Span(start=begin, end=end)
            begin = end = min(span.start, extent.end)
        end = max(end, min(span.end, extent.end))
    if begin < end:
        yield Span(start=begin, end=end)


def rest_days(plan: Plan) -> frozenset[int]:
    """Return the days of the week on which neither the seller nor the customer works."""
    weeks = {calendar.id: calendar.week for calendar in plan.calendars}
    return frozenset(
        day for day in range(7) if not any(weeks.get(party, MONDAY_TO_FRIDAY)[day] for party in (SELLER, CUSTOMER))
    )


def _closed(calendar: Calendar, axis: Axis, near: Moment) -> tuple[Closed, ...]:
    days = {holiday.date: holiday.name for holiday in calendar.holidays if _on(axis, holiday.date)}
    for period in calendar.closed:
        days.update(dict.fromkeys(_days(period, axis), period.reason))
    for opened in calendar.open:
        days.pop(opened.date, None)
    worked = {day: reason for day, reason in days.items() if calendar.week[day.weekday()]}
    runs: list[tuple[Moment, Moment, str]] = []
    for day in sorted(worked):
        if runs and runs[-1][2] == worked[day] and _follows(day_of(runs[-1][1]), day, calendar):
            runs[-1] = (runs[-1][0], day, worked[day])
        else:
            runs.append((day, day, worked[day]))
    return tuple(_within(runs, axis, near))


def _follows(last: date, day: date, calendar: Calendar) -> bool:
    """Tell whether nothing but days off by the week lies between two days."""
    between = (last + timedelta(days=number) for number in range(1, (day - last).days))
    return not any(calendar.week[one.weekday()] for one in between)


def _days(period: Period, axis: Axis) -> Iterator[date]:
    first = max(period.start, axis.first)
    last = min(period.end, axis.first + timedelta(days=int(axis.days)))
    for number in range((last - first).days + 1):
        yield first + timedelta(days=number)


def _on(axis: Axis, day: date) -> bool:
    return 0 <= axis.start(day) < axis.days


def _within(periods: Iterable[tuple[Moment, Moment, str]], axis: Axis, near: Moment) -> Iterator[Closed]:
    """Yield the periods that reach into the axis, cut to it."""
    for start, end, reason in periods:
        span = Span(start=max(axis.start(start), 0), end=min(axis.end(end), axis.days))
        if span.start < span.end:
            yield Closed(span=span, reason=reason, says=": ".join(filter(None, [_said(start, end, near), reason])))


def _said(start: Moment, end: Moment, near: Moment) -> str:
    first, last = day_of(start), day_of(end)
    return day_said(first, near=near) if first == last else days_said(first, last, near=near)


def _by_begin(closed: Closed) -> tuple[float, float, str]:
    return closed.span.start, closed.span.end, closed.says
