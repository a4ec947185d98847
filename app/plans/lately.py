"""What one did last to a plan, and how it stood before and after: so that a page can say what that moved."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.document import read_plain
from app.store.log import newest_first
from scheduler.refusals import Refused

from .opening import LIMITS, today_in
from .text import written_at

if TYPE_CHECKING:
    from app.document import Reading
    from app.store import Unit
    from app.store.log import Entry

    from .opening import Opened


@dataclass(frozen=True, slots=True, kw_only=True)
class Lately:
    """One's own last entry in the log."""

    entry: Entry
    before: Reading | None
    """The plan before and after it, both as of today; None where the document was left alone."""
    after: Reading | None


def lately(unit: Unit, opened: Opened) -> Lately | None:
    """Return what the actor did last; None where it has done nothing."""
    entry = next(newest_first(unit, opened.stored.id, by=unit.actor), None)
    if entry is None:
        return None
    if entry.before in {0, entry.revision}:
        return Lately(entry=entry, before=None, after=None)
    before, after = (_as_of_today(unit, opened, number) for number in (entry.before, entry.revision))
    return Lately(entry=entry, before=before, after=after)


def _as_of_today(unit: Unit, opened: Opened, revision: int) -> Reading | None:
    """Return a revision with its dates as of today; None where days that have passed since contradict it."""
    if revision == opened.stored.revision:
        return opened.reading
    today = today_in(unit, opened.stored).isoformat()
    try:
        return read_plain(
            written_at(unit, opened.stored, revision), file=opened.stored.title, as_of=today, limits=LIMITS
        )
    except Refused:
        return None
