"""The end of every change, the same for all: a revision, a line in the log, the ledger, what lists show."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any

from app.store.history import add_revision
from app.store.log import Entry, add_entry, times
from app.store.plans import keep_plan
from app.webhooks.telling import tell_webhooks
from scheduler.plan import SELLER
from scheduler.timeline import day_of

from .booking import Cause, book_forecasts, effect_of
from .eyes import known_in
from .following import follow_invitations
from .growing import refuse_overgrown
from .opening import Opened
from .permitting import refuse_unpermitted
from .remembering import remember_projections
from .sequences import raise_sequences
from .spending import spend_ids
from .standing import standing_of
from .text import text_of
from .views import count_views

if TYPE_CHECKING:
    from datetime import datetime

    from app.projection import Projections
    from app.store import Unit
    from app.store.plans import StoredPlan


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """What was done, for the log and the ledger."""

    verb: str
    asked: tuple[dict[str, Any], ...] = ()
    """The operations, as they were asked for."""
    why: str | None = None
    step: str | None = None
    """The step that it was about."""
    party: str | None = None
    """Whose doing it is for the ledger, where another side does it for it."""
    undoes: int | None = None
    """The entry of the log that it takes back."""
    private: str | None = None
    """The party that alone knows of it, where that cannot be told from the document."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """A plan before and after something was done to it, both as of the same day."""

    before: Projections | None
    """None of a plan that is new."""
    after: Opened
    entry: Entry


def note(unit: Unit, opened: Opened, deed: Deed) -> Changed:
    """Keep what was done to a plan that leaves its document alone."""
    return record(unit, opened.stored, opened.projections, opened.projections, deed)


def record(unit: Unit, stored: StoredPlan, before: Projections | None, after: Projections, deed: Deed) -> Changed:
    """Keep what was done to a plan that was opened to be changed, and everything that follows from it."""
    refuse_unpermitted(unit.actor, deed.verb)
    refuse_overgrown(unit, before, after)
    text, reading = text_of(after), after.reading
    is_new_state = before is None or text != text_of(before)
    entry = Entry(
        number=stored.entries + 1,
        before=stored.revision,
        revision=stored.revision + is_new_state,
        at=_moment(unit, stored),
        by=known_in(reading.document, unit.actor),
        verb=deed.verb,
        asked=[*deed.asked],
        step=deed.step,
        why=deed.why,
        day=day_of(reading.as_of),
        effect=effect_of(before.reading.schedule if before else None, reading.schedule),
        undoes=deed.undoes,
        private=deed.private,
    )
    saw = frozenset({SELLER} if deed.private in {None, SELLER} else ())
    if is_new_state:
        add_revision(unit, stored.id, entry.revision, text)
        saw = count_views(unit, stored.id, before, after, entry.revision)
        spend_ids(unit, stored.id, before, after)
    add_entry(unit, stored.id, entry)
    cause = Cause(
        verb=deed.verb,
        step=deed.step,
        party=deed.party or unit.actor.party,
        before=before if is_new_state else None,
    )
    book_forecasts(unit, stored.id, entry.number, after, cause)
    raise_sequences(unit, stored.id, after)
    tell_webhooks(unit, stored.id, before, after, deed.verb)
    standing = standing_of(after)
    is_over = standing.outcome is not None or stored.archived_at is not None
    kept = replace(
        stored,
        **asdict(standing),
        over_at=(stored.over_at or unit.now) if is_over else None,
        erasure_told_at=stored.erasure_told_at if is_over else None,
        revision=entry.revision,
        entries=entry.number,
        changed_at=unit.now if SELLER in saw else stored.changed_at,
        zone=reading.document.time_zone or "UTC",
    )
    keep_plan(unit, kept)
    follow_invitations(unit, kept, after)
    unit.done.append(deed.verb)
    opened = Opened(stored=kept, projections=after.as_revision(entry.revision))
    remember_projections(unit, kept, opened.day, opened.projections, size=len(text))
    return Changed(before=before, after=opened, entry=entry)


def _moment(unit: Unit, stored: StoredPlan) -> datetime:
    """Return when it is done: never before the line above it, whose author came later and had the turn first."""
    return max([unit.now, *times(unit, stored.id, [stored.entries]).values()])
