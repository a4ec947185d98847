"""Sequence numbers of calendar entries: raised in the transaction of a change, for those that it changed for a party.

Calendars take an entry's new content only with a new number. Recomputing a date counts, a comment does not; and what a
party does not see raises nothing for it.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from app.exports.ics.entries import entries, spans
from app.exports.ics.scope import Scope
from app.projection import Audience
from app.store.calendar_entries import Seen, cancel, digests, forget, raise_seen, remember
from scheduler.plan import CUSTOMER, SELLER

if TYPE_CHECKING:
    from app.document import PlanDocument
    from app.exports.ics.entries import Entry
    from app.projection import Projections
    from app.store import Unit

CANCELLED_FOR = timedelta(days=30)
"""How long a cancelled entry is shown as such."""
FOR_EVER = 36_500
"""Days back: what leaves a window has not changed."""


def raise_sequences(unit: Unit, plan: str, projections: Projections) -> None:
    """Remember every party's entries as they are now."""
    forget(unit, plan, cancelled_before=unit.now - CANCELLED_FOR)
    known = digests(unit, plan)
    now = _now(projections)
    remember(unit, plan, [one for key, one in now.items() if key not in known])
    raise_seen(unit, plan, [one for key, one in now.items() if key in known and known[key] != one.content])
    cancel(unit, plan, [key for key, content in known.items() if key not in now and content is not None])


def entries_now(projections: Projections) -> frozenset[tuple[str, str]]:
    """Return every entry of every party as things stand, by audience and UID."""
    return frozenset(_now(projections))


def _now(projections: Projections) -> dict[tuple[str, str], Seen]:
    return {
        (one.audience, one.uid): one
        for party in parties(projections.reading.document)
        for one in _seen(projections, party)
    }


def parties(document: PlanDocument) -> tuple[str, ...]:
    """Return everybody for whom a plan is rendered."""
    return (SELLER, CUSTOMER, *(party.id for party in document.parties))


def _seen(projections: Projections, party: str) -> list[Seen]:
    """Return all entries of a party, of the whole plan and with the days on which its people must begin.

    They are as all readers of the party see them, whatever they choose to see of it.
    """
    seen, scope = projections.dated(Audience(party=party)), Scope(past=FOR_EVER, starts=True)
    bars = spans(seen, replace(scope, bars=True))
    own = spans(seen, replace(scope, party=party))
    return [_content(party, one, bars.get(one.uid), is_own=one.uid in own) for one in entries(seen, scope)]


def _content(party: str, entry: Entry, as_bar: object, *, is_own: bool) -> Seen:
    content = sha256(repr((entry, as_bar)).encode()).hexdigest()
    span = entry.span
    shown: dict[str, Any] = {"summary": entry.summary, "begin": span.begin.isoformat(), "end": span.end.isoformat()}
    if entry.people:
        shown["people"] = [*entry.people]
    if is_own:
        shown["own"] = True
    return Seen(audience=party, uid=entry.uid, content=content, last_seen=shown)
