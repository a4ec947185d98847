"""What the routes of webhooks have in common: who may, what they are about, and how an answer leaves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from fastapi import Depends, Path

from api.answers import computed
from api.entry import reading, writing
from app.answers.webhooks import SecretWebhookAnswer, WebhookAnswer
from app.callers import Right
from app.store import Unit

if TYPE_CHECKING:
    from starlette.responses import Response

    from app.store.webhooks import Webhook

Listing = Annotated[Unit, Depends(reading(Right.MANAGE_WEBHOOKS), scope="function")]
Managing = Annotated[Unit, Depends(writing(Right.MANAGE_WEBHOOKS), scope="function")]
WebhookId = Annotated[
    str,
    Path(max_length=64, description="The webhook's UUID.", examples=["00000000-0000-4000-8000-00000000000f"]),
]


def shown(webhook: Webhook, status: int = 200) -> Response:
    """Return a webhook as it is now."""
    answer = computed(WebhookAnswer.of(webhook))
    answer.status_code = status
    return answer


def shown_with_secret(webhook: Webhook, status: int = 200) -> Response:
    """Return a webhook with its secret, which is shown this once."""
    answer = computed(SecretWebhookAnswer.of(webhook))
    answer.status_code = status
    return answer
