"""Every code of a refusal about webhooks: its cause and its cure in a sentence."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

CODES: Mapping[str, str] = MappingProxyType(
    {
        "bad-audience": "A webhook's audience is none that a plan can have: name seller, customer or another party.",
        "bad-webhook-address": "A webhook's address is none that is called: name one that begins with https://.",
        "forbidden-address": "A webhook's address leads to the service itself or into a private network: name another.",
        "no-plan-named": "A webhook is for some plans, and none is named: name them, or let it be for all.",
        "not-given-up": "What was delivered, or is still tried, is not sent again: wait for what comes of it.",
        "too-many-webhooks": "The workspace has as many webhooks as the limit: remove one that nobody needs.",
        "unknown-delivery": "The webhook has no such delivery, or it was forgotten: look at those that it has.",
        "unknown-event": "Webhooks are not told of events of that name: choose some of those that are named.",
        "unknown-webhook": "The workspace has no such webhook: look at those that it has.",
    }
)
