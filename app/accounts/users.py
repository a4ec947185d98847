"""What the operator does beside the service: users and workspaces, without being one of them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

from app.store import members as kept
from app.store import users as store
from app.store import workspaces as tenants
from app.store.sessions import end_sessions
from app.store.tokens import revoke_tokens_of
from app.store.users import User, add_user, keep_user, user_by_email

from .codes import refused
from .membership import read_role
from .one_time import address_for_password
from .words import read_email, read_name

if TYPE_CHECKING:
    from app.store import Unit
    from app.store.workspaces import Workspace

FIRST_PASSWORD = timedelta(days=1)
"""How long a new user has to choose a password; who has forgotten one has an hour."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """A user with the workspaces that it belongs to."""

    user: User
    roles: tuple[tuple[str, str], ...]
    """Names of workspaces, each with the role there."""


def accounts(unit: Unit) -> list[Account]:
    """Return all users, by address."""
    return [
        Account(
            user=one,
            roles=tuple((member.workspace_name, member.role) for member in kept.workspaces_of(unit, one.id)),
        )
        for one in store.users(unit)
    ]


def new_account(unit: Unit, email: str, name: str, *, role: str, workspace: Workspace) -> str:
    """Keep a new user in a workspace, and return the secret of the address at which the password is chosen."""
    written, called, as_what = read_email(email), read_name(name), read_role(role)
    if user_by_email(unit, written) is not None:
        raise refused("address-taken", f"somebody has an account with {written} already; invite that one instead")
    user = User(id=str(uuid4()), email=written, name=called, made_at=unit.now)
    add_user(unit, user)
    kept.join_workspace(unit, user.id, role=as_what, workspace=workspace.id)
    return address_for_password(unit, user.id, is_mailed=False, lasts=FIRST_PASSWORD)


def new_password_for(unit: Unit, email: str) -> str:
    """Return the secret of the address at which a user chooses a new password."""
    return address_for_password(unit, user_named(unit, email).id, is_mailed=False)


def shut_user_out(unit: Unit, email: str, *, out: bool) -> None:
    """Let a user in nowhere any more, at once, or in again."""
    user = user_named(unit, email)
    keep_user(unit, user.id, disabled_at=unit.now if out else None)
    if out:
        end_sessions(unit, user.id)
        for member in kept.workspaces_of(unit, user.id):
            revoke_tokens_of(replace(unit, workspace=member.workspace), user.id)


def user_named(unit: Unit, email: str) -> User:
    """Return who has an address."""
    user = user_by_email(unit, email)
    if user is None:
        raise refused("unknown-user", f"nobody has an account with {email}; `backplan user list` tells who has")
    return user


def workspace_for(unit: Unit, named: str | None) -> Workspace:
    """Return the workspace with an id or a name; the only one where none is named."""
    there = tenants.workspaces(unit)
    found = [one for one in there if named is None or named in {one.id, one.name}]
    if len(found) == 1:
        return found[0]
    if not there:
        raise refused("unknown-workspace", "there is no workspace yet; `backplan workspace add NAME` makes one")
    if not found:
        raise refused(
            "unknown-workspace", "there is no such workspace; `backplan workspace list` tells which there are"
        )
    raise refused("which-workspace", f"{len(found)} workspaces could be meant; name one by its id")


def new_workspace(unit: Unit, name: str) -> str:
    """Keep a new workspace, and return its id."""
    return tenants.add_workspace(unit, read_name(name, of="the name of the workspace"))
