"""Days pass by an operation too: the service's, at a plan's midnight or when somebody first touches the plan."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from app.actors import SYSTEM
from app.operations.lookup import refused
from app.store.plans import keep_plan
from scheduler.timeline import day_of

from .booking import DAY, WAITING, effect_of
from .following import follow_invitations
from .opening import Opened, opened_on, stored_plan, today_in
from .recording import Deed, record
from .sequences import raise_sequences
from .standing import standing_of

if TYPE_CHECKING:
    from app.projection import Projections
    from app.store import Unit
    from app.store.plans import StoredPlan
    from scheduler.plan import Hold, Moment

A_DAY = timedelta(days=1)


def open_to_change(unit: Unit, plan_id: str) -> Opened:
    """Return a plan that nobody else changes until the transaction ends, with every day passed that has.

    Raises Refused with `archived` for one that rests: nobody changes it, in whatever way.
    """
    opened = advance_day(unit, plan_id)
    refuse_archived(opened.stored)
    return opened


def refuse_archived(stored: StoredPlan) -> None:
    """Refuse to change a plan that rests."""
    if stored.archived_at is not None:
        raise refused("archived", "the plan is archived, so nobody changes it; restore it first")


def advance_day(unit: Unit, plan_id: str, *, waited: bool = False) -> Opened:
    """Let time pass in a plan until the day that it is in its zone; a line in the log tells if that moved anything.

    `waited` where nobody could work meanwhile.
    """
    stored = stored_plan(unit, plan_id, to_change=True)
    opened = opened_on(unit, stored, stored.day)
    for day in _stops(opened, today_in(unit, stored)):
        opened = _advanced(unit, opened, day, waited=waited)
    return opened


def _stops(opened: Opened, today: date) -> list[date]:
    """Return the days until which time passes in turn: today, and before it those on which a hold begins or ends."""
    first, hold = opened.stored.day, opened.reading.plan.hold
    days = [today]
    if hold is not None:
        begins = _seen_on(hold.since)
        days += [begins - A_DAY, begins, *([] if hold.until is None else [_seen_on(hold.until)])]
    return sorted({day for day in days if first < day <= today})


def _advanced(unit: Unit, before: Opened, day: date, *, waited: bool) -> Opened:
    passed = opened_on(unit, replace(before.stored, day=day), day)
    if not _moves(before.projections, passed.projections):
        kept = replace(passed.stored, **asdict(standing_of(passed.projections)))
        keep_plan(unit, kept)
        if before.reading.schedule.steps != passed.reading.schedule.steps:  # calendars show them, whatever they delay
            raise_sequences(unit, kept.id, passed.projections)
        follow_invitations(unit, kept, passed.projections)  # what lay far ahead may be near now
        return replace(passed, stored=kept)
    waiting = waited or _waits(passed.reading.plan.hold, before.stored.day, day)
    deed = Deed(verb=WAITING if waiting else DAY)
    return record(replace(unit, actor=SYSTEM), passed.stored, before.projections, passed.projections, deed).after


def _waits(hold: Hold | None, first: date, last: date) -> bool:
    """Tell whether days pass on hold; a hold whose end is known delays everything on the day that it begins."""
    if hold is None:
        return False
    begins = _seen_on(hold.since)
    return begins <= first if hold.until is None else (begins <= first < _seen_on(hold.until) or begins == last)


def _seen_on(moment: Moment) -> date:
    """Return the first day whose midnight is not before a moment: a plan is planned from midnights."""
    day = day_of(moment)
    return day + A_DAY if isinstance(moment, datetime) and moment.time() > time.min else day


def _moves(before: Projections, after: Projections) -> bool:
    """Tell whether the passing days move a forecast, or change how a critical date stands."""
    moved = effect_of(before.reading.schedule, after.reading.schedule)
    return moved != {} or standing_of(before) != standing_of(after)
