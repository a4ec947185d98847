"""Baselines: all dates of a plan as both sides sign them, and from then on what the forecast is held against."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import timedelta
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from app.operations.agreements import SIDES
from app.operations.lookup import refused
from app.projection.visible import visible
from app.store.baselines import (
    Baseline,
    Signature,
    add_baseline,
    add_signature,
    baselines,
    put_in_force,
    share_sums,
    withdraw,
)
from app.store.ledger import booked, forecasts, keep_forecast
from scheduler.plan import CUSTOMER, SELLER
from scheduler.refusals import moment_written
from scheduler.timeline import day_of

from .advancing import open_to_change
from .recording import Changed, Deed, record

if TYPE_CHECKING:
    from datetime import date

    from app.document import Reading
    from app.store import Unit
    from app.store.ledger import Line

    from .opening import Opened

PROPOSE, SIGN, WITHDRAW = "propose_baseline", "sign_baseline", "withdraw_baseline"


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """What a side did to a baseline."""

    changed: Changed
    baseline: Baseline


def propose_baseline(unit: Unit, plan_id: str, *, name: str, why: str | None = None) -> Proposed:
    """Freeze the dates as they are, agreed or planned, and sign them for one's own side; the other side signs next."""
    party, opened = _side(unit), open_to_change(unit, plan_id)
    number = len(baselines(unit, plan_id)) + 1
    dates = _dates(opened.reading)
    changed = _note(unit, opened, Deed(verb=PROPOSE, asked=({"do": PROPOSE, "baseline": number},), why=why))
    digest = sha256(json.dumps(dates, sort_keys=True, separators=(",", ":")).encode()).hexdigest()
    entry = changed.entry
    add_baseline(
        unit,
        plan_id,
        Baseline(number=number, entry=entry.number, revision=entry.revision, dates=dates, digest=digest),
    )
    add_signature(unit, plan_id, number, _signature(unit, party, name, entry.number))
    return Proposed(changed=changed, baseline=_found(unit, plan_id, number))


def sign_baseline(unit: Unit, plan_id: str, number: int, *, digest: str, name: str) -> Proposed:
    """Sign exactly the dates that were shown, for one's own side; once both have, the plan is held against them."""
    party, opened = _side(unit), open_to_change(unit, plan_id)
    baseline = _found(unit, plan_id, number)
    _refuse_settled(baseline)
    if digest != baseline.digest:
        raise refused("other-dates", f"baseline {number} has other dates than those that were shown; look at it again")
    if party in {one.party for one in baseline.signatures}:
        raise refused("signed-already", f"your side has signed baseline {number} already; the other side signs next")
    changed = _note(unit, opened, Deed(verb=SIGN, asked=({"do": SIGN, "baseline": number, "digest": digest},)))
    add_signature(unit, plan_id, number, _signature(unit, party, name, changed.entry.number))
    if {party, *(one.party for one in baseline.signatures)} >= SIDES:
        put_in_force(unit, plan_id, number)
        _count_from(unit, plan_id, baseline)
    return Proposed(changed=changed, baseline=_found(unit, plan_id, number))


def withdraw_baseline(unit: Unit, plan_id: str, number: int, *, why: str | None = None) -> Proposed:
    """Take a baseline back that not both sides have signed; either side may."""
    _side(unit)
    opened = open_to_change(unit, plan_id)
    _refuse_settled(_found(unit, plan_id, number))
    changed = _note(unit, opened, Deed(verb=WITHDRAW, asked=({"do": WITHDRAW, "baseline": number},), why=why))
    withdraw(unit, plan_id, number)
    return Proposed(changed=changed, baseline=_found(unit, plan_id, number))


def switch_sums(unit: Unit, plan_id: str, *, shared: bool) -> Changed:
    """Say whether one's own side lets the others see slips summed per side; they are shown once both sides do."""
    party, opened = _side(unit), open_to_change(unit, plan_id)
    share_sums(unit, plan_id, party, shared=shared)
    return _note(unit, opened, Deed(verb="share_sums" if shared else "unshare_sums"))


def _note(unit: Unit, opened: Opened, deed: Deed) -> Changed:
    """Write a line that leaves the document alone."""
    return record(unit, opened.stored, opened.reading, opened.reading, deed)


def _side(unit: Unit) -> str:
    if unit.actor.party not in SIDES:
        raise refused("neither-side", "a baseline is between the seller and the customer; only these two sign it")
    return unit.actor.party


def _signature(unit: Unit, party: str, name: str, entry: int) -> Signature:
    if not name.strip():
        raise refused("nobody-named", "write your name as you sign")
    actor = unit.actor
    return Signature(
        party=party, entry=entry, name=name.strip(), person=actor.person, verified=actor.verified, at=unit.now
    )


def _found(unit: Unit, plan_id: str, number: int) -> Baseline:
    for one in baselines(unit, plan_id):
        if one.number == number:
            return one
    raise refused("unknown-baseline", f"the plan has no baseline {number}")


def _refuse_settled(baseline: Baseline) -> None:
    state = "in force" if baseline.in_force_at else "withdrawn" if baseline.withdrawn_at else None
    if state is not None:
        raise refused("baseline-settled", f"baseline {baseline.number} is {state}; propose a new one to change dates")


def _dates(reading: Reading) -> dict[str, Any]:
    """Return what is signed: the dates of all that both sides see."""
    shared = {step.id: step for step in visible(visible(reading.document, SELLER), CUSTOMER).steps}
    steps: dict[str, Any] = {}
    for name, step in reading.schedule.steps.items():
        if name in shared:
            agreed = shared[name].agreed
            start, finish = moment_written(step.planned_start), moment_written(step.planned_finish)
            steps[name] = {
                "start": agreed.start or start if agreed else start,
                "finish": agreed.finish or finish if agreed else finish,
                "agreed": agreed is not None,
            }
    dates = {one.id: day_of(one.forecast).isoformat() for one in reading.schedule.critical_dates.values()}
    return {"steps": steps, "critical_dates": dates}


def _count_from(unit: Unit, plan_id: str, baseline: Baseline) -> None:
    """Let the ledger count from where each critical date landed when the baseline was proposed."""
    since = booked(unit, plan_id, after=baseline.entry)
    for known in forecasts(unit, plan_id).values():
        if known.critical_date in baseline.dates["critical_dates"] or known.baseline is not None:
            keep_forecast(unit, plan_id, replace(known, baseline=_landed(known.latest, known.critical_date, since)))


def _landed(latest: date, critical_date: str, since: list[Line]) -> date:
    """Return where a critical date landed before lines were booked."""
    return latest - timedelta(days=sum(line.days for line in since if line.critical_date == critical_date))
