"""Signatures by the Standard Webhooks scheme, with every secret that is good at the moment."""

from __future__ import annotations

import secrets
from base64 import b64encode
from typing import TYPE_CHECKING

from standardwebhooks import Webhook as Signer

if TYPE_CHECKING:
    from datetime import datetime

    from app.store.webhooks import Webhook

PREFIX = "whsec_"
_BYTES = 32


def drawn() -> str:
    """Return a new secret."""
    return PREFIX + b64encode(secrets.token_bytes(_BYTES)).decode()


def signed(webhook: Webhook, message_id: str, body: str, now: datetime) -> dict[str, str]:
    """Return the headers of a message that is sent at a moment; while a secret is replaced, the old one signs too."""
    good = [webhook.secret]
    if webhook.secret_before and webhook.secret_before_until and now < webhook.secret_before_until:
        good.append(webhook.secret_before)
    return {
        "content-type": "application/json",
        "user-agent": "Backplan-Webhooks/1",
        "webhook-id": message_id,
        "webhook-timestamp": str(int(now.timestamp())),
        "webhook-signature": " ".join(Signer(secret).sign(message_id, now, body) for secret in good),
    }
