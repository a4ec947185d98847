"""A test: a ping is sent at once, signed as all else, and its answer shown; nothing of it is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from app.answers.events import PingBody, PingEvent

from .events import PING
from .signing import signed

if TYPE_CHECKING:
    from datetime import datetime

    from app.store.webhooks import Webhook

    from .outside import Answered, Outside


def try_webhook(outside: Outside, webhook: Webhook, now: datetime) -> Answered:
    """Send a ping, whether the webhook is paused or not; nobody holds a transaction meanwhile."""
    body = PingEvent(type=PING, timestamp=now, data=PingBody(webhook=webhook.id)).model_dump_json()
    return outside.post(webhook.url, signed(webhook, str(uuid4()), body, now), body.encode())
