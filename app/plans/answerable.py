"""Who answers for a plan, and which other members change it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app.accounts.membership import member_of
from app.operations.lookup import refused
from app.store.plans import keep_plan
from app.store.sharing import set_shared, shared_with

from .opening import stored_plan

if TYPE_CHECKING:
    from app.store import Unit
    from app.store.plans import StoredPlan


def hand_over(unit: Unit, plan_id: str, member: str) -> StoredPlan:
    """Let a member of the workspace answer for a plan; refused for one that there is not."""
    _refuse_participants(unit)
    owner = member_of(unit, member).id
    stored = replace(stored_plan(unit, plan_id, to_change=True), owner=owner)
    keep_plan(unit, stored)
    return stored


def share_with(unit: Unit, plan_id: str, member: str, *, shared: bool) -> frozenset[str]:
    """Let another member change a plan, or no longer, and return all who do besides its owner."""
    _refuse_participants(unit)
    set_shared(
        unit,
        stored_plan(unit, plan_id, to_change=True).id,
        member_of(unit, member).id if shared else member,
        shared=shared,
    )
    return shared_with(unit, plan_id)


def _refuse_participants(unit: Unit) -> None:
    if unit.actor.kind not in {"member", "tool"}:
        raise refused("members-only", "only a member of the workspace does this; ask the one who answers for the plan")
