"""What somebody does to the own account."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.store import members as kept
from app.store.users import keep_user

from .words import read_name

if TYPE_CHECKING:
    from app.store import Unit
    from app.store.members import Member


def rename(unit: Unit, user_id: str, name: str) -> None:
    """Let a user be called otherwise; the log keeps the name that was true then."""
    keep_user(unit, user_id, name=read_name(name))


def workspaces_of_mine(unit: Unit, user_id: str) -> list[Member]:
    """Return what a user is in each workspace that lets the user in."""
    return [one for one in kept.workspaces_of(unit, user_id) if one.is_in]
