"""Invitations: a one-time address, by mail where the service sends mail, else shown to the admin who hands it on."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app.store import members as kept
from app.store.one_time import OneTime, open_invitations, withdraw_invitation, withdraw_invitations
from app.store.users import user_by_email
from app.store.workspaces import hold_workspace, workspace_of

from .codes import refused
from .letters import invitation
from .membership import read_role
from .one_time import draw_address, new_one
from .words import read_email

if TYPE_CHECKING:
    from app.callers import Caller
    from app.store import Unit

    from .letters import Post


@dataclass(frozen=True, slots=True, kw_only=True)
class Invited:
    """Somebody who may come into the workspace."""

    id: str
    """By which the invitation is withdrawn."""
    email: str
    address: str | None
    """Where to come in, to be handed on; none where it went out by mail, so that only the one invited has it."""


def invite(unit: Unit, email: str, role: str, post: Post, *, by: Caller | None = None) -> Invited:
    """Invite somebody to the unit's workspace; an older invitation leads nowhere any more."""
    written, as_what = read_email(email), read_role(role, by=by)
    user = user_by_email(unit, written)
    member = kept.find_member(unit, user.id) if user else None
    if member is not None and member.is_in:
        raise refused("address-taken", f"{member.name} belongs to the workspace already; change the role there")
    hold_workspace(unit)  # so that of two at once the second finds the first
    withdraw_invitations(unit, written)
    one = replace(
        new_one(unit, "invite"), workspace=unit.workspace, email=written, role=as_what, is_mailed=post.is_there
    )
    address = post.address(draw_address(unit, one))
    if not post.is_there:
        return Invited(id=one.id, email=written, address=address)
    post.send(unit, invitation(written, address, workspace=workspace_of(unit).name, by=unit.actor.name))
    return Invited(id=one.id, email=written, address=None)


def invitations_of(unit: Unit) -> list[OneTime]:
    """Return who is invited to the unit's workspace and has not come yet, newest first."""
    return open_invitations(unit)


def withdraw(unit: Unit, invitation_id: str) -> None:
    """Let an invitation lead nowhere."""
    if not withdraw_invitation(unit, invitation_id):
        raise refused("unknown-invitation", "there is no such invitation, or it was used; look at those that are open")
