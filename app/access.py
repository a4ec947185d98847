"""Who may do what to which plan: the one check that every door passes before it does anything to a plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.accounts.operating import is_operating
from app.accounts.tokens import member_behind
from app.callers import ADMIN, RIGHTS, Right
from app.operations.lookup import refused
from app.plans.opening import stored_plan
from app.store.sharing import shared_with

if TYPE_CHECKING:
    from app.callers import Caller
    from app.store import Unit
    from app.store.plans import StoredPlan

LOOKING = frozenset({Right.READ_PLANS, Right.READ_PORTFOLIO})
"""Rights that change nothing."""

MEMBER, TOOL = "member", "tool"
"""Kinds of actors."""


class ForbiddenError(Exception):
    """Somebody lacks a right to what it may see; the message is a sentence."""


def allow(caller: Caller, right: Right) -> None:
    """Refuse a caller who lacks a right."""
    if not caller.may(right):
        raise ForbiddenError(lacking(right))


def allow_operator(unit: Unit, caller: Caller, operators: str) -> None:
    """Refuse who does not look after the service itself; `operators` is what its setting says of whose matter it is."""
    allow(caller, Right.OPERATE_SERVICE)
    if not is_operating(unit, operators):
        message = "the service itself is for admins of the workspace that operates it, which BACKPLAN_OPERATORS names"
        raise ForbiddenError(message)


def lacking(right: Right) -> str:
    """Return what is said to whom lacks a right."""
    return f"this needs the right {right.value}, which your credential does not have"


def admit(unit: Unit, caller: Caller, plan_id: str, right: Right) -> StoredPlan:
    """Return a plan to a caller who may do to it what a right names.

    Raises Refused with `unknown-plan` for one that is not there, another workspace's, or not the one of its link; what
    it may see but not do raises ForbiddenError.
    """
    allow(caller, Right.READ_PLANS)
    if caller.plan not in {None, plan_id}:
        raise refused("unknown-plan", "there is no such plan; look whether its address is whole")
    stored = stored_plan(unit, plan_id)
    allow(caller, right)
    if right not in LOOKING and not _is_theirs(unit, caller, stored):
        message = "this plan is another member's; ask its owner to share it with you, or an admin"
        raise ForbiddenError(message)
    return stored


def may_change(unit: Unit, caller: Caller, stored: StoredPlan) -> bool:
    """Tell whether a caller may do anything to a plan that it sees, so that a page offers nothing that is refused."""
    return caller.may(Right.CHANGE_PLANS) and _is_theirs(unit, caller, stored)


def owner_of_new(unit: Unit, caller: Caller) -> str | None:
    """Return which member answers for a plan that a caller makes: what a tool makes is nobody's.

    That of a member who is no admin is the member's, as neither could change it else.
    """
    if caller.actor.kind == MEMBER:
        return caller.actor.id
    return _bound(unit, caller)


def _is_theirs(unit: Unit, caller: Caller, stored: StoredPlan) -> bool:
    """Tell whether a plan is one that a caller changes: members change their own and those shared with them."""
    member = _bound(unit, caller)
    return member is None or stored.owner == member or member in shared_with(unit, stored.id)


def _bound(unit: Unit, caller: Caller) -> str | None:
    """Return the member whose plans alone somebody changes: who asks, or made the token that asks, and is no admin."""
    if caller.actor.kind == MEMBER:
        return None if caller.rights >= RIGHTS[ADMIN] else caller.actor.id
    maker = member_behind(unit, caller.actor.id) if caller.actor.kind == TOOL else None
    return None if maker is None or maker.role == ADMIN else maker.id
