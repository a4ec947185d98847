"""The page about webhooks: its programs take what is from us and refuse the rest, and it names every event."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from api.examples import stored_examples
from app import clock
from app.webhooks import EVENTS, try_webhook

from .conftest import OUTSIDE, Hooked

SAID = (Path(__file__).parents[3] / "docs" / "webhooks.md").read_text(encoding="utf-8")
PROGRAMS = re.findall(r"```python\n(.*?)```", SAID, re.DOTALL)


def test_every_event_is_on_the_page() -> None:
    assert [kind for kind, says in EVENTS.items() if f"| `{kind}` | {says} |" not in SAID] == []


@pytest.mark.parametrize("program", PROGRAMS)
def test_a_program_of_the_page_tells_what_is_from_us(alone: Hooked, program: str) -> None:
    names: dict[str, Any] = {}
    exec(program, names)  # noqa: S102 - a page of ours
    received = names["received"]
    try_webhook(OUTSIDE, alone.webhook, clock.now())
    [message] = alone.receiver.messages

    assert received(alone.webhook.secret, message.headers, message.body)["type"] == "ping"
    old = {**message.headers, "webhook-timestamp": str(int(message.headers["webhook-timestamp"]) - 301)}
    for headers, body in (
        (message.headers, message.body + b" "),
        ({**message.headers, "webhook-id": "other"}, message.body),
        (old, message.body),
    ):
        with pytest.raises(Exception, match=r"too old|not from us|No matching signature"):
            received(alone.webhook.secret, headers, body)


def test_the_event_of_the_page_is_one_that_was_sent() -> None:
    [shown] = [json.loads(block) for block in re.findall(r"```json\n(.*?)```", SAID, re.DOTALL)]
    [sent] = [one.answer["event"] for one in stored_examples() if one.operation == "show_delivery"]
    sent["data"]["moves"] = sent["data"]["moves"][:1]
    assert shown == sent


def test_there_is_a_program_with_the_library_and_one_without() -> None:
    assert [("standardwebhooks" in one) for one in PROGRAMS] == [True, False]
