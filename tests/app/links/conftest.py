"""What tests of share links begin with."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

from app.accounts import passwords
from tests.app.links.door import Door

if TYPE_CHECKING:
    from tests.stored import Stored


@pytest.fixture(autouse=True)
def _cheap_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a hash take little."""
    monkeypatch.setattr(passwords, "HASH", PasswordHash((Argon2Hasher(time_cost=1, memory_cost=64, parallelism=1),)))
    passwords.nobody.cache_clear()


@pytest.fixture
def door(stored: Stored) -> Door:
    """Keep a plan that can be shared."""
    return Door(stored=stored)
