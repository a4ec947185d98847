"""Webhooks, what they were told, and what came of it, as they are answered."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from pydantic import Field

from app.store.deliveries import State

from .events import WebhookEvent
from .values import Answer

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from app.store.deliveries import Attempt, Delivery
    from app.store.webhooks import Webhook


class WebhookAnswer(Answer):
    """A webhook without its secret."""

    id: str = Field(description="The webhook's UUID.")
    name: str = Field(description="What people call it.")
    url: str = Field(description="Where events are sent.")
    audience: str = Field(description="Whose eyes it has: it is told nothing that this party does not see.")
    events: tuple[str, ...] = Field(description="The types of events that it is told; all where there is none.")
    plans: tuple[str, ...] | None = Field(description="The plans that it is for; null for all of the workspace.")
    made_at: datetime = Field(description="When it was made.")
    made_by: str = Field(description="The member or token that made it.")
    failing_since: datetime | None = Field(description="Since when nothing came through; null where the last did.")
    paused_at: datetime | None = Field(description="Since when it rests; null where it does not.")
    paused_because: str | None = Field(
        description="`asked`: somebody did. `failing`: nothing came through for most of a day. `gone`: the receiver "
        "answered 410."
    )
    both_sign_until: datetime | None = Field(description="Until when the secret before the last one signs too.")

    @classmethod
    def of(cls, one: Webhook) -> WebhookAnswer:
        """Write a webhook out."""
        same = ("id", "name", "url", "events", "made_at", "made_by", "failing_since", "paused_at", "paused_because")
        return cls(
            **{name: getattr(one, name) for name in same},
            audience=one.party,
            plans=None if one.all_plans else one.plans,
            both_sign_until=one.secret_before_until,
        )


class CountedWebhookAnswer(WebhookAnswer):
    """A webhook, and how much of what it is told has not arrived."""

    waiting: int = Field(description="Events that are still tried, or wait for the end of a pause.")
    dead: int = Field(description="Events that were given up, and can be sent again.")


class WebhooksAnswer(Answer):
    """The webhooks of a workspace."""

    webhooks: tuple[CountedWebhookAnswer, ...] = Field(description="Oldest first.")

    @classmethod
    def of(cls, found: Iterable[Webhook], counts: Mapping[str, Mapping[str, int]]) -> WebhooksAnswer:
        """Write them out."""
        return cls(
            webhooks=tuple(
                CountedWebhookAnswer(
                    **WebhookAnswer.of(one).model_dump(),
                    waiting=counts.get(one.id, {}).get("waiting", 0),
                    dead=counts.get(one.id, {}).get("dead", 0),
                )
                for one in found
            )
        )


class SecretWebhookAnswer(Answer):
    """A webhook with its secret, shown this once."""

    webhook: WebhookAnswer = Field(description="The webhook.")
    secret: str | None = Field(
        description="What its receiver checks signatures with; null in an answer that is given again."
    )

    @classmethod
    def of(cls, one: Webhook) -> SecretWebhookAnswer:
        """Write a webhook out with its secret."""
        return cls(webhook=WebhookAnswer.of(one), secret=one.secret)


class TriedAnswer(Answer):
    """What came of a test."""

    status: int | None = Field(description="Of the answer; null where there was none.")
    milliseconds: int = Field(description="How long it took.")
    answer: str = Field(description="The beginning of what was answered.")
    problem: str | None = Field(description="Why it would not count; null where it was taken.")


class AttemptAnswer(TriedAnswer):
    """What came of one attempt to deliver an event."""

    number: int = Field(description="Counted from 1.")
    at: datetime = Field(description="When it was made.")

    @classmethod
    def of(cls, one: Attempt) -> AttemptAnswer:
        """Write an attempt out."""
        return cls(**{name: getattr(one, name) for name in cls.model_fields})


class DeliveryAnswer(Answer):
    """One event on its way to a webhook."""

    id: str = Field(description="What the receiver gets as `webhook-id`, the same each time.")
    type: str = Field(description="What happened.")
    plan: str = Field(description="The plan's UUID.")
    sequence: int = Field(description="Counted from 1 for the webhook and the plan.")
    made_at: datetime = Field(description="When it happened.")
    state: State = Field(description="`waiting`, `delivered`, or `dead`: given up.")
    delivered_at: datetime | None = Field(description="When it was taken.")
    failed_at: datetime | None = Field(description="When it was given up.")
    attempts: tuple[AttemptAnswer, ...] = Field(description="Oldest first.")

    @classmethod
    def of(cls, one: Delivery, attempts: Iterable[Attempt]) -> DeliveryAnswer:
        """Write a delivery out."""
        values = {name: getattr(one, name) for name in DeliveryAnswer.model_fields if name != "attempts"}
        return cls(**values, attempts=tuple(map(AttemptAnswer.of, attempts)))


class DeliveriesAnswer(Answer):
    """What a webhook was told."""

    deliveries: tuple[DeliveryAnswer, ...] = Field(description="Newest first.")
    next: str | None = Field(description="The `cursor` of the next page; null on the last one.")


class DeliveredEventAnswer(Answer):
    """One event on its way to a webhook, and what it says."""

    delivery: DeliveryAnswer = Field(description="How it stands.")
    event: WebhookEvent = Field(description="What is sent.")

    @classmethod
    def of(cls, one: Delivery, attempts: Iterable[Attempt]) -> DeliveredEventAnswer:
        """Write a delivery out with what it says."""
        return cls(delivery=DeliveryAnswer.of(one, attempts), event=WebhookEvent.model_validate_json(one.body))
