"""What tests of the door begin with."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

from app.accounts import passwords
from tests.app.accounts.office import Office

if TYPE_CHECKING:
    from app.store import Database


@pytest.fixture(autouse=True)
def _cheap_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a hash take little: how much it takes in earnest, one test looks at."""
    monkeypatch.setattr(passwords, "HASH", PasswordHash((Argon2Hasher(time_cost=1, memory_cost=64, parallelism=1),)))
    passwords.nobody.cache_clear()


@pytest.fixture
def office(database: Database) -> Office:
    """Open a workspace whose first admin, Ana, is signed in."""
    office = Office(database=database)
    office.ana = office.first_admin()
    return office


@pytest.fixture
def empty_office(database: Database) -> Office:
    """Open a service in which nobody is yet."""
    return Office(database=database)
