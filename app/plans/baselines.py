"""Baselines: the dates of a plan as both sides sign them, and from then on what the forecast is held against."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import timedelta
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from app.document.wire.steps import Agreed
from app.operations.agreements import SIDES, refuse_unproved
from app.operations.lookup import refused
from app.projection.visible import visible
from app.store.baselines import (
    Baseline,
    Signature,
    add_baseline,
    add_signature,
    baselines,
    put_in_force,
    withdraw,
)
from app.store.ledger import booked, forecasts, keep_forecast
from scheduler.plan import CUSTOMER, SELLER
from scheduler.refusals import moment_written
from scheduler.timeline import day_of

from .advancing import open_to_change
from .opening import stored_plan
from .recording import Changed, Deed, note

if TYPE_CHECKING:
    from app.document.wire.steps import Step
    from app.projection import Projections
    from app.store import Unit
    from app.store.log import Entry
    from scheduler.schedule import ScheduledStep


Dates = dict[str, Any]
"""Plain data with dates in it."""

PROPOSE, SIGN, WITHDRAW = "propose_baseline", "sign_baseline", "withdraw_baseline"


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """What a side did to a baseline."""

    changed: Changed
    baseline: Baseline


def propose_baseline(unit: Unit, plan_id: str, *, name: str | None = None, why: str | None = None) -> Proposed:
    """Freeze the dates as they are, agreed or planned, and sign them for one's own side; the other side signs next.

    One that still waits gives way. Whoever proposes signs with their own name unless they write another.
    """
    _signing_side(unit)
    opened = open_to_change(unit, plan_id)
    earlier, dates = baselines(unit, plan_id), _dates(opened.projections)
    number, digest = len(earlier) + 1, digest_of(dates)
    asked = {"do": PROPOSE, "baseline": number, "digest": digest}
    changed = note(unit, opened, Deed(verb=PROPOSE, asked=(asked,), why=why))
    for one in earlier:
        if one.is_open:
            withdraw(unit, plan_id, one.number)
    entry = changed.entry
    add_baseline(
        unit,
        plan_id,
        Baseline(number=number, entry=entry.number, revision=entry.revision, dates=dates, digest=digest),
    )
    signature = _signature(unit, changed.entry, unit.actor.name if name is None else name)
    add_signature(unit, plan_id, number, signature)
    return Proposed(changed=changed, baseline=_found(unit, plan_id, number))


def sign_baseline(unit: Unit, plan_id: str, number: int, *, digest: str, name: str) -> Proposed:
    """Sign exactly the dates that were shown, for one's own side; once both have, the plan is held against them."""
    party, opened = _signing_side(unit), open_to_change(unit, plan_id)
    baseline = _found(unit, plan_id, number)
    _refuse_settled(baseline)
    if digest != baseline.digest:
        raise refused("other-dates", f"baseline {number} has other dates than those that were shown; look at it again")
    if party in {one.party for one in baseline.signatures}:
        raise refused("signed-already", f"your side has signed baseline {number} already; the other side signs next")
    changed = note(unit, opened, Deed(verb=SIGN, asked=({"do": SIGN, "baseline": number, "digest": digest},)))
    add_signature(unit, plan_id, number, _signature(unit, changed.entry, name))
    if {party, *(one.party for one in baseline.signatures)} >= SIDES:
        put_in_force(unit, plan_id, number)
        _count_from(unit, plan_id, baseline.entry)
    return Proposed(changed=changed, baseline=_found(unit, plan_id, number))


def withdraw_baseline(unit: Unit, plan_id: str, number: int, *, why: str | None = None) -> Proposed:
    """Take a baseline back that not both sides have signed; either side may."""
    _side(unit)
    opened = open_to_change(unit, plan_id)
    _refuse_settled(_found(unit, plan_id, number))
    changed = note(unit, opened, Deed(verb=WITHDRAW, asked=({"do": WITHDRAW, "baseline": number},), why=why))
    withdraw(unit, plan_id, number)
    return Proposed(changed=changed, baseline=_found(unit, plan_id, number))


def baselines_of(unit: Unit, plan_id: str) -> list[Baseline]:
    """Return the baselines of a plan for the two sides that sign them, oldest first."""
    stored_plan(unit, plan_id)
    return baselines(unit, plan_id) if unit.actor.party in SIDES | {None} else []


def digest_of(dates: Dates) -> str:
    """Return what stands for exactly these dates."""
    return sha256(json.dumps(dates, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def _signing_side(unit: Unit) -> str:
    refuse_unproved(unit.actor)
    return _side(unit)


def _side(unit: Unit) -> str:
    if unit.actor.party not in SIDES:
        raise refused("neither-side", "a baseline is between the seller and the customer; only these two sign it")
    return unit.actor.party


def _signature(unit: Unit, entry: Entry, name: str) -> Signature:
    if not name.strip():
        raise refused("nobody-named", "write your name as you sign")
    by, party = entry.by, _side(unit)
    return Signature(
        party=party, entry=entry.number, name=name.strip(), person=by.person, verified=by.verified, at=unit.now
    )


def _found(unit: Unit, plan_id: str, number: int) -> Baseline:
    for one in baselines(unit, plan_id):
        if one.number == number:
            return one
    raise refused("unknown-baseline", f"the plan has no baseline {number}")


def _refuse_settled(baseline: Baseline) -> None:
    if not baseline.is_open:
        state = "withdrawn" if baseline.in_force_at is None else "in force"
        raise refused("baseline-settled", f"baseline {baseline.number} is {state}; propose a new one to change dates")


def _dates(projections: Projections) -> Dates:
    """Return what is signed: the dates of all that both sides see."""
    shared, schedule = visible(projections.document(SELLER), CUSTOMER), projections.reading.schedule
    landing = {one.id: schedule.critical_dates[one.id].forecast for one in shared.critical_dates}
    return {
        "steps": {step.id: _signed(step, schedule.steps[step.id]) for step in shared.steps},
        "critical_dates": {name: day_of(forecast).isoformat() for name, forecast in landing.items()},
    }


def _signed(step: Step, planned: ScheduledStep) -> Dates:
    """Return the dates of a step that are signed; of one whose finish alone is agreed no start is promised."""
    agreed = step.agreed or Agreed()
    start, finish = moment_written(planned.planned_start), moment_written(planned.planned_finish)
    return {
        "start": agreed.start or (None if agreed.finish else start),
        "finish": agreed.finish or finish,
        "agreed": [name for name in ("start", "finish") if getattr(agreed, name) is not None],
    }


def _count_from(unit: Unit, plan_id: str, entry: int) -> None:
    """Let the ledger count from where every critical date landed when the baseline was proposed.

    That is where it lands now, less what was booked since: so the lines since then add up, whatever moved meanwhile.
    """
    since = booked(unit, plan_id, after=entry)
    for known in forecasts(unit, plan_id).values():
        moved = sum(line.days for line in since if line.critical_date == known.critical_date)
        keep_forecast(unit, plan_id, replace(known, baseline=known.latest - timedelta(days=moved)))
