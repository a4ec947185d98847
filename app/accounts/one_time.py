"""One-time addresses: what is sent or shown to let somebody in once."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

from app.store.one_time import OneTime, add_one_time, find_one_time, forget_one_time, use_one_time

from .codes import refused
from .secrets import ONE_TIME, digest, drawn

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.store import Unit
    from app.store.one_time import Purpose

LASTS: Mapping[Purpose, timedelta] = {
    "first": timedelta(days=1),
    "invite": timedelta(days=7),
    "password": timedelta(hours=1),
}
"""How long an address leads somewhere."""


def draw_address(unit: Unit, one: OneTime) -> str:
    """Keep where a new address leads, and return its secret; of a password's an older one leads nowhere any more.

    Of the first admin's several hold, as each process that serves says one when it starts, until somebody is there.
    """
    if one.purpose == "password":
        forget_one_time(unit, one.purpose, user=one.user)
    secret = drawn(ONE_TIME)
    add_one_time(unit, one, digest(secret))
    return secret


def new_one(unit: Unit, purpose: Purpose, *, lasts: timedelta | None = None) -> OneTime:
    """Return where an address leads, to be said more of."""
    return OneTime(
        id=str(uuid4()),
        purpose=purpose,
        made_at=unit.now,
        made_by=unit.actor.id,
        expires_at=unit.now + (lasts or LASTS[purpose]),
    )


def address_for_password(unit: Unit, user: str, *, is_mailed: bool, lasts: timedelta | None = None) -> str:
    """Return the secret of an address at which a user chooses a password."""
    return draw_address(unit, replace(new_one(unit, "password", lasts=lasts), user=user, is_mailed=is_mailed))


def look_up(unit: Unit, secret: str) -> OneTime:
    """Return where an address leads, which a look does not use up: programs that read mails look at every address."""
    return _led(find_one_time(unit, digest(secret)))


def use(unit: Unit, secret: str) -> OneTime:
    """Return where an address leads, and let it lead nowhere from now on; of two at once one gets there."""
    return _led(use_one_time(unit, digest(secret)))


def _led(found: OneTime | None) -> OneTime:
    if found is None:
        raise refused("address-used", "this address was used, replaced or has run out; ask for a new one")
    return found
