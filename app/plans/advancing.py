"""Days pass by an operation too: the service's, at a plan's midnight or when somebody first touches the plan."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app.actors import SYSTEM
from app.operations.lookup import refused
from app.store.plans import keep_plan

from .booking import DAY, WAITING, effect_of
from .opening import Opened, reading_of, stored_plan, today_in
from .recording import Deed, record
from .standing import standing_of

if TYPE_CHECKING:
    from app.document import Reading
    from app.store import Unit


def open_to_change(unit: Unit, plan_id: str) -> Opened:
    """Return a plan that nobody else changes until the transaction ends, with every day passed that has.

    Raises Refused with `archived` for one that rests: nobody changes it, in whatever way.
    """
    opened = advance_day(unit, plan_id)
    if opened.stored.archived_at is not None:
        raise refused("archived", "the plan is archived, so nobody changes it; restore it first")
    return opened


def advance_day(unit: Unit, plan_id: str, *, waited: bool = False) -> Opened:
    """Let time pass in a plan until the day that it is in its zone; a line in the log tells if that moved anything.

    `waited` where nobody could work meanwhile.
    """
    stored = stored_plan(unit, plan_id, to_change=True)
    today = today_in(unit, stored)
    before = Opened(stored=stored, reading=reading_of(unit, stored, as_of=stored.day))
    if today == stored.day:
        return before
    after = reading_of(unit, stored, as_of=today)
    passed = replace(stored, day=today)
    if not _moves(before.reading, after):
        keep_plan(unit, passed)
        return Opened(stored=passed, reading=after)
    deed = Deed(verb=WAITING if waited or after.document.hold else DAY)
    return record(replace(unit, actor=SYSTEM), passed, before.reading, after, deed).after


def _moves(before: Reading, after: Reading) -> bool:
    """Tell whether the passing days move a forecast, or change how a critical date stands."""
    return effect_of(before.schedule, after.schedule) != {} or standing_of(before) != standing_of(after)
