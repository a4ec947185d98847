"""What somebody does to the own account."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.store import members as kept
from app.store.users import keep_user
from app.store.workspaces import workspace_of

from .words import read_name

if TYPE_CHECKING:
    from app.callers import Caller
    from app.store import Unit
    from app.store.members import Member
    from app.store.workspaces import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Myself:
    """Who asks."""

    caller: Caller
    workspace: Workspace | None
    """None for whom a link let in: that one knows a plan, and nothing of the workspace around it."""


def myself(unit: Unit, caller: Caller) -> Myself:
    """Return who asks, and where that one is."""
    return Myself(caller=caller, workspace=workspace_of(unit) if caller.plan is None else None)


def rename(unit: Unit, user_id: str, name: str) -> None:
    """Let a user be called otherwise; the log keeps the name that was true then."""
    keep_user(unit, user_id, name=read_name(name))


def workspaces_of_mine(unit: Unit, user_id: str) -> list[Member]:
    """Return what a user is in each workspace that lets the user in."""
    return [one for one in kept.workspaces_of(unit, user_id) if one.is_in]
