"""Passwords: what one must be, and its argon2id hash, which takes 64 MB and so is made by few at once."""

from __future__ import annotations

import unicodedata
from functools import cache
from threading import BoundedSemaphore

from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

from .codes import refused
from .secrets import drawn

SHORTEST, LONGEST = 12, 1_000
"""Characters of a password."""

HASH = PasswordHash((Argon2Hasher(time_cost=3, memory_cost=65_536, parallelism=4),))
_TURNS = BoundedSemaphore(2)
"""Two hashes at once take 128 MB; who comes then waits."""


def refuse_weak(password: str, email: str) -> None:
    """Refuse a password that is too short or too long, or what everybody would try first."""
    plain = _normal(password)
    if len(plain) < SHORTEST:
        raise refused("weak-password", f"a password has at least {SHORTEST} characters; take a few words")
    if len(plain) > LONGEST:
        raise refused("weak-password", f"a password has at most {LONGEST:,} characters; take a shorter one")
    if plain.casefold() == _normal(email).casefold():
        raise refused("weak-password", "your e-mail address is no password; take a few words of your own")


def hashed(password: str) -> str:
    """Return what is kept of a password."""
    with _TURNS:
        return HASH.hash(_normal(password))


def fits(password: str, kept: str | None) -> bool:
    """Tell whether a password is the one that is kept; that takes as long where none is."""
    unknown = nobody()
    if len(password) > LONGEST:
        return False
    with _TURNS:
        right = HASH.verify(_normal(password), kept or unknown)
    return right and kept is not None


@cache
def nobody() -> str:
    """Return the hash of a password that nobody has."""
    return hashed(drawn(""))


def _normal(password: str) -> str:
    """Return a password as every keyboard writes it."""
    return unicodedata.normalize("NFKC", password)
