"""A plan that is shared, and those who come in: what tests of links tell their stories with."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pytest

from app.accounts.letters import Post
from app.links import (
    Asking,
    Came,
    HandedOn,
    Issued,
    Said,
    To,
    Wanted,
    ask_code,
    enter_by_participant,
    enter_code,
    hand_on,
    introduce,
    make_link,
)
from app.mail import Mail
from scheduler.refusals import Refused
from tests.stored import ANA

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import timedelta

    from app.actors import Actor
    from app.links import Entered
    from app.store.share_links import Level
    from tests.stored import Stored

AT = "https://plans.acme.example"
ORIGIN = "192.0.2.7"
PASSWORD = "a horse that counts"  # noqa: S105 - of nobody who is real


@dataclass(slots=True, kw_only=True)
class Door:
    """A stored plan with its ways in, and the letters that left."""

    stored: Stored
    letters: list[Mail] = field(default_factory=list)

    @property
    def post(self) -> Post:
        """How letters leave."""
        return Post(at=AT, send_it=lambda _, letter: self.letters.append(letter))

    def passes(self, time: timedelta) -> None:
        """Let time pass."""
        self.stored.now += time

    def share(self, level: Level = "name", *, party: str = "customer", by: Actor = ANA, **wanted: Any) -> Issued:  # noqa: ANN401
        """Share the plan."""
        with self.stored.writing(by) as unit:
            return make_link(unit, self.stored.plan, Wanted(party=party, level=level, **wanted), mails=True)

    def comes(self, secret: str, name: str = "", **said: str) -> Came:
        """Let somebody say who it is."""
        told = Said(name=name, **said)
        return introduce(self.stored.database, secret, told, origin=ORIGIN, now=self.stored.now)

    def asks(self, secret: str, email: str, name: str = "", *, by: Entered | None = None) -> str:
        """Let somebody ask for a code, and return what the browser keeps."""
        asking = Asking(email=email, name=name, participant=by.participant if by else None)
        now = self.stored.now
        return ask_code(self.stored.database, secret, asking, origin=ORIGIN, post=self.post, now=now)

    def types(self, secret: str, kept: str, code: str | None = None) -> Came | None:
        """Let somebody type a code, the one that came last where none is said."""
        return enter_code(self.stored.database, secret, kept, code or self.code(), now=self.stored.now)

    def proves(self, secret: str, email: str, name: str = "") -> Came:
        """Let somebody come in with a code."""
        came = self.types(secret, self.asks(secret, email, name))
        assert came is not None
        return came

    def code(self) -> str:
        """Return the code that came last."""
        found = re.search(r"Your code is (\d{6})\n", self.letters[-1].text)
        assert found
        return found[1]

    def entered(self, secret: str) -> Entered | None:
        """Return who shows a secret."""
        return enter_by_participant(self.stored.database, secret, self.stored.now)

    def actor(self, came: Came) -> Actor:
        """Return who somebody is to the service by now."""
        entered = self.entered(came.secret)
        assert entered is not None
        return entered.caller.actor

    def hands_on(self, came: Came, step: str, to: To) -> HandedOn:
        """Let somebody hand a step on."""
        with self.stored.writing(self.actor(came)) as unit:
            return hand_on(unit, self.stored.plan, step, to, post=self.post)

    def people(self) -> dict[str, Any]:
        """Return the plan's people, by id."""
        people = self.stored.document()["people"]
        assert isinstance(people, list)
        return {str(one["id"]): one for one in people if isinstance(one, dict)}


def refusal(do: Callable[[], object]) -> str:
    """Return the code with which something is refused."""
    with pytest.raises(Refused) as refused:
        do()
    return refused.value.problems[0].code
