"""Tokens in memory: who shows one is known without asking the database, until anything is written there."""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING

from app.actors import SYSTEM
from app.store.tokens import token_of, use_tokens

from .secrets import digest
from .signing_in import NOBODY
from .tokens import caller_by, holds

if TYPE_CHECKING:
    from datetime import datetime

    from app.callers import Caller
    from app.store import Database
    from app.store.tokens import ApiToken

MOST = 10_000
"""Tokens in memory."""


class KnownTokens:
    """The tokens of one process that hold; whatever is written to SQLite, by whomever, empties it."""

    def __init__(self, database: Database) -> None:
        """Know none."""
        self._database = database
        self._lock = Lock()
        self._version: int | None = None
        self._known: dict[str, tuple[ApiToken, Caller]] = {}
        self._used: dict[str, datetime] = {}

    def shown(self, secret: str, now: datetime) -> tuple[ApiToken, Caller] | None:
        """Return the token that is shown, and who shows it; None where it is none, or was one."""
        found = self._found(digest(secret))
        return found if found is not None and self.lets_in(found[0], now) else None

    def lets_in(self, token: ApiToken, now: datetime) -> bool:
        """Tell whether a token holds at a moment, as far as nothing was written since, and count that as use."""
        if not holds(token, now):
            return False
        with self._lock:
            self._used[token.id] = now
        return True

    def keep_last_use(self, now: datetime) -> None:
        """Write which tokens were used, and when last; asked for once a minute, at the end, and before it is shown."""
        with self._lock:
            used, self._used = self._used, {}
        if used:
            with self._database.writing(workspace=NOBODY, actor=SYSTEM, now=now) as unit:
                use_tokens(unit, used)

    def _found(self, kept: str) -> tuple[ApiToken, Caller] | None:
        version = self._database.version()  # before it is read: what is written meanwhile counts as written since
        with self._lock:
            if version is None or version != self._version or len(self._known) >= MOST:
                self._known, self._version = {}, version
            if kept in self._known:
                return self._known[kept]
        token = token_of(self._database, kept)
        if token is None:
            return None
        found = (token, caller_by(token))
        with self._lock:
            if version is not None and version == self._version:
                self._known[kept] = found
        return found
