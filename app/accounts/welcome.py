"""What is done at a one-time address: the first admin, a new member, a new password; each ends in a session."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import uuid4

from app.actors import SYSTEM
from app.callers import ADMIN
from app.store import members as kept
from app.store.one_time import OneTime
from app.store.users import User, add_user, count_users, keep_user, key_of, user_by_email, user_by_id
from app.store.workspaces import add_workspace

from .codes import refused
from .lockout import SIGN_IN, forget
from .one_time import draw_address, look_up, new_one, use
from .passwords import hashed, refuse_weak
from .sessions import begin_session, end_all_sessions
from .signing_in import NOBODY
from .words import read_email, read_name

if TYPE_CHECKING:
    from datetime import datetime

    from app.store import Database, Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Awaited:
    """Who is expected at a one-time address, and what for."""

    one: OneTime
    email: str | None
    """None of the first admin, whom nobody knows yet."""
    name: str
    has_account: bool
    """Whether somebody who is invited has an account already, and so signs in first."""
    workspace: str
    """The name of what is joined."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What somebody writes at a one-time address."""

    password: str
    name: str = ""
    email: str = ""
    workspace: str = ""


def draw_first_address(unit: Unit) -> str | None:
    """Return the secret of the address at which the first admin comes in; None once there is one."""
    return None if count_users(unit) else draw_address(unit, new_one(unit, "first"))


def awaited(unit: Unit, secret: str) -> Awaited:
    """Return who is expected at an address; it leads there as before."""
    one = look_up(unit, secret)
    user = _known(unit, one)
    name = kept.name_of_workspace(unit, one.workspace) if one.workspace else ""
    return Awaited(
        one=one,
        email=user.email if user else one.email,
        name=user.name if user else "",
        has_account=user is not None and one.purpose == "invite",
        workspace=name,
    )


def come_in(database: Database, secret: str, said: Said, *, agent: str, now: datetime) -> str:
    """Do what an address is for, and return what the browser shows from now on; of two at once one comes in."""
    with database.writing(workspace=NOBODY, actor=SYSTEM, now=now) as unit:
        expected = awaited(unit, secret)
        _refuse_early(unit, expected, said)
    password = hashed(said.password)  # takes long, so in no transaction
    with database.writing(workspace=NOBODY, actor=SYSTEM, now=now) as unit:
        one = use(unit, secret)
        user_id = _DONE[one.purpose](unit, one, said, password)
        return begin_session(unit, user_id, agent=agent, workspace=one.workspace)


def join(unit: Unit, secret: str, user_id: str) -> str:
    """Let somebody who is signed in join the workspace to which the address invites, and return that one's id."""
    one, user = look_up(unit, secret), user_by_id(unit, user_id)
    is_theirs = user is not None and key_of(one.email or "") == key_of(user.email)
    if one.purpose != "invite" or not is_theirs:
        sentence = "the invitation is for another account; sign in with the address that was invited"
        raise refused("other-account", sentence)
    joined = use(unit, secret)
    _join(unit, joined, user_id)
    return joined.workspace or ""


def _refuse_early(unit: Unit, expected: Awaited, said: Said) -> None:
    """Refuse what would be refused later, before the address is used up and the password hashed."""
    email = expected.email or read_email(said.email)
    if expected.one.purpose != "password":
        read_name(said.name)
    if expected.one.purpose == "first":
        read_name(said.workspace, of="the name of your organisation")
        if count_users(unit):
            raise refused("has-admin", "the service has its first admin already; sign in, or ask for an invitation")
    if expected.has_account:
        raise refused("other-account", "there is an account with this address already; sign in with it first")
    refuse_weak(said.password, email)


def _first(unit: Unit, _: OneTime, said: Said, password: str) -> str:
    if count_users(unit):
        raise refused("has-admin", "the service has its first admin already; sign in, or ask for an invitation")
    user = _new_user(unit, read_email(said.email), said.name, password, is_proved=False)
    workspace = add_workspace(unit, read_name(said.workspace, of="the name of your organisation"))
    kept.join_workspace(unit, user, role=ADMIN, workspace=workspace)
    return user


def _invited(unit: Unit, one: OneTime, said: Said, password: str) -> str:
    email = one.email or ""
    if user_by_email(unit, email):
        raise refused("other-account", "there is an account with this address already; sign in with it first")
    user = _new_user(unit, email, said.name, password, is_proved=one.is_mailed)
    _join(unit, one, user)
    return user


def _password(unit: Unit, one: OneTime, _: Said, password: str) -> str:
    user = user_by_id(unit, one.user or "")
    if user is None or user.disabled_at is not None:
        raise refused("shut-out", "this account is shut out; ask the one who answers for it")
    proved_at = user.proved_at or (unit.now if one.is_mailed else None)
    keep_user(unit, user.id, password=password, proved_at=proved_at)
    end_all_sessions(unit, user.id)
    forget(unit, SIGN_IN, key_of(user.email))
    return user.id


_DONE = {"first": _first, "invite": _invited, "password": _password}


def _new_user(unit: Unit, email: str, name: str, password: str, *, is_proved: bool) -> str:
    user = User(
        id=str(uuid4()),
        email=email,
        name=read_name(name),
        password=password,
        proved_at=unit.now if is_proved else None,
        made_at=unit.now,
    )
    add_user(unit, user)
    return user.id


def _join(unit: Unit, one: OneTime, user_id: str) -> None:
    """Let somebody belong to a workspace; who was shut out and is invited again comes in again."""
    kept.join_workspace(unit, user_id, role=one.role or "", workspace=one.workspace or "")


def _known(unit: Unit, one: OneTime) -> User | None:
    if one.user is not None:
        return user_by_id(unit, one.user)
    return user_by_email(unit, one.email) if one.email else None
