"""The members of a workspace: which role they have, and whether they come in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.callers import ADMIN, RIGHTS, Right
from app.names import unknown
from app.store import members as kept
from app.store.sessions import end_sessions, renew_sessions
from app.store.tokens import limit_tokens, revoke_tokens_of
from app.store.workspaces import workspace_named

from .codes import refused
from .words import read_name

if TYPE_CHECKING:
    from app.callers import Caller
    from app.store import Unit
    from app.store.members import Member
    from app.store.workspaces import Workspace


def members_of(unit: Unit) -> list[Member]:
    """Return all members of the unit's workspace, by name."""
    return kept.members(unit)


def members_seen(unit: Unit, caller: Caller) -> list[Member]:
    """Return the members whom somebody may know of: who manages them all of them, others who comes in."""
    return [one for one in members_of(unit) if one.is_in or caller.may(Right.MANAGE_MEMBERS)]


def member_of(unit: Unit, user_id: str) -> Member:
    """Return a member of the unit's workspace."""
    found = kept.find_member(unit, user_id)
    if found is None:
        raise refused("unknown-member", "the workspace has no such member; look at those that it has")
    return found


def change_member(
    unit: Unit, user_id: str, *, role: str | None = None, comes_in: bool | None = None, by: Caller
) -> Member:
    """Give a member another role, and shut it out or let it in again; what is None stays as it is."""
    if comes_in:
        let_in_again(unit, user_id)
    if role is not None:
        give_role(unit, user_id, role, by=by)
    if comes_in is False:
        shut_out(unit, user_id)
    return member_of(unit, user_id)


def give_role(unit: Unit, user_id: str, role: str, *, by: Caller | None = None) -> Member:
    """Give a member another role; sessions are renewed, and tokens may do no more than their maker."""
    member, new = member_of(unit, user_id), read_role(role, by=by)
    if new != member.role:
        if new != ADMIN:
            _keep_an_admin(unit, member)
        kept.keep_member(unit, user_id, role=new)
        renew_sessions(unit, user_id)
        limit_tokens(unit, user_id, RIGHTS[new])
    return member_of(unit, user_id)


def shut_out(unit: Unit, user_id: str) -> Member:
    """Let a member in no more: the sessions here and the tokens end at once."""
    member = member_of(unit, user_id)
    if member.disabled_at is None:
        _keep_an_admin(unit, member)
        kept.keep_member(unit, user_id, disabled_at=unit.now)
        _end_all(unit, user_id)
    return member_of(unit, user_id)


def let_in_again(unit: Unit, user_id: str) -> Member:
    """Let a member in again who was shut out; tokens stay revoked."""
    member_of(unit, user_id)
    kept.keep_member(unit, user_id, disabled_at=None)
    return member_of(unit, user_id)


def remove_member(unit: Unit, user_id: str) -> None:
    """Take a member out of the workspace; what the member did stays in the log."""
    _keep_an_admin(unit, member_of(unit, user_id))
    kept.remove_member(unit, user_id)
    _end_all(unit, user_id)


def rename_workspace(unit: Unit, name: str) -> Workspace:
    """Give the unit's workspace another name."""
    return workspace_named(unit, read_name(name, of="the name of your organisation"))


def read_role(role: str, *, by: Caller | None = None) -> str:
    """Return a role, or refuse what is none, or may do more than who gives it; the operator gives any."""
    if role not in RIGHTS:
        raise unknown("role", role, [(one, "") for one in RIGHTS])
    beyond = sorted(right for right in RIGHTS[role] if by is not None and not by.may(right))
    if beyond:
        sentence = f"you may not do {beyond[0]} yourself, so you make nobody {role}; ask an admin of the workspace"
        raise refused("more-than-yours", sentence)
    return role


def _keep_an_admin(unit: Unit, member: Member) -> None:
    """Refuse to lose the last admin; until the transaction ends nobody else takes another one away."""
    admins = kept.count_admins(unit)
    if member.role == ADMIN and member.is_in and admins < 2:  # noqa: PLR2004 - this one and another
        sentence = f"{member.name} is the only admin of {member.workspace_name}; make somebody else one first"
        raise refused("last-admin", sentence)


def _end_all(unit: Unit, user_id: str) -> None:
    end_sessions(unit, user_id, workspace=unit.workspace)
    revoke_tokens_of(unit, user_id)
