"""A stored plan with its dates: of the newest revision, as of the day that it is in the plan's zone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from app.document import Limits, Reading, read_plain
from app.operations.lookup import refused
from app.store.plans import find_plan

from .text import written_at

if TYPE_CHECKING:
    from datetime import date

    from app.store import Unit
    from app.store.plans import StoredPlan

LIMITS = Limits()
"""What a stored plan may be: each change is bounded where it comes in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A stored plan and its newest state."""

    stored: StoredPlan
    reading: Reading


def open_plan(unit: Unit, plan_id: str, *, as_of: date | None = None) -> Opened:
    """Return a plan as it stands today, or on another day; nothing of that is kept.

    Raises Refused with `unknown-plan` for one that is not there, or another workspace's.
    """
    stored = stored_plan(unit, plan_id)
    return Opened(stored=stored, reading=reading_of(unit, stored, as_of=as_of or today_in(unit, stored)))


def stored_plan(unit: Unit, plan_id: str, *, to_change: bool = False) -> StoredPlan:
    """Return a plan without its document; nobody else changes one that was asked for to change it."""
    stored = find_plan(unit, plan_id, to_change=to_change)
    if stored is None:
        raise refused("unknown-plan", "there is no such plan; look whether its address is whole")
    return stored


def reading_of(unit: Unit, stored: StoredPlan, *, as_of: date) -> Reading:
    """Return the newest revision of a plan with its dates as of a day."""
    written = {**written_at(unit, stored, stored.revision), "revision": stored.revision}
    return read_plain(written, file=stored.title, as_of=as_of.isoformat(), limits=LIMITS)


def today_in(unit: Unit, stored: StoredPlan) -> date:
    """Return the day that it is in a plan's zone, never before one that has passed; a plan that rests stands still."""
    if rests(stored):
        return stored.day
    return max(stored.day, unit.now.astimezone(ZoneInfo(stored.zone)).date())


def rests(stored: StoredPlan) -> bool:
    """Tell whether no days pass in a plan: it is archived, or nobody works on it any more."""
    return stored.archived_at is not None or stored.outcome in {"lost", "no_decision"}
