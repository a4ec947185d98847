"""One plan: its history, its log, and all that was worked out of it once and is kept beside it."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

from app.plans.opening import opened_on
from app.plans.standing import standing_of
from app.store.history import BrokenRevisionError, kept_revisions, text_in
from app.store.plans import find_plan
from app.store.soundness import lines_of, strays_of, views_of
from scheduler.refusals import Refused

from .counted import calendar_faults, ledger_faults
from .fault import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.plans.opening import Opened
    from app.store import Unit
    from app.store.plans import StoredPlan

    from .checking import Checked


def plan_faults(unit: Unit, plan: str, checked: Checked) -> Iterator[Fault]:
    """Yield what is wrong with a plan; nothing of one that was erased meanwhile."""
    stored = find_plan(unit, plan)
    if stored is None:
        return
    checked.plans += 1
    broken = False
    for fault in _history(unit, stored, checked):
        broken = True
        yield fault
    yield from _log(unit, stored)
    yield from _views(unit, stored)
    for stray in strays_of(unit, plan):
        yield Fault(plan=plan, place=stray, says="it belongs to another workspace than the plan")
    if not broken:  # else the newest state can be anything
        yield from _newest(unit, stored)


def _history(unit: Unit, stored: StoredPlan, checked: Checked) -> Iterator[Fault]:
    """Rebuild every revision from its difference, one full copy in memory."""
    expected, full, base = 1, b"", 0
    for kept in kept_revisions(unit, stored.id):
        checked.revisions += 1
        place = f"revision {kept.number}"
        if kept.number != expected:
            says = f"revision {expected} is missing before it" if kept.number > expected else "it is counted wrong"
            yield Fault(plan=stored.id, place=place, says=says)
        expected = kept.number + 1
        if kept.base not in {None, base}:
            yield Fault(plan=stored.id, place=place, says=f"revision {kept.base}, which it is told by, is no full copy")
            continue
        try:
            text = text_in(kept, full)
            json.loads(text)
        except (BrokenRevisionError, ValueError) as error:
            yield Fault(plan=stored.id, place=place, says=f"it cannot be rebuilt ({error})")
            continue
        if kept.base is None:
            full, base = text, kept.number
    if expected != stored.revision + 1:
        says = f"the newest is {expected - 1}, and the plan says {stored.revision}"
        yield Fault(plan=stored.id, place="revisions", says=says)


def _log(unit: Unit, stored: StoredPlan) -> Iterator[Fault]:
    """Follow the log from nothing to the newest revision."""
    number, revision = 0, 0
    for line in lines_of(unit, stored.id):
        place = f"entry {line.number} of the log"
        if line.number != number + 1:
            yield Fault(plan=stored.id, place=place, says=f"entry {number + 1} is missing before it")
        if line.before != revision:
            says = f"it begins at revision {line.before}, and the entry before it ends at {revision}"
            yield Fault(plan=stored.id, place=place, says=says)
        if line.revision not in {line.before, line.before + 1}:
            says = f"it leads from revision {line.before} to {line.revision}"
            yield Fault(plan=stored.id, place=place, says=says)
        if line.undoes is not None and not 0 < line.undoes < line.number:
            yield Fault(plan=stored.id, place=place, says=f"it takes back entry {line.undoes}, which is not before it")
        number, revision = line.number, line.revision
    if number != stored.entries:
        says = f"the newest entry is {number}, and the plan says {stored.entries}"
        yield Fault(plan=stored.id, place="log", says=says)
    if revision != stored.revision:
        says = f"it ends at revision {revision}, and the plan at {stored.revision}"
        yield Fault(plan=stored.id, place="log", says=says)


def _views(unit: Unit, stored: StoredPlan) -> Iterator[Fault]:
    """Count each party's revisions."""
    last = ("", 0, 0)
    for party, number, revision in views_of(unit, stored.id):
        _, before, made_by = last if last[0] == party else (party, 0, 0)
        if number != before + 1 or not made_by < revision <= stored.revision:
            says = f"it follows view {before} of revision {made_by}, and is of revision {revision}"
            yield Fault(plan=stored.id, place=f"view {number} of {party}", says=says)
        last = (party, number, revision)


def _newest(unit: Unit, stored: StoredPlan) -> Iterator[Fault]:
    """Work out the newest state anew, and compare with what is kept of it."""
    try:
        opened = opened_on(unit, stored, stored.day)
    except Refused as refused:
        yield Fault(plan=stored.id, place=f"revision {stored.revision}", says=f"it has no dates: {refused}")
        return
    yield from _summary(opened, stored)
    yield from ledger_faults(unit, opened)
    yield from calendar_faults(unit, opened)


STARTING = (("next_step", "next_start"), ("starting",))
"""What lists of older versions did not have, by version: it comes with the next day or change."""


def _summary(opened: Opened, stored: StoredPlan) -> Iterator[Fault]:
    computed = {**asdict(standing_of(opened.projections)), "zone": opened.document.time_zone or "UTC"}
    kept = asdict(stored)
    unknown = {name for names in STARTING if all(kept[one] is None for one in names) for name in names}
    computed = {name: value for name, value in computed.items() if name not in unknown}
    for name, value in computed.items():
        if kept[name] != value:
            says = f"lists show {kept[name]!s}, and the plan has {value!s}"
            yield Fault(plan=stored.id, place=f"summary, {name}", says=says)
