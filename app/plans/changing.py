"""Operations on a stored plan: each is done on the newest state, whatever its author last saw, or refused."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from app.document.differences import differences
from app.operations.lookup import refused
from app.preview import made
from app.templates import library_used
from app.verbs import Occasion

from .advancing import open_to_change, refuse_archived
from .conflicts import refuse_conflicts
from .eyes import known_in, seen_of
from .growing import refuse_overgrown
from .opening import LIMITS, open_plan
from .own_names import as_own
from .permitting import refuse_beyond_own
from .privacy import refuse_foreign_privacy, refuse_hiding_owed
from .recording import Changed, Deed, record
from .seen_edits import with_unseen_kept
from .spending import new_ids
from .text import document_at, kept

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from app.actors import Actor
    from app.document import PlanDocument, Reading
    from app.document.differences import Block
    from app.projection import Projections
    from app.store import Unit
    from app.verbs import Verb

    from .opening import Opened

    Check = Callable[[PlanDocument, Verb, Actor], None]

SEVERAL = "several"
"""The verb of more than one operation at once."""


def change_plan(
    unit: Unit, plan_id: str, operations: Sequence[Verb], *, seen: int | None = None, why: str | None = None
) -> Changed:
    """Do operations, one after the other and all or none; `seen` is the revision that their author had before them.

    Raises Refused where one cannot be done, Conflict where somebody else changed the same since.
    """
    opened = open_to_change(unit, plan_id)
    operations = as_own(unit, opened, operations)
    after = done(unit, opened, operations, seen)
    return record(unit, opened.stored, opened.projections, after, _deed(operations, why))


def preview_change(
    unit: Unit, plan_id: str, operations: Sequence[Verb], *, seen: int | None = None, asked_for: bool = False
) -> tuple[Projections, Projections]:
    """Return a plan before and after operations, as `change_plan` would leave it; nothing of it is kept.

    `asked_for` where they shall be asked for, as one may ask for more than one may do. Raises what that raises.
    """
    opened = open_plan(unit, plan_id)
    refuse_archived(opened.stored)
    own = as_own(unit, opened, operations)
    after = done(unit, opened, own, seen, asked_for=asked_for)
    if not asked_for:
        refuse_overgrown(unit, opened.projections, after)
    return opened.projections, after


def done(
    unit: Unit, opened: Opened, operations: Sequence[Verb], seen: int | None = None, *, asked_for: bool = False
) -> Projections:
    """Return a plan after operations of the unit's actor, with that actor's eyes, and as far as it may do them."""
    check = None if asked_for else refuse_beyond_own
    return done_by(unit, opened, [(one, unit.actor) for one in operations], seen, check=check)


def done_by(
    unit: Unit,
    opened: Opened,
    operations: Sequence[tuple[Verb, Actor]],
    seen: int | None = None,
    *,
    check: Check | None = None,
) -> Projections:
    """Return a plan after operations, each of somebody, with the eyes of the unit's actor."""
    if not operations:
        raise refused("nothing-asked", "no operation is named; name at least one")
    make, party = making(unit, opened.reading, operations, check), unit.actor.party
    after = made(opened.projections, make, party=party, file=opened.stored.title, limits=LIMITS)
    refuse_foreign_privacy(opened.projections, after, operations[0][1].party)
    refuse_hiding_owed(unit, opened.stored.id, opened.projections, after)
    if seen is not None:
        _merge(unit, opened, after, seen)
    return after


def making(
    unit: Unit, reading: Reading, operations: Sequence[tuple[Verb, Actor]], check: Check | None = None
) -> Callable[[PlanDocument], PlanDocument]:
    """Return what does operations, each of somebody and once it was checked, to a document."""
    library = partial(library_used, unit, reading.document.template)

    def make(document: PlanDocument) -> PlanDocument:
        for operation, by in operations:
            if check is not None:
                check(document, operation, by)
            who = known_in(document, by)
            ids = new_ids(unit, reading.document.id or "", by.party)
            occasion = Occasion(
                as_of=reading.as_of, schedule=reading.schedule, now=unit.now, by=who, ids=ids, library=library
            )
            document = with_unseen_kept(operation, document, by.party).done(document, occasion)
        return document

    return make


def _merge(unit: Unit, opened: Opened, after: Projections, seen: int) -> None:
    """Refuse a change of what somebody else changed since its author looked."""
    stored = opened.stored
    if not 1 <= seen <= stored.revision:
        raise refused("unknown-revision", f"the plan has no revision {seen}; its newest is {stored.revision}")
    if seen == stored.revision:
        return
    party, then = unit.actor.party, seen_by(unit.actor, document_at(unit, stored, seen))
    newest, mine = (kept(one.document(party)) for one in (opened.projections, after))
    refuse_conflicts(mine=differences(newest, mine), since=differences(then, newest))


def seen_by(actor: Actor, document: PlanDocument) -> Block:
    """Return what an actor may see of a document, as plain data: what is hidden conflicts with nothing."""
    return kept(seen_of(actor, document))


def _deed(operations: Sequence[Verb], why: str | None) -> Deed:
    verb = operations[0].do if len(operations) == 1 else SEVERAL
    return Deed(verb=verb, asked=asked(operations), why=why, step=operations[0].step_id)


def asked(operations: Sequence[Verb]) -> tuple[dict[str, Any], ...]:
    """Return operations as they were asked for, as plain data that OPERATION reads again."""
    return tuple(one.model_dump(mode="json", by_alias=True, exclude_unset=True) | {"do": one.do} for one in operations)
