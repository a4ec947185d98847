"""What is counted over a plan's life: the ledger, which must add up, and the numbers of calendar entries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.plans.baselines import digest_of
from app.plans.sequences import entries_now
from app.store.baselines import baselines, in_force
from app.store.calendar_entries import remembered
from app.store.ledger import booked, forecasts
from scheduler.timeline import day_of

from .fault import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.plans.opening import Opened
    from app.store import Unit


def ledger_faults(unit: Unit, opened: Opened) -> Iterator[Fault]:
    """Yield where what is booked is not what forecasts moved by, and baselines that are not what was signed."""
    plan, known = opened.stored.id, forecasts(unit, opened.stored.id)
    lines, counts_from = booked(unit, plan), in_force(unit, plan)
    for date in opened.reading.schedule.critical_dates.values():
        kept = known.get(date.id)
        lands = day_of(date.forecast)
        if kept is None or kept.latest != lands:
            latest = "nothing" if kept is None else kept.latest
            yield Fault(plan=plan, place=f"forecast of {date.id}", says=f"{latest} is kept, and it lands on {lands}")
    for name, kept in known.items():
        own = [line for line in lines if line.critical_date == name]
        moved, booked_days = (kept.latest - kept.first).days, sum(line.days for line in own)
        if moved != booked_days:
            says = f"{booked_days} days are booked, and the forecast moved by {moved}"
            yield Fault(plan=plan, place=f"ledger of {name}", says=says)
        if counts_from is not None and kept.baseline is not None:
            since = sum(line.days for line in own if line.entry > counts_from.entry)
            if since != kept.slippage:
                says = f"{since} days are booked since baseline {counts_from.number}, and it slipped by {kept.slippage}"
                yield Fault(plan=plan, place=f"ledger of {name}", says=says)
    for number, one in enumerate(baselines(unit, plan), 1):
        if one.number != number or one.digest != digest_of(one.dates):
            says = "its dates are not those that its digest stands for, or it is counted wrong"
            yield Fault(plan=plan, place=f"baseline {one.number}", says=says)


def calendar_faults(unit: Unit, opened: Opened) -> Iterator[Fault]:
    """Yield entries of calendars without a number, or with one that cannot be."""
    plan, known = opened.stored.id, remembered(unit, opened.stored.id)
    now = entries_now(opened.projections)
    for audience, uid in sorted(now - {*known}):
        yield Fault(plan=plan, place=f"calendar entry {uid} of {audience}", says="it has no sequence number")
    for (audience, uid), one in known.items():
        place = f"calendar entry {uid} of {audience}"
        if (one.cancelled_at is None) != ((audience, uid) in now):
            says = "it is cancelled, and the plan has it" if one.cancelled_at else "the plan has it no more"
            yield Fault(plan=plan, place=place, says=says)
        if one.sequence < (one.cancelled_at is not None) or one.changed_at < one.made_at:
            says = f"its sequence number {one.sequence} cannot be, or it changed before it was made"
            yield Fault(plan=plan, place=place, says=says)
