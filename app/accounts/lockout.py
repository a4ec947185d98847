"""Waits that grow with each attempt in vain: at one account, whether it is there or not, and from one origin."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from ipaddress import IPv6Address, ip_address
from typing import TYPE_CHECKING

from app.store.attempts import attempts_of, forget_attempts, forget_old_attempts, keep_attempts
from app.store.users import key_of

from .codes import refused
from .secrets import digest

if TYPE_CHECKING:
    from app.store import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How many attempts are free, and how long one waits after each further one."""

    kind: str
    free: int
    first: timedelta
    """After the first attempt that is not free; it doubles with each."""
    most: timedelta


SIGN_IN = Patience(kind="sign-in", free=5, first=timedelta(seconds=30), most=timedelta(minutes=15))
RESET = Patience(kind="reset", free=3, first=timedelta(minutes=15), most=timedelta(hours=12))
"""At one account."""
TRIAL = Patience(kind="trial", free=5, first=timedelta(minutes=1), most=timedelta(hours=1))
"""Of the mail server, by one account."""
ORIGIN = Patience(kind="origin", free=30, first=timedelta(seconds=30), most=timedelta(hours=1))
"""From one address, behind which may be a whole office."""

FORGOTTEN = timedelta(days=1)
"""After which an attempt counts no more."""


def count_attempt(unit: Unit, patience: Patience, of: str) -> None:
    """Count an attempt before it is looked at, so that many at once count too; refuse one that comes too soon."""
    key = _key(patience, of)
    before = attempts_of(unit, key)
    if before.waits_until is not None and before.waits_until > unit.now:
        raise refused(
            "too-many-attempts", f"there were too many attempts; try again in {_said(before.waits_until - unit.now)}"
        )
    count = 1 if unit.now - before.last_at > FORGOTTEN else before.count + 1
    beyond = min(count - patience.free, 20)  # by then every wait is the longest
    wait = min(patience.first * 2 ** (beyond - 1), patience.most) if beyond > 0 else None
    waits_until = None if wait is None else unit.now + wait
    keep_attempts(unit, replace(before, count=count, last_at=unit.now, waits_until=waits_until))


def attempt_succeeded(unit: Unit, email: str, origin: str) -> None:
    """Begin anew at an account; from its origin just this attempt was none in vain, as somebody may try others."""
    forget_attempts(unit, _key(SIGN_IN, key_of(email)))
    from_there = attempts_of(unit, _key(ORIGIN, network_of(origin)))
    keep_attempts(unit, replace(from_there, count=max(0, from_there.count - 1), waits_until=None))
    forget_old_attempts(unit, before=unit.now - FORGOTTEN)


def forget(unit: Unit, patience: Patience, of: str) -> None:
    """Begin anew."""
    forget_attempts(unit, _key(patience, of))


def network_of(origin: str) -> str:
    """Return who shares an address of origin: the /64 of an IPv6 one, which belongs to one household."""
    try:
        address = ip_address(origin)
    except ValueError:
        return origin
    if isinstance(address, IPv6Address):
        return str(address.ipv4_mapped or IPv6Address(int(address) >> 64 << 64))
    return str(address)


def _key(patience: Patience, of: str) -> str:
    return f"{patience.kind}:{digest(of)}"


def _said(wait: timedelta) -> str:
    seconds = max(1, round(wait.total_seconds()))
    if seconds < 90:  # noqa: PLR2004 - until then seconds say more
        return "a second" if seconds == 1 else f"{seconds} seconds"
    minutes = -(-seconds // 60)
    return f"{minutes} minutes" if minutes < 90 else f"{-(-minutes // 60)} hours"  # noqa: PLR2004 - and minutes here
