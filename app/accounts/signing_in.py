"""Coming in with address and password, and a new one where that is forgotten; nobody learns who has an account."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.actors import SYSTEM
from app.store.users import keep_user, key_of, user_by_email, user_by_id

from .codes import refused
from .letters import new_password, no_password
from .lockout import ORIGIN, RESET, SIGN_IN, attempt_succeeded, count_attempt, forget, network_of
from .one_time import address_for_password
from .passwords import fits, hashed, refuse_weak
from .sessions import begin_session, end_all_sessions
from .words import read_email

if TYPE_CHECKING:
    from datetime import datetime

    from app.store import Database, Unit
    from app.store.users import User

    from .letters import Post

NOBODY = ""
"""The workspace of what is done before one is known."""


def sign_in(database: Database, email: str, password: str, *, origin: str, agent: str, now: datetime) -> str:
    """Return what the browser shows from now on; raise Refused, alike for whatever does not fit."""
    address = email.strip()
    with database.writing(workspace=NOBODY, actor=SYSTEM, now=now) as unit:
        count_attempt(unit, SIGN_IN, key_of(address))
        count_attempt(unit, ORIGIN, network_of(origin))
        user = user_by_email(unit, address)
    # Between two transactions, since it takes long; the attempt is counted already, whatever comes of it.
    is_right = fits(password, user.password if user else None)
    if user is None or not is_right or user.disabled_at is not None:
        raise refused("wrong-password", "the address and the password do not belong together")
    with database.writing(workspace=NOBODY, actor=SYSTEM, now=now) as unit:
        attempt_succeeded(unit, address, origin)
        return begin_session(unit, _unchanged(unit, user).id, agent=agent)


def count_forgotten(unit: Unit, email: str, origin: str) -> None:
    """Count that somebody asks for a new password, before anybody looks who."""
    address = read_email(email)
    count_attempt(unit, RESET, key_of(address))
    count_attempt(unit, ORIGIN, network_of(origin))


def send_new_password(unit: Unit, email: str, post: Post) -> None:
    """Mail somebody an address at which a new password is chosen, if there is such a one."""
    user = user_by_email(unit, read_email(email))
    if user is None or user.disabled_at is not None or not post.is_there:
        return
    if user.password is None and user.subject is not None:
        post.send(unit, no_password(user.email, post.at))
    else:
        secret = address_for_password(unit, user.id, is_mailed=True)
        post.send(unit, new_password(user.email, post.address(secret)))


def change_password(database: Database, user_id: str, *, old: str, new: str, but: str, now: datetime) -> None:
    """Let somebody who is signed in take another password; all other sessions end."""
    with database.writing(workspace=NOBODY, actor=SYSTEM, now=now) as unit:
        user = user_by_id(unit, user_id)
        if user is None:
            raise refused("unknown-user", "there is no such account any more")
        count_attempt(unit, SIGN_IN, key_of(user.email))
    refuse_weak(new, user.email)
    if not fits(old, user.password):
        raise refused("wrong-password", "this is not your present password")
    kept = hashed(new)
    with database.writing(workspace=NOBODY, actor=SYSTEM, now=now) as unit:
        keep_user(unit, _unchanged(unit, user).id, password=kept)
        forget(unit, SIGN_IN, key_of(user.email))
        end_all_sessions(unit, user.id, but=but)


def _unchanged(unit: Unit, user: User) -> User:
    """Return a user, or refuse one whose password changed or who was shut out since it was looked at."""
    now = user_by_id(unit, user.id)
    if now is None or now.password != user.password or now.disabled_at is not None:
        raise refused("wrong-password", "the address and the password do not belong together")
    return now
