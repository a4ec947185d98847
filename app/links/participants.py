"""Who came in by links, each browser and tool on its own, and how that ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.operations.lookup import refused
from app.plans.advancing import advance_day
from app.plans.opening import stored_plan
from app.plans.permitting import refuse_unpermitted
from app.plans.recording import Deed, note
from app.store import participants as kept
from scheduler.plan import SELLER

if TYPE_CHECKING:
    from app.store import Unit
    from app.store.participants import Participant

REVOKE = "revoke_participant"


def participants_of(unit: Unit, plan_id: str) -> list[Participant]:
    """Return who came into a plan, newest first."""
    refuse_unpermitted(unit.actor, REVOKE)
    stored_plan(unit, plan_id)
    return kept.participants_of(unit, plan_id)


def revoke_participant(unit: Unit, plan_id: str, participant: str) -> None:
    """Let one browser or tool in no more; the link still lets others in."""
    refuse_unpermitted(unit.actor, REVOKE)
    opened = advance_day(unit, plan_id)
    one = participant_of(unit, plan_id, participant)
    if one is None:
        raise refused("unknown-participant", "nobody of that id came in; look at the list")
    if one.revoked_at is None:
        asked = {"do": REVOKE, "participant": one.id, "person": one.person}
        note(unit, opened, Deed(verb=REVOKE, asked=(asked,), private=SELLER))
        kept.keep_participant(unit, one.id, revoked_at=unit.now)


def leave(unit: Unit) -> None:
    """Let one's own browser in no more."""
    kept.keep_participant(unit, unit.actor.id, revoked_at=unit.now)


def participant_of(unit: Unit, plan_id: str, participant: str) -> Participant | None:
    """Return one who came into a plan."""
    return next((one for one in kept.participants_of(unit, plan_id) if one.id == participant), None)
