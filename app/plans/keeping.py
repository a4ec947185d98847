"""Plans that are put away, taken up again, or erased."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app.operations.lookup import refused
from app.store import plans
from app.store.files import discard, files_in
from app.store.mails import drop_unsent_about
from app.webhooks import tell_erased

from .advancing import advance_day, open_to_change
from .following import cancel_invitations
from .opening import opened_on, stored_plan, today_in
from .recording import Changed, Deed, note

if TYPE_CHECKING:
    from app.actors import ActorKind
    from app.projection import Projections
    from app.store import Unit
    from app.store.plans import StoredPlan

ARCHIVE, RESTORE = "archive", "restore"


def archive_plan(unit: Unit, plan_id: str, *, why: str | None = None) -> Changed:
    """Put a plan away: it stays as it is, no day passes in it, and nobody changes it."""
    _refuse_others(unit, "member", "tool")
    opened = open_to_change(unit, plan_id)
    archived = replace(opened, stored=replace(opened.stored, archived_at=unit.now))
    return note(unit, archived, Deed(verb=ARCHIVE, why=why))


def restore_plan(unit: Unit, plan_id: str, *, why: str | None = None) -> Changed:
    """Take a plan up again; the days for which it was away pass at once, and are booked to the waiting."""
    restored = _restored(unit, stored_plan(unit, plan_id, to_change=True))
    changed = note(unit, opened_on(unit, restored, restored.day), Deed(verb=RESTORE, why=why))
    return replace(changed, after=advance_day(unit, plan_id, waited=True))


def preview_restore(unit: Unit, plan_id: str) -> tuple[Projections, Projections]:
    """Return a plan as it rests and as `restore_plan` would leave it, or raise what that raises; nothing is kept."""
    stored = stored_plan(unit, plan_id)
    restored = _restored(unit, stored)
    days = (stored.day, today_in(unit, restored))
    before, after = (opened_on(unit, restored, day).projections for day in days)
    return before, after


def _restored(unit: Unit, stored: StoredPlan) -> StoredPlan:
    """Return an archived plan as one that is not."""
    _refuse_others(unit, "member", "tool")
    if stored.archived_at is None:
        raise refused("not-archived", "the plan is not archived, so it needs no restoring")
    return replace(stored, archived_at=None)


def erase_plan(unit: Unit, plan_id: str) -> None:
    """Remove a plan for good, archived or not, with its history and all that belongs to it.

    The content of its files goes with the next sweep.
    """
    _refuse_others(unit, "member", "tool")
    remove_plan(unit, plan_id)


def remove_plan(unit: Unit, plan_id: str) -> None:
    """Remove a plan that somebody may erase, or whose time is over."""
    stored = stored_plan(unit, plan_id, to_change=True)
    tell_erased(unit, plan_id)
    drop_unsent_about(unit, plan_id)
    cancel_invitations(unit, stored)
    discard(unit, [file.id for file in files_in(unit, plan_id)])
    plans.erase_plan(unit, plan_id)


def _refuse_others(unit: Unit, *kinds: ActorKind) -> None:
    if unit.actor.kind not in kinds:
        raise refused("members-only", "only a member of the workspace does this; ask the one who answers for the plan")
