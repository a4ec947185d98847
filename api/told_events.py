"""The `webhooks` section of the OpenAPI document: what other systems are sent, and how they answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.webhooks import EVENTS, PING

from .body import JSON
from .declared import schema

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .examples import Example

_HEADERS = {
    "webhook-id": "Stays the same with each attempt: whoever has seen it has the event already.",
    "webhook-timestamp": "When this attempt was made, in seconds since 1970; refuse what is older than five minutes.",
    "webhook-signature": "`v1,` and the base64 of HMAC-SHA256 over `{id}.{timestamp}.{body}` with the secret behind "
    "`whsec_`; two of them, with a blank between, while a secret is replaced.",
}


def told_events(stories: Iterable[Example]) -> dict[str, Any]:
    """Return what is sent for each type of event, with the ones that the story of the examples tells."""
    shown = {
        event["type"]: event
        for one in stories
        if one.operation == "show_delivery" and one.status == 200  # noqa: PLR2004 - the usual status
        for event in [one.answer["event"]]
    }
    kinds = {**EVENTS, PING: "Somebody asks whether a webhook works."}
    return {kind: {"post": _sent(kind, says, shown.get(kind))} for kind, says in kinds.items()}


def _sent(kind: str, says: str, event: object) -> dict[str, Any]:
    body: dict[str, Any] = {"schema": schema("PingEvent" if kind == PING else "WebhookEvent")}
    if event is not None:
        body["examples"] = {kind: {"summary": says, "value": event}}
    return {
        "operationId": f"told_{kind.replace('.', '_')}",
        "summary": says,
        "description": "Sent at least once, in no certain order: `data.sequence` tells which is the newer. "
        "Answer with any 2xx within ten seconds; anything else is tried again for a day.",
        "tags": ["webhooks"],
        "parameters": [
            {"name": name, "in": "header", "required": True, "description": text, "schema": {"type": "string"}}
            for name, text in _HEADERS.items()
        ],
        "requestBody": {"required": True, "content": {JSON: body}},
        "responses": {
            "2XX": {"description": "It was taken."},
            "410": {"description": "Nothing more is wanted: the webhook is paused."},
        },
    }
