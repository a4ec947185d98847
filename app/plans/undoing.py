"""Undo and redo: one's own latest operation taken back on the newest state, or done again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.document import PlanDocument
from app.document.differences import differences, with_differences
from app.operations.lookup import refused
from app.preview import made
from app.store.log import Entry, entries, entry_of, newest_first
from app.verbs import PERMANENT
from scheduler.refusals import Problem, Refused

from .advancing import open_to_change, refuse_archived
from .changing import seen_by
from .conflicts import named
from .creating import CREATE
from .eyes import seen_of, told_as
from .growing import refuse_overgrown
from .opening import LIMITS, open_plan
from .permitting import is_joining, refuse_beyond_own_again
from .privacy import refuse_hiding_owed
from .recording import Changed, Deed, record
from .requesting import ACCEPT
from .text import document_at, kept

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.document.differences import Difference
    from app.projection import Projections
    from app.store import Unit
    from app.store.plans import StoredPlan

    from .opening import Opened

UNDO, REDO = "undo", "redo"


def undo(unit: Unit, plan_id: str, *, seen: int | None = None, why: str | None = None) -> Changed:
    """Take one's own latest operation back, if nobody changed the same later.

    `seen` is the revision that the actor had before them: what one did since is not what is meant.

    Raises Refused with `nothing-to-undo`, with `done-since`, or with `changed-later`, which names the later change.
    """
    return _kept(unit, plan_id, UNDO, seen, why)


def redo(unit: Unit, plan_id: str, *, seen: int | None = None, why: str | None = None) -> Changed:
    """Do again what one took back last, if one has changed nothing since; `seen` as in `undo`."""
    return _kept(unit, plan_id, REDO, seen, why)


def preview_undo(unit: Unit, plan_id: str, *, seen: int | None = None) -> tuple[Projections, Projections]:
    """Return a plan before and after `undo`, or raise what that raises; nothing of it is kept."""
    return _tried(unit, plan_id, UNDO, seen)


def preview_redo(unit: Unit, plan_id: str, *, seen: int | None = None) -> tuple[Projections, Projections]:
    """Return a plan before and after `redo`, or raise what that raises; nothing of it is kept."""
    return _tried(unit, plan_id, REDO, seen)


def _kept(unit: Unit, plan_id: str, verb: str, seen: int | None, why: str | None) -> Changed:
    opened = open_to_change(unit, plan_id)
    entry = _meant(unit, opened.stored, verb, seen)
    deed = Deed(verb=verb, step=entry.step, why=why, undoes=entry.number)
    return record(unit, opened.stored, opened.projections, _taken_back(unit, opened, entry), deed)


def _tried(unit: Unit, plan_id: str, verb: str, seen: int | None) -> tuple[Projections, Projections]:
    opened = open_plan(unit, plan_id)
    refuse_archived(opened.stored)
    after = _taken_back(unit, opened, _meant(unit, opened.stored, verb, seen))
    refuse_overgrown(unit, opened.projections, after)
    return opened.projections, after


def _meant(unit: Unit, stored: StoredPlan, verb: str, seen: int | None) -> Entry:
    """Return the entry whose change is turned round: that of what one did, or of what one took back."""
    _refuse_done_since(unit, stored, seen)
    entry = to_take_back(unit, stored) if verb == UNDO else _last_undone(unit, stored)
    if entry is None and verb == UNDO:
        raise refused("nothing-to-undo", "you have changed nothing in this plan that could be taken back")
    if entry is None:
        raise refused("nothing-to-redo", "you have taken nothing back since your last change")
    return entry


def to_take_back(unit: Unit, stored: StoredPlan) -> Entry | None:
    """Return one's latest operation that still stands; what took back or did again is looked through."""
    settled = set[int | None]()
    for entry in _own(unit, stored):
        if entry.undoes is not None and entry.number not in settled:
            settled.add(entry.undoes)
        elif entry.number not in settled and not _is_permanent(entry):
            return entry
    return None


def _refuse_done_since(unit: Unit, stored: StoredPlan, seen: int | None) -> None:
    """Refuse to take back, or do again, something else than what somebody has before them."""
    newest = next(_own(unit, stored), None)
    if seen is not None and newest is not None and newest.revision > seen:
        did = f"{newest.verb.replace('_', ' ')}, {newest.at.date().isoformat()}"
        sentence = f"you did something else since you looked ({did}); look at the plan as it is now, then say it again"
        raise refused("done-since", sentence)


def _own(unit: Unit, stored: StoredPlan) -> Iterator[Entry]:
    """Yield the entries of the actor that changed the document, newest first."""
    for entry in newest_first(unit, stored.id, by=unit.actor):
        if entry.before != entry.revision:
            yield entry


def _last_undone(unit: Unit, stored: StoredPlan) -> Entry | None:
    """Return what one took back last and has not done again; nothing once one has changed something else."""
    settled = set[int | None]()
    for entry in _own(unit, stored):
        if entry.number in settled:
            continue
        if entry.verb != REDO:
            return entry if entry.verb == UNDO else None
        settled.add(entry.undoes)
    return None


def _is_permanent(entry: Entry) -> bool:
    return entry.verb in {CREATE, ACCEPT} or any(
        one["do"] in PERMANENT or is_joining(one, entry) for one in entry.asked
    )


def _taken_back(unit: Unit, opened: Opened, entry: Entry) -> Projections:
    """Return a plan without what an entry did."""
    stored = opened.stored
    _refuse_changed_later(unit, stored, entry)
    states = document_at(unit, stored, entry.before), document_at(unit, stored, entry.revision)
    since = differences(kept(states[1]), kept(opened.document))  # of that the actor sees nothing, or it was refused

    def make(document: PlanDocument) -> PlanDocument:
        whole = document is opened.document
        before, after = (kept(one) if whole else seen_by(unit.actor, one) for one in states)
        found = differences(before, after)
        back = [one.back for one in found if not any(one.touches(other) for other in since)]
        return PlanDocument.model_validate(with_differences(kept(document), back))

    after = made(opened.projections, make, party=unit.actor.party, file=stored.title, limits=LIMITS)
    refuse_hiding_owed(unit, stored.id, opened.projections, after)
    first = entry if entry.undoes is None else entry_of(unit, stored.id, entry.undoes)
    refuse_beyond_own_again((opened.document, after.reading.document), first.asked, unit.actor)
    return after


def _refuse_changed_later(unit: Unit, stored: StoredPlan, entry: Entry) -> None:
    """Refuse to take back what somebody changed since, and say who did."""
    if entry.revision == stored.revision:
        return
    own = _differences(unit, stored, entry.before, entry.revision)
    since = _differences(unit, stored, entry.revision, stored.revision)
    clashes = [one for one in own if any(one.touches(other) for other in since)]
    if clashes:
        path = named(clashes[0].path)
        later = _later(unit, stored, entry, clashes)
        sentence = f"{later} changed this later, so it cannot be taken back; change it by hand to what it shall be"
        raise Refused([Problem(code="changed-later", path=path, sentence=sentence)])


def _later(unit: Unit, stored: StoredPlan, entry: Entry, clashes: list[Difference]) -> str:
    """Say which entry behind one touched the same.

    One revision after which it is otherwise is looked for by halves: each look reads a whole document.
    """
    same, other = entry.revision, stored.revision
    while other - same > 1:
        half = (same + other) // 2
        found = _differences(unit, stored, entry.revision, half)
        touched = any(one.touches(clash) for one in found for clash in clashes)
        same, other = (same, half) if touched else (half, other)
    later = next(one for one in entries(unit, stored.id, after=entry.number) if one.revision == other)
    who = told_as(unit.actor, seen_of(unit.actor, document_at(unit, stored, stored.revision)), later.by)
    return f"{who.name} ({later.verb.replace('_', ' ')}, {later.at.date().isoformat()})"


def _differences(unit: Unit, stored: StoredPlan, before: int, after: int) -> tuple[Difference, ...]:
    """Return what the actor sees differ between two revisions."""
    old, new = (seen_by(unit.actor, document_at(unit, stored, number)) for number in (before, after))
    return differences(old, new)
