"""The pages of webhooks: made, tried, paused, changed and removed, and what was told looked at and sent again."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest

from app.document import read
from app.jobs import NotYet, Task
from app.plans import change_plan, create_plan
from app.settings import Settings
from app.store.deliveries import deliveries_of
from app.store.webhooks import webhooks_here
from app.verbs import read_operations
from app.webhooks import EVENTS, Courier, Outside, deliver_event
from tests.api.doors import Browser, House, house
from tests.servers.receiver import Receiver, Reply, receiving
from tests.stored import ANA as SELLER
from tests.stored import PLAN

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from app.store.webhooks import Webhook

HOME = "/workspace/webhooks"
ALL = {f"event.{one}": "on" for one in EVENTS}


@pytest.fixture
def near(tmp_path: Path) -> Iterator[House]:
    """Serve for development: this machine may be called."""
    with house(tmp_path, Settings(data_dir=tmp_path, allow_loopback_webhooks=True)) as found:
        yield found


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    """Receive what is sent."""
    with receiving() as receiver:
        yield receiver


def workspace_of(house: House) -> str:
    with house.app.state.service.database.engine.connect() as connection:
        return str(connection.exec_driver_sql("SELECT id FROM workspaces").scalar_one())


def kept(house: House) -> list[Webhook]:
    database = house.app.state.service.database
    with database.reading(workspace=workspace_of(house), actor=SELLER, now=house.now) as unit:
        return webhooks_here(unit)


def happens(house: House, *titles: str) -> str:
    """Keep a plan, and rename a step of it."""
    database = house.app.state.service.database
    with database.writing(workspace=workspace_of(house), actor=SELLER, now=house.now) as unit:
        plan = create_plan(unit, read(PLAN, file="plan.yaml", as_of="2026-11-23").document).after.stored.id
        for title in titles:
            rename = {"do": "edit_step", "step": "legal", "set": {"title": title}}
            change_plan(unit, plan, read_operations([rename]))
    return plan


def delivered(house: House) -> None:
    """Make the last attempt at everything that waits."""
    database = house.app.state.service.database
    courier = Courier(outside=Outside(loopback=True), address="", mails=False)
    with database.reading(workspace=workspace_of(house), actor=SELLER, now=house.now) as unit:
        waiting = [one.id for one in deliveries_of(unit, webhooks_here(unit)[0].id, state="waiting", limit=100)]
    for each in waiting:
        task = Task(workspace=workspace_of(house), about=each, attempt=11, is_last=True)
        with suppress(NotYet):
            deliver_event(database, courier, task, lambda: house.now)


def made(ana: Browser, receiver: Receiver, **fields: str) -> str:
    """Make a webhook, and return the page that shows it."""
    said = {"name": "CRM", "url": receiver.url, "audience": "seller", **ALL, **fields}
    return ana.post(f"{HOME}/new", HOME, **said).text


def test_a_webhook_is_made_and_its_secret_shown_once(near: House, receiver: Receiver) -> None:
    ana = near.ana()
    assert "There is none yet." in ana.get(HOME).text
    assert f'href="{HOME}"' in ana.get("/workspace").text

    shown = made(ana, receiver)

    [webhook] = kept(near)
    assert f"<code>{webhook.secret}</code>" in shown
    assert (webhook.name, webhook.url, webhook.events, webhook.all_plans) == ("CRM", receiver.url, (), True)
    page = ana.get(f"{HOME}/{webhook.id}").text
    assert webhook.secret not in page
    assert webhook.secret not in ana.get(HOME).text
    renewed = ana.post(f"{HOME}/{webhook.id}/secret", f"{HOME}/{webhook.id}").text
    assert f"<code>{kept(near)[0].secret}</code>" in renewed
    assert "The secret before signs too until 24 Nov 2026, 09:00 UTC." in renewed


def test_what_was_typed_stays_where_it_is_refused(near: House, receiver: Receiver) -> None:
    ana = near.ana()
    answer = ana.post(f"{HOME}/new", HOME, name="Inside", url="https://10.0.0.5/hooks", **{"event.plan.closed": "on"})

    assert answer.status_code == 422
    assert "which is not called" in answer.text
    assert 'value="https://10.0.0.5/hooks"' in answer.text
    assert re.findall(r'name="event\.([a-z._]+)" checked', answer.text) == ["plan.closed"]
    assert "No event is ticked" in ana.post(f"{HOME}/new", HOME, name="CRM", url=receiver.url).text
    assert "No plan is named" in made(ana, receiver, plans="the roll-out")
    assert kept(near) == []


def test_a_webhook_is_changed_paused_and_removed(near: House, receiver: Receiver) -> None:
    ana, plan = near.ana(), ""
    made(ana, receiver)
    plan = happens(near)
    address = f"{HOME}/{kept(near)[0].id}"
    changed = {"name": "Portal", "url": receiver.url, "party": "reseller", "plans": f"https://x.example/plans/{plan}"}

    assert "The webhook is changed." in ana.post(f"{address}/change", address, **changed, **ALL).text
    [webhook] = kept(near)
    assert (webhook.name, webhook.party, webhook.plans) == ("Portal", "reseller", (plan,))
    page = ana.get(address).text
    assert f">{plan}</textarea>" in page
    assert 'name="party" maxlength="64" autocomplete="off" value="reseller"' in page
    assert "Paused" in ana.post(f"{address}/pause", address).text
    assert "Let it go on" in ana.get(address).text
    assert "goes on" in ana.post(f"{address}/resume", address).text
    assert "The webhook is removed." in ana.post(f"{address}/remove", address).text
    assert kept(near) == []
    assert "no such webhook" in ana.get(address).text


def test_a_test_shows_what_was_answered(near: House, receiver: Receiver) -> None:
    ana = near.ana()
    made(ana, receiver)
    address = f"{HOME}/{kept(near)[0].id}"
    receiver.replies += [Reply(status=200, body=b"<b>pong</b>"), Reply(status=500)]

    taken = ana.post(f"{address}/test", address).text
    assert "The test was taken, with 200" in taken
    assert "&lt;b&gt;pong&lt;/b&gt;" in taken
    assert "The test failed: it answered 500" in ana.post(f"{address}/test", address).text
    assert receiver.types == ["ping", "ping"]


def test_what_was_told_is_looked_at_and_sent_again(near: House, receiver: Receiver) -> None:
    ana = near.ana()
    made(ana, receiver)
    address = f"{HOME}/{kept(near)[0].id}"
    receiver.replies += [Reply(status=503, body=b"closed on Mondays"), Reply(status=500)]
    happens(near, "Legal")
    delivered(near)

    page = ana.get(address).text
    assert page.count("Northwind roll-out") > 2
    assert "closed on Mondays" in page
    assert "it answered 503" in page
    assert "2 were given up." in page
    assert "Nothing that stands so" in ana.get(f"{address}?state=delivered").text
    [first, *_] = re.findall(r'name="delivery" value="([^"]+)"', page)
    assert "It is on its way again." in ana.post(f"{address}/resend", address, delivery=first).text
    assert "1 was given up." in ana.get(address).text
    ana.post(f"{address}/resend", address)
    assert "given up." not in ana.get(address).text
    assert "not sent again" in ana.post(f"{address}/resend", address, delivery=first).text


def test_a_long_list_has_pages(near: House, receiver: Receiver) -> None:
    ana = near.ana()
    made(ana, receiver)
    happens(near, *(f"Legal {number}" for number in range(30)))
    address = f"{HOME}/{kept(near)[0].id}"

    first = ana.get(address).text
    [older] = re.findall(r'href="([^"]+)">Older ones', first)
    second = ana.get(older.replace("&amp;", "&")).text
    ids = [re.findall(r"webhook-id ([0-9a-f-]{36})", page) for page in (first, second)]
    assert [len(one) for one in ids] == [25, 6]
    assert not {*ids[0]} & {*ids[1]}
    assert re.findall(r"number (\d+) of this plan", first + second) == [str(31 - one) for one in range(31)]
    for strange in (
        "?before=x",
        "?before=2026-11-23T09:00:00",
        "?state=lost",
        "?before=2026-11-23T09:00:00Z&plan=%00&number=1",
    ):
        assert ana.get(f"{address}{strange}").status_code == 200


def test_webhooks_are_the_admins(near: House, receiver: Receiver) -> None:
    ana = near.ana()
    made(ana, receiver)
    ben = near.joins(ana)
    address = f"{HOME}/{kept(near)[0].id}"

    assert HOME not in ben.get("/workspace").text
    for path in (HOME, address):
        assert ben.get(path).status_code == 403
    for path in (f"{HOME}/new", f"{address}/test", f"{address}/remove"):
        assert ben.post(path, "/workspace", name="x", url=receiver.url, **ALL).status_code == 403
        assert ana.post(path).status_code == 403  # without the key of the page
    assert len(kept(near)) == 1
    assert receiver.messages == []
    assert ana.post(f"{address}/nonsense", address).status_code == 422
    assert "no such webhook" in ana.post(f"{HOME}/nowhere/test", HOME).text
