"""What a webhook was told, looked at, and sent again where it was given up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.jobs import enqueue
from app.operations.lookup import refused
from app.store import deliveries as kept
from app.store.deliveries import Attempt, Delivery, of_webhook, with_ids

from .jobs import DELIVER, RELEASE
from .making import webhook_of

if TYPE_CHECKING:
    from app.store import Unit
    from app.store.deliveries import Place, State


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivered:
    """A delivery with what came of every attempt."""

    delivery: Delivery
    attempts: tuple[Attempt, ...]


def deliveries_of(
    unit: Unit, webhook_id: str, *, state: State | None = None, behind: Place | None = None, limit: int
) -> list[Delivered]:
    """Return what a webhook was told, newest first; only what stands so, where that is asked."""
    found = kept.deliveries_of(unit, webhook_of(unit, webhook_id).id, state=state, behind=behind, limit=limit)
    attempts = kept.attempts_of(unit, [one.id for one in found])
    return [Delivered(delivery=one, attempts=tuple(attempts.get(one.id, ()))) for one in found]


def delivery_of(unit: Unit, webhook_id: str, delivery_id: str) -> Delivered:
    """Return one delivery of a webhook."""
    found = kept.delivery_with(unit, delivery_id)
    if found is None or found.webhook != webhook_of(unit, webhook_id).id:
        raise refused("unknown-delivery", "the webhook has no such delivery, or it was forgotten; look at those it has")
    return Delivered(delivery=found, attempts=tuple(kept.attempts_of(unit, [found.id]).get(found.id, ())))


def resend(unit: Unit, webhook_id: str, delivery_id: str) -> Delivered:
    """Send again what was given up, under the same id; it has a day again, once the webhook is not paused."""
    webhook_of(unit, webhook_id, to_change=True)
    one = delivery_of(unit, webhook_id, delivery_id).delivery
    if one.state != "dead":
        raise refused("not-given-up", "this was delivered, or is still tried, so it is not sent again")
    kept.keep_deliveries(unit, with_ids([one.id]), failed_at=None, queued=True)
    enqueue(unit, DELIVER, one.id)
    return delivery_of(unit, webhook_id, delivery_id)


def resend_all(unit: Unit, webhook_id: str) -> None:
    """Send again everything of a webhook that was given up."""
    webhook = webhook_of(unit, webhook_id, to_change=True)
    kept.keep_deliveries(unit, of_webhook(webhook.id, "dead"), failed_at=None, queued=False)
    enqueue(unit, RELEASE, webhook.id)
