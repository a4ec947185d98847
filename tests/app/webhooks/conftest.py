"""What tests of webhooks begin with: a plan, a receiver, and a webhook that leads to it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from app import clock
from app.jobs import Duty, NotYet, Task
from app.store.deliveries import deliveries_of
from app.store.webhooks import webhook_with
from app.verbs import read_operations
from app.webhooks import (
    DELIVER,
    RELEASE,
    Courier,
    Outside,
    Wanted,
    deliver_event,
    make_webhook,
    pause_webhook,
    release_events,
    resume_webhook,
)
from tests.servers.receiver import Receiver, receiving
from tests.stored import ANA

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.actors import Actor
    from app.store.deliveries import Delivery, State
    from app.store.webhooks import Webhook
    from tests.stored import Stored

OUTSIDE = Outside(loopback=True)
COURIER = Courier(outside=OUTSIDE, address="https://plans.example.com", mails=True)


@dataclass(slots=True, kw_only=True)
class Hooked:
    """A plan with a webhook that leads to a receiver."""

    stored: Stored
    receiver: Receiver
    id: str
    attempts: dict[str, int] = field(default_factory=dict)

    @property
    def webhook(self) -> Webhook:
        """Return the webhook as it is kept."""
        with self.stored.reading() as unit:
            found = webhook_with(unit, self.id)
        assert found is not None
        return found

    def another(self, **wanted: Any) -> Hooked:  # noqa: ANN401 - each field its own
        """Make one more webhook that leads to the same receiver."""
        return hooked_to(self.stored, self.receiver, **wanted)

    def do(self, actor: Actor, *operations: dict[str, Any]) -> None:
        """Let somebody change the plan, a minute later."""
        self.stored.now += timedelta(minutes=1)
        self.stored.do(actor, *read_operations([*operations]))

    def told(self, state: State | None = None) -> list[Delivery]:
        """Return what the webhook is told, oldest first."""
        with self.stored.reading() as unit:
            return deliveries_of(unit, self.id, state=state, limit=100)[::-1]

    def types(self) -> list[str]:
        """Return what happened, as the webhook is told."""
        return [one.type for one in sorted(self.told(), key=lambda one: (one.made_at, one.sequence))]

    def deliver(self, delivery: str, *, is_last: bool = False, courier: Courier = COURIER) -> str | None:
        """Make one attempt, as a worker would; return why it is tried again."""
        self.attempts[delivery] = attempt = self.attempts.get(delivery, 0) + 1
        task = Task(workspace=self.stored.workspace, about=delivery, attempt=attempt, is_last=is_last)
        try:
            deliver_event(self.stored.database, courier, task, lambda: self.stored.now)
        except NotYet as wait:
            return str(wait)
        return None

    def pause(self) -> None:
        """Let the webhook rest."""
        with self.stored.writing() as unit:
            pause_webhook(unit, self.id)

    def resume(self) -> None:
        """Let it go on."""
        with self.stored.writing() as unit:
            resume_webhook(unit, self.id)


def hooked_to(stored: Stored, receiver: Receiver, **wanted: Any) -> Hooked:  # noqa: ANN401 - each field its own
    """Make a webhook that leads to a receiver."""
    with stored.writing(ANA) as unit:
        webhook = make_webhook(unit, Wanted(url=receiver.url, **wanted), OUTSIDE)
    return Hooked(stored=stored, receiver=receiver, id=webhook.id)


def duties(stored: Stored) -> list[Duty]:
    """Return what a worker does for webhooks, by the clock of this machine."""
    database = stored.database
    return [
        Duty(job=DELIVER, do=lambda task: deliver_event(database, COURIER, task, clock.now)),
        Duty(job=RELEASE, do=lambda task: release_events(database, task, clock.now())),
    ]


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    """Receive what is sent."""
    with receiving() as receiver:
        yield receiver


@pytest.fixture
def hooked(stored: Stored, receiver: Receiver) -> Hooked:
    """Make a webhook of the workspace, with the seller's eyes."""
    return hooked_to(stored, receiver)


@pytest.fixture
def alone(single: Stored, receiver: Receiver) -> Hooked:
    """Make one where the kind of database does not matter."""
    return hooked_to(single, receiver)
