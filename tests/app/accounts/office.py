"""A workspace with its people: what tests of the door tell their stories with."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from app.accounts.inviting import invite
from app.accounts.letters import Post
from app.accounts.sessions import Entered, enter_by_session
from app.accounts.signing_in import NOBODY, sign_in
from app.accounts.welcome import Said, come_in, draw_first_address
from app.actors import SYSTEM
from app.mail import Mail
from tests.stored import START

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime, timedelta

    from app.store import Database, Unit

AT = "https://plans.acme.example"
ANA, BEN = "ana@acme.example", "ben@acme.example"
PASSWORD = "a horse that counts"  # noqa: S105 - of nobody who is real
BROWSER = "Firefox on Linux"


@dataclass(slots=True, kw_only=True)
class Office:
    """A workspace, and the time that it is there."""

    database: Database
    now: datetime = START
    letters: list[Mail] = field(default_factory=list)
    """That left, oldest first."""
    ana: str = ""
    """What the browser of the first admin shows."""

    @property
    def post(self) -> Post:
        """How letters leave."""
        return Post(at=AT, send_it=lambda _, letter: self.letters.append(letter))

    @property
    def no_post(self) -> Post:
        """How none leave."""
        return Post(at=AT)

    def passes(self, time: timedelta) -> None:
        """Let time pass."""
        self.now += time

    def entered(self, secret: str) -> Entered:
        """Return who shows a secret."""
        entered = enter_by_session(self.database, secret, self.now)
        assert entered is not None
        return entered

    def is_in(self, secret: str) -> bool:
        """Tell whether a browser is let in."""
        return enter_by_session(self.database, secret, self.now) is not None

    @contextmanager
    def writing(self, secret: str | None = None) -> Iterator[Unit]:
        """Open a transaction of whoever shows a secret; of the operator where nobody does."""
        caller = self.entered(secret).caller if secret else None
        workspace, actor = (caller.workspace, caller.actor) if caller else (NOBODY, SYSTEM)
        with self.database.writing(workspace=workspace, actor=actor, now=self.now) as unit:
            yield unit

    def first_admin(self) -> str:
        """Let the first admin come in, and return what that browser shows."""
        with self.writing() as unit:
            address = draw_first_address(unit)
        assert address is not None
        said = Said(password=PASSWORD, name="Ana Ruiz", email=ANA, workspace="Acme")
        return self.comes_in(address, said)

    def comes_in(self, address: str, said: Said) -> str:
        """Let somebody come in at a one-time address, the whole of it or its secret."""
        return come_in(self.database, address.rpartition("/")[2], said, agent=BROWSER, now=self.now)

    def invited(self, email: str, *, role: str = "member", post: Post | None = None) -> str:
        """Let the admin invite somebody, and return the address that leads in."""
        with self.writing(self.ana) as unit:
            invited = invite(unit, email, role, post or self.no_post)
        return invited.address or address_in(self.letters[-1])

    def joins(self, email: str = BEN, *, role: str = "member", post: Post | None = None) -> str:
        """Let somebody new join, and return what that browser shows."""
        return self.comes_in(self.invited(email, role=role, post=post), Said(password=PASSWORD, name="Ben Ott"))

    def signs_in(self, email: str = ANA, password: str = PASSWORD, *, origin: str = "192.0.2.7") -> str:
        """Let somebody sign in, and return what that browser shows."""
        return sign_in(self.database, email, password, origin=origin, agent=BROWSER, now=self.now)


def address_in(letter: Mail) -> str:
    """Return the one-time address that a letter holds."""
    return next(line for line in letter.text.splitlines() if line.startswith(AT))
