"""A stored plan with its dates: of the newest revision, as of the day that it is in the plan's zone."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from app.document import Limits, read_plain
from app.operations.lookup import refused
from app.projection import Projections
from app.store.history import revision_text
from app.store.plans import find_plan
from scheduler.timeline import day_of

from .remembering import remember_projections, remembered_projections

if TYPE_CHECKING:
    from datetime import date

    from app.actors import Actor
    from app.document import PlanDocument, Reading
    from app.store import Unit
    from app.store.plans import StoredPlan

LIMITS = Limits()
"""What a stored plan may be: each change is bounded where it comes in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A stored plan with its dates."""

    stored: StoredPlan
    projections: Projections
    """Its newest state, as each party sees it."""

    @property
    def reading(self) -> Reading:
        """All of its newest state."""
        return self.projections.reading

    @property
    def day(self) -> date:
        """The day from which it is planned."""
        return day_of(self.reading.as_of)

    @property
    def document(self) -> PlanDocument:
        """All that is written in it."""
        return self.projections.reading.document

    def seen_by(self, actor: Actor) -> PlanDocument:
        """Return what an actor may see of the document."""
        return self.projections.document(actor.party)


def open_plan(unit: Unit, plan_id: str, *, as_of: date | None = None) -> Opened:
    """Return a plan as it stands today, or on another day; nothing of that is kept.

    Raises Refused with `unknown-plan` for one that is not there, or another workspace's.
    """
    stored = stored_plan(unit, plan_id)
    return opened_on(unit, stored, as_of or today_in(unit, stored))


def stored_plan(unit: Unit, plan_id: str, *, to_change: bool = False) -> StoredPlan:
    """Return a plan without its document; nobody else changes one that was asked for to change it."""
    stored = find_plan(unit, plan_id, to_change=to_change)
    if stored is None:
        raise refused("unknown-plan", "there is no such plan; look whether its address is whole")
    return stored


def opened_on(unit: Unit, stored: StoredPlan, day: date) -> Opened:
    """Return the newest revision of a plan with its dates as of a day."""
    projections = remembered_projections(unit, stored, day)
    if projections is None:
        text = revision_text(unit, stored.id, stored.revision)
        written = {**json.loads(text), "revision": stored.revision}
        projections = Projections(read_plain(written, file=stored.title, as_of=day.isoformat(), limits=LIMITS))
        remember_projections(unit, stored, day, projections, size=len(text))
    return Opened(stored=stored, projections=projections)


def today_in(unit: Unit, stored: StoredPlan) -> date:
    """Return the day that it is in a plan's zone, never before one that has passed; a plan that rests stands still."""
    if rests(stored):
        return stored.day
    return max(stored.day, unit.now.astimezone(ZoneInfo(stored.zone)).date())


def rests(stored: StoredPlan) -> bool:
    """Tell whether no days pass in a plan: it is archived.

    How it ended is no reason: only the seller knows, and the others would read it from the dates.
    """
    return stored.archived_at is not None
