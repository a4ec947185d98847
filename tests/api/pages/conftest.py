"""What tests of pages of people who have an account begin with."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

from app.accounts import passwords
from tests.api.doors import House, house

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def acme(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[House]:
    """Serve to nobody yet; a hash takes little."""
    monkeypatch.setattr(passwords, "HASH", PasswordHash((Argon2Hasher(time_cost=1, memory_cost=64, parallelism=1),)))
    passwords.nobody.cache_clear()
    with house(tmp_path) as found:
        yield found
