"""Sequence numbers of calendar entries: raised in the transaction of a change, for those that it changed for a party.

Calendars take an entry's new content only with a new number. Recomputing a date counts, a comment does not; and what a
party does not see raises nothing for it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from app.exports.ics.entries import entries
from app.exports.ics.scope import Scope
from app.projection import Audience, project
from app.store.calendar_entries import Remembered, forget, remember, remembered
from scheduler.plan import CUSTOMER, SELLER

if TYPE_CHECKING:
    from app.document import PlanDocument, Reading
    from app.exports.ics.entries import Entry
    from app.store import Unit

CANCELLED_FOR = timedelta(days=30)
"""How long a cancelled entry is shown as such."""
FOR_EVER = 36_500
"""Days back: what leaves a window has not changed."""


def raise_sequences(unit: Unit, plan: str, reading: Reading) -> None:
    """Remember every party's entries as they are now."""
    known = remembered(unit, plan)
    everybody = parties(reading.document)
    now = {(party, one.uid): _now(unit, party, one) for party in everybody for one in _seen(reading, party)}
    new = [one for key, one in now.items() if key not in known]
    other = [_raised(known[key], one) for key, one in now.items() if key in known and _differs(known[key], one)]
    gone = [_cancelled(unit, one) for key, one in known.items() if key not in now and one.cancelled_at is None]
    forget(unit, plan, cancelled_before=unit.now - CANCELLED_FOR)
    remember(unit, plan, new=new, other=other + gone)


def parties(document: PlanDocument) -> tuple[str, ...]:
    """Return everybody for whom a plan is rendered."""
    return (SELLER, CUSTOMER, *(party.id for party in document.parties))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Seen:
    """An entry as all readers of a party see it, whatever they choose to see of it."""

    uid: str
    content: str
    shown: dict[str, Any]


def _seen(reading: Reading, party: str) -> list[_Seen]:
    """Return all entries of a party: of the whole plan, and the days on which its people must begin."""
    projection = project(reading, reading.schedule, Audience(party=party))
    found, as_bars = (entries(projection, Scope(past=FOR_EVER, starts=True, bars=bars)) for bars in (False, True))
    bars = {one.uid: one.span for one in as_bars}
    return [_content(one, bars.get(one.uid)) for one in found]


def _content(entry: Entry, as_bar: object) -> _Seen:
    alike = replace(entry, waits_for=())  # which of these a calendar has depends on what else is in it
    content = sha256(repr((alike, as_bar)).encode()).hexdigest()
    span = entry.span
    shown: dict[str, Any] = {"summary": entry.summary, "begin": span.begin.isoformat(), "end": span.end.isoformat()}
    if entry.people:
        shown["people"] = [*entry.people]
    return _Seen(uid=entry.uid, content=content, shown=shown)


def _now(unit: Unit, party: str, seen: _Seen) -> Remembered:
    return Remembered(
        audience=party,
        uid=seen.uid,
        sequence=0,
        content=seen.content,
        made_at=unit.now,
        changed_at=unit.now,
        cancelled_at=None,
        last_seen=seen.shown,
    )


def _differs(known: Remembered, now: Remembered) -> bool:
    return known.content != now.content or known.cancelled_at is not None


def _raised(known: Remembered, now: Remembered) -> Remembered:
    return replace(now, sequence=known.sequence + 1, made_at=known.made_at)


def _cancelled(unit: Unit, one: Remembered) -> Remembered:
    return replace(one, sequence=one.sequence + 1, changed_at=unit.now, cancelled_at=unit.now)
