"""Trying the mail server: a letter to the own address of who asks, and to no other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.store.users import user_by_id

from .codes import refused
from .letters import new_password, trial
from .lockout import TRIAL, count_attempt
from .one_time import address_for_password
from .tokens import member_behind

if TYPE_CHECKING:
    from app.callers import Caller
    from app.mail import Mail
    from app.store import Unit
    from app.store.users import User

    from .letters import Post


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """What is sent to try the mail server."""

    letter: Mail
    proves: bool
    """Whether it is the one at which a new password is chosen: an address that nobody has proved gets no other."""


def trial_for(unit: Unit, caller: Caller, post: Post) -> Trial:
    """Return the letter that somebody gets who tries the mail server; a tool tries it for the member who made it."""
    user = _user_behind(unit, caller)
    if user is None:
        raise refused(
            "no-own-address", "no member made this token, so it has no address; sign in, or make one yourself"
        )
    count_attempt(unit, TRIAL, user.id)
    if user.proved_at is not None:
        return Trial(letter=trial(user.email, post.at), proves=False)
    address = post.address(address_for_password(unit, user.id, is_mailed=True))
    return Trial(letter=new_password(user.email, address), proves=True)


def is_proved(unit: Unit, caller: Caller) -> bool:
    """Tell whether the own address of somebody was proved."""
    user = _user_behind(unit, caller)
    return user is not None and user.proved_at is not None


def _user_behind(unit: Unit, caller: Caller) -> User | None:
    """Return the member who asks, or who made the token that asks, or the one that made that."""
    member = member_behind(unit, caller.actor.id)
    return None if member is None else user_by_id(unit, member.id)
