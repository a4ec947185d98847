"""Webhooks over HTTP: who may, what is shown once, page by page what was told, and a test that is answered."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from standardwebhooks import Webhook as Standard

from app import clock
from app.callers import RIGHTS, Right
from app.duties import at_work
from app.settings import Settings
from tests.servers.receiver import Receiver, Reply, receiving
from tests.workers import HURRY, wait_until

from .chapters import DOCUMENT, ID
from .service import EVERYTHING, Kept, keeping

if TYPE_CHECKING:
    from collections.abc import Iterator

HOOKS = "/v1/webhooks"
CRM = {"url": "https://crm.example.com/hooks", "name": "CRM"}
RENAME = {"do": "edit_step", "step": "legal", "set": {"title": "Legal"}}
NOWHERE = "00000000-0000-4000-8000-00000000dead"


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    """Receive what is sent."""
    with receiving() as receiver:
        yield receiver


@pytest.fixture
def open_inside(tmp_path: Path) -> Iterator[Kept]:
    """Serve for development: this machine may be called."""
    with keeping(tmp_path, allow_loopback_webhooks=True) as kept:
        assert kept.send("POST", "/v1/plans", json=DOCUMENT).status_code == 201
        yield kept


def made(kept: Kept, **wanted: Any) -> dict[str, Any]:  # noqa: ANN401 - plain data
    answer = kept.send("POST", HOOKS, json={**CRM, **wanted})
    assert answer.status_code == 201
    found: dict[str, Any] = answer.json()
    return found


def renamed(kept: Kept, title: str) -> None:
    kept.later(minutes=1)
    operation = {**RENAME, "set": {"title": title}}
    assert kept.send("POST", f"/v1/plans/{ID}/operations", json={"operations": [operation]}).status_code == 200


def test_a_secret_is_shown_once(kept: Kept) -> None:
    headers = {"idempotency-key": "crm-1"}
    first = kept.send("POST", HOOKS, json=CRM, headers=headers).json()
    again = kept.send("POST", HOOKS, json=CRM, headers=headers)

    assert first["secret"].startswith("whsec_")
    assert again.headers["idempotency-replayed"] == "true"
    assert again.json() == {**first, "secret": None}
    address = f"{HOOKS}/{first['webhook']['id']}"
    renewed = kept.send("POST", f"{address}/secret", headers=headers | {"idempotency-key": "crm-2"}).json()
    assert renewed["secret"] not in {None, first["secret"]}
    everything = kept.send("GET", HOOKS).text + kept.send("GET", address).text
    assert "whsec_" not in everything


def test_who_may_not_is_told_so_and_another_workspace_finds_nothing(kept: Kept) -> None:
    webhook = made(kept)["webhook"]["id"]
    address = f"{HOOKS}/{webhook}"
    routes = [
        ("GET", HOOKS),
        ("POST", HOOKS),
        ("GET", address),
        ("PATCH", address),
        ("DELETE", address),
        *(("POST", f"{address}/{one}") for one in ("test", "pause", "resume", "secret", "deliveries/resend")),
        ("GET", f"{address}/deliveries"),
        ("GET", f"{address}/deliveries/{NOWHERE}"),
        ("POST", f"{address}/deliveries/{NOWHERE}/resend"),
    ]
    member = kept.tokens(RIGHTS["member"])
    stranger = kept.tokens(EVERYTHING, workspace=kept.another_workspace())
    for method, path in routes:
        sent: dict[str, Any] = {"json": CRM} if method in {"POST", "PATCH"} else {}
        assert kept.client.request(method, path, **sent).status_code == 401
        answer = kept.send(method, path, token=member, **sent)
        assert (answer.status_code, Right.MANAGE_WEBHOOKS.value in answer.text) == (403, True)
        if path != HOOKS:
            theirs = kept.send(method, path, token=stranger, **sent)
            nobodys = kept.send(method, path.replace(webhook, NOWHERE), **sent)
            assert (theirs.status_code, theirs.json()) == (404, nobodys.json())
    assert kept.send("GET", HOOKS, token=stranger).json() == {"webhooks": []}
    assert kept.send("GET", f"{address}%00").status_code == 404
    assert kept.send("POST", f"{address}%00/test").status_code == 404


def test_a_webhook_is_changed_in_part(kept: Kept) -> None:
    assert kept.send("POST", "/v1/plans", json=DOCUMENT).status_code == 201
    webhook = made(kept, events=["plan.closed"], plans=[ID])["webhook"]
    address = f"{HOOKS}/{webhook['id']}"

    changed = kept.send("PATCH", address, json={"audience": "customer", "name": "Portal"}).json()
    assert changed == {**webhook, "audience": "customer", "name": "Portal"}
    opened = kept.send("PATCH", address, json={"plans": None, "events": []}).json()
    assert opened == {**changed, "plans": None, "events": []}
    refused = kept.send("PATCH", address, json={"url": "http://crm.example.com/"})
    assert [one["code"] for one in refused.json()["errors"]] == ["bad-webhook-address"]
    assert kept.send("GET", address).json() == opened
    assert kept.send("DELETE", address).status_code == 204
    assert kept.send("GET", address).status_code == 404


def test_a_test_sends_a_ping_and_tells_what_was_answered(open_inside: Kept, receiver: Receiver) -> None:
    receiver.replies += [Reply(status=200, body=b"pong"), Reply(status=404)]
    found = made(open_inside, url=receiver.url)
    address = f"{HOOKS}/{found['webhook']['id']}/test"
    open_inside.clock[0] = clock.now()  # the receiver looks at the clock

    first, second = (open_inside.send("POST", address).json() for _ in range(2))

    assert (first["status"], first["answer"], first["problem"]) == (200, "pong", None)
    assert (second["status"], second["problem"]) == (404, "it answered 404")
    for message in receiver.messages:
        assert Standard(found["secret"]).verify(message.body, message.headers)["type"] == "ping"


def test_a_test_holds_up_nobody_who_writes(open_inside: Kept, receiver: Receiver) -> None:
    found = made(open_inside, url=receiver.url)

    def write() -> None:
        renamed(open_inside, "Meanwhile")

    receiver.meanwhile = write
    assert open_inside.send("POST", f"{HOOKS}/{found['webhook']['id']}/test").json()["status"] == 204


def test_what_a_webhook_was_told_is_listed_page_by_page(open_inside: Kept, receiver: Receiver) -> None:
    address = f"{HOOKS}/{made(open_inside, url=receiver.url)['webhook']['id']}/deliveries"
    for title in "abc":
        renamed(open_inside, title)

    whole = open_inside.send("GET", address).json()
    assert (len(whole["deliveries"]), whole["next"]) == (3, None)
    pages, cursor = list[dict[str, Any]](), None
    while not pages or cursor:
        page = open_inside.send("GET", address, params={"limit": "1", **({"cursor": cursor} if cursor else {})}).json()
        pages += page["deliveries"]
        cursor = page["next"]
    assert pages == whole["deliveries"]
    assert [one["sequence"] for one in pages] == [3, 2, 1]
    assert open_inside.send("GET", address, params={"state": "dead"}).json()["deliveries"] == []
    for wrong in ("x", "WzFd", "WyJ4IiwieSJd"):
        assert open_inside.send("GET", address, params={"cursor": wrong}).status_code == 422


def test_a_change_over_http_arrives_with_what_its_answer_said(tmp_path: Path, receiver: Receiver) -> None:
    with keeping(tmp_path, allow_loopback_webhooks=True) as kept:
        deal = "/v1/plans/by-external-id/salesforce/0061x"
        found = made(kept, url=receiver.url, events=["plan.created", "plan.forecast_moved"])
        assert kept.send("PUT", deal, json=DOCUMENT).status_code == 201
        kept.later(minutes=1)
        longer = {"do": "edit_step", "step": "set-up", "set": {"duration": "60d"}}
        changed = kept.send("POST", f"/v1/plans/{ID}/operations", json={"operations": [longer]}).json()
        settings = Settings(data_dir=tmp_path, allow_loopback_webhooks=True)
        with at_work(kept.database, settings, pace=HURRY, now=lambda: kept.clock[0]):
            messages = receiver.wait_for(2)
            listed = f"{HOOKS}/{found['webhook']['id']}/deliveries"
            wait_until(lambda: len(kept.send("GET", listed, params={"state": "delivered"}).json()["deliveries"]) == 2)

    told = {one.said["type"]: one.said["data"] for one in messages}
    assert told["plan.created"]["plan"]["external_ids"] == [{"system": "salesforce", "id": "0061x"}]
    assert told["plan.forecast_moved"]["plan"]["revision"] == changed["revision"]
    assert told["plan.forecast_moved"]["headline"] == changed["changes"]["headline_after"]
