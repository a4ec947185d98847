"""What a party calls the revisions of a plan: a change out of its sight makes none for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.operations.lookup import refused
from app.store.views import View, add_view, newest_views, view_numbered
from scheduler.refusals import Refused

from .eyes import seen_of
from .opening import stored_plan
from .sequences import parties
from .text import document_at

if TYPE_CHECKING:
    from app.document import PlanDocument
    from app.projection import Projections
    from app.store import Unit
    from app.store.plans import StoredPlan


def count_views(unit: Unit, plan: str, before: Projections | None, after: Projections, revision: int) -> frozenset[str]:
    """Count a new revision for every party that can tell it from the one before, and return these."""
    newest, counted = newest_views(unit, plan), set[str]()
    for party in parties(after.reading.document):
        known = newest.get(party)
        if known is None and before is not None and revision > 1:
            known = View(number=1, revision=revision - 1)
            add_view(unit, plan, party, known)
        if before is None or known is None or before.document(party) != after.document(party):
            number = 1 if known is None else known.number + 1
            add_view(unit, plan, party, View(number=number, revision=revision))
            counted.add(party)
    return frozenset(counted)


def view_of(unit: Unit, stored: StoredPlan) -> int:
    """Return the number of what the actor sees of a plan now."""
    if unit.actor.party is None:
        return stored.revision
    newest = newest_views(unit, stored.id).get(unit.actor.party)
    return 1 if newest is None else newest.number


def revision_seen(unit: Unit, stored: StoredPlan, number: int) -> int:
    """Return the revision that the actor saw under a number; refused where it never saw one of that number."""
    if unit.actor.party is None:
        if not 1 <= number <= stored.revision:
            raise refused("unknown-revision", f"the plan has no revision {number}; its newest is {stored.revision}")
        return number
    newest = view_of(unit, stored)
    view = view_numbered(unit, stored.id, unit.actor.party, number)
    if view is None and not number == newest == 1:
        raise refused("unknown-revision", f"the plan has no revision {number}; its newest is {newest}")
    return stored.revision if view is None else view.revision


def document_seen(unit: Unit, plan_id: str, number: int) -> PlanDocument:
    """Return the document as the actor saw it under a number; refused where it never saw one of that number."""
    stored = stored_plan(unit, plan_id)
    try:
        revision = revision_seen(unit, stored, number)
    except Refused as unknown:
        raise refused("no-revision", str(unknown)) from None
    return seen_of(unit.actor, document_at(unit, stored, revision))
