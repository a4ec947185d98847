"""Events are delivered at least once, signed, under an id that stays; what fails is tried for a day, then kept."""

from __future__ import annotations

import subprocess
import sys
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from threading import Event
from typing import TYPE_CHECKING

import pytest
from standardwebhooks import Webhook as Standard
from standardwebhooks import WebhookVerificationError

from app import clock
from app.actors import SYSTEM
from app.jobs import Task, working
from app.jobs.engine import client_of
from app.jobs.job import A_DAY
from app.store.mails import mails
from app.store.members import join_workspace
from app.store.users import User, add_user
from app.webhooks import (
    DELIVER,
    FORGET_DELIVERIES,
    delivery_of,
    forget_deliveries,
    release_events,
    remove_webhook,
    replace_secret,
    resend,
    resend_all,
    try_webhook,
)
from app.webhooks.again import asked_for
from app.webhooks.delivering import LONG
from app.webhooks.forgetting import LOST
from app.webhooks.making import BOTH_HOLD
from scheduler.refusals import Refused
from tests.servers.receiver import Reply
from tests.stored import ANA, START
from tests.workers import HURRY, kept, wait_until

from .conftest import OUTSIDE, Hooked, duties

if TYPE_CHECKING:
    from collections.abc import Iterator

RENAME = {"do": "edit_step", "step": "legal", "set": {"title": "Legal"}}
WORKER = """\
import sys, time
from app import clock
from app.jobs import Duty, working
from app.store import open_database
from app.webhooks import DELIVER, Courier, Outside, deliver_event
from tests.workers import HURRY

courier = Courier(outside=Outside(loopback=True, patience=600), address="", mails=False)
database = open_database(sys.argv[1])

def do(task):
    deliver_event(database, courier, task, clock.now)

with working(database, [Duty(job=DELIVER, do=do)], pace=HURRY):
    time.sleep(600)
"""


def change(hooked: Hooked) -> str:
    """Change the plan, and return the id of what the webhook is to be told."""
    hooked.do(ANA, RENAME)
    [delivery] = hooked.told("waiting")
    return delivery.id


def test_an_event_is_delivered_with_its_cause(hooked: Hooked) -> None:
    with working(hooked.stored.database, duties(hooked.stored), pace=HURRY):
        hooked.do(ANA, RENAME)
        [message] = hooked.receiver.wait_for(1)
        wait_until(lambda: hooked.told("delivered") != [])

    [delivery] = hooked.told()
    assert (message.id, message.body.decode()) == (delivery.id, delivery.body)
    assert message.headers["content-type"] == "application/json"
    assert Standard(hooked.webhook.secret).verify(message.body, message.headers) == message.said
    with pytest.raises(WebhookVerificationError):
        Standard(hooked.webhook.secret).verify(message.body + b" ", message.headers)


def test_every_attempt_is_kept_with_what_came_of_it(hooked: Hooked) -> None:
    hooked.receiver.replies += [Reply(status=500, body=b"out of order"), Reply(status=302), Reply(status=200)]
    delivery = change(hooked)

    assert hooked.deliver(delivery) == "it answered 500"
    assert hooked.deliver(delivery) is not None
    assert hooked.deliver(delivery) is None
    assert hooked.deliver(delivery) is None

    with hooked.stored.reading() as unit:
        found = delivery_of(unit, hooked.id, delivery)
    assert [(one.number, one.status, one.answer) for one in found.attempts] == [
        (1, 500, "out of order"),
        (2, 302, ""),
        (3, 200, ""),
    ]
    assert all(one.milliseconds >= 0 and one.at == hooked.stored.now for one in found.attempts)
    assert found.delivery.state == "delivered"
    assert {one.id for one in hooked.receiver.messages} == {delivery}
    assert len({one.body for one in hooked.receiver.messages}) == 1
    assert len(hooked.receiver.messages) == 3


def test_it_is_tried_for_a_day_each_time_a_little_later_than_another_that_failed_with_it() -> None:
    rests = {series: [DELIVER.rest(series, at) for at in range(1, len(A_DAY) + 1)] for series in ("a", "b")}

    for found in rests.values():
        assert all(usual <= rest <= usual * 1.2 for usual, rest in zip(A_DAY, found, strict=True))
        assert timedelta(hours=23) < sum(found, timedelta()) < timedelta(hours=29)
    assert rests["a"] != rests["b"]
    assert rests["a"] == [DELIVER.rest("a", at) for at in range(1, len(A_DAY) + 1)]
    assert sum(A_DAY, timedelta()) > LONG


@pytest.mark.parametrize(
    ("said", "rest"),
    [
        ("7200", timedelta(hours=2)),
        ("Mon, 23 Nov 2026 09:30:00 GMT", timedelta(minutes=30)),
        ("Mon, 23 Nov 2026 08:00:00 GMT", timedelta(0)),  # over already
        ("99999999", timedelta(hours=8)),
        ("-5", timedelta(0)),
        ("in a while", timedelta(0)),
        ("Mon, 23 Nov 2026 09:30:00", timedelta(0)),  # of no zone
        ("Mon, 23 Nov 2026 99999999999999999999:00:00 GMT", timedelta(0)),
        ("Mon, 23 Nov 2026 09:30:00 +99999999999999", timedelta(0)),
    ],
)
def test_whoever_says_when_to_come_again_is_left_alone_until_then(said: str, rest: timedelta) -> None:
    nine = datetime(2026, 11, 23, 9, tzinfo=UTC)

    assert asked_for([(b"Date", b"today"), (b"Retry-After", said.encode())], nine) == rest
    assert asked_for([], nine) == timedelta(0)


def test_the_next_attempt_waits_for_as_long_as_it_was_asked_to(hooked: Hooked) -> None:
    hooked.receiver.usual = Reply(status=503, headers={"Retry-After": "7200"})
    with working(hooked.stored.database, duties(hooked.stored), pace=HURRY):
        began = clock.now()
        hooked.do(ANA, RENAME)
        wait_until(lambda: kept(hooked.stored.database, status="DELAYED") != [])

    [waiting] = client_of(hooked.stored.database).list_workflows(status="DELAYED")
    assert waiting.delay_until_epoch_ms is not None
    assert waiting.delay_until_epoch_ms / 1000 - began.timestamp() >= 7200


def test_what_was_given_up_is_listed_and_sent_again_under_its_id(hooked: Hooked) -> None:
    hooked.receiver.replies.append(Reply(status=503))
    delivery = change(hooked)
    hooked.deliver(delivery, is_last=True)

    [dead] = hooked.told("dead")
    assert (dead.id, dead.queued, dead.failed_at) == (delivery, False, hooked.stored.now)
    hooked.deliver(delivery)
    assert len(hooked.receiver.messages) == 1  # nobody asked for it
    with hooked.stored.writing() as unit:
        assert resend(unit, hooked.id, delivery).delivery.state == "waiting"
    with working(hooked.stored.database, duties(hooked.stored), pace=HURRY):
        messages = hooked.receiver.wait_for(2)
        wait_until(lambda: hooked.told("delivered") != [])
    assert {one.id for one in messages} == {delivery}
    with hooked.stored.writing() as unit, pytest.raises(Refused, match="not sent again"):
        resend(unit, hooked.id, delivery)


def test_all_that_was_given_up_is_sent_again_at_once(hooked: Hooked) -> None:
    hooked.receiver.replies += [Reply(status=500)] * 3
    for title in ("a", "b", "c"):
        hooked.do(ANA, {"do": "edit_step", "step": "legal", "set": {"title": title}})
    for one in hooked.told():
        hooked.deliver(one.id, is_last=True)
    assert len(hooked.told("dead")) == 3

    with hooked.stored.writing() as unit:
        resend_all(unit, hooked.id)
    with working(hooked.stored.database, duties(hooked.stored), pace=HURRY):
        hooked.receiver.wait_for(6)
        wait_until(lambda: len(hooked.told("delivered")) == 3)


def test_a_receiver_that_is_away_for_long_is_left_in_peace_and_the_admins_hear_of_it(hooked: Hooked) -> None:
    admin(hooked)
    hooked.receiver.usual = Reply(status=500)
    first = change(hooked)
    hooked.deliver(first)
    hooked.stored.now += LONG
    hooked.do(ANA, {"do": "edit_step", "step": "legal", "set": {"title": "Later"}})

    hooked.deliver(first, is_last=True)

    assert (hooked.webhook.paused_because, hooked.webhook.paused_at) == ("failing", hooked.stored.now)
    [later] = hooked.told("waiting")
    assert hooked.deliver(later.id) is None  # it rests
    assert [one.queued for one in hooked.told("waiting")] == [False]
    assert len(hooked.receiver.messages) == 2
    with hooked.stored.reading() as unit:
        [mail] = mails(unit)
    assert mail.subject == "The webhook Webhook is paused"
    assert "https://plans.example.com/workspace/webhooks" in (mail.text or "")


def test_one_event_that_is_never_taken_pauses_nothing_where_others_are(alone: Hooked) -> None:
    alone.receiver.replies += [Reply(status=500), Reply(status=200), Reply(status=500)]
    first = change(alone)
    alone.deliver(first)
    alone.stored.now += LONG
    alone.do(ANA, {"do": "edit_step", "step": "legal", "set": {"title": "Later"}})
    alone.deliver(alone.told()[-1].id)
    alone.deliver(first, is_last=True)

    assert alone.webhook.paused_at is None
    assert [one.state for one in alone.told()] == ["dead", "delivered"]


def test_who_wants_nothing_more_is_paused_at_once(alone: Hooked) -> None:
    admin(alone)
    alone.receiver.usual = Reply(status=410)
    alone.deliver(change(alone))

    assert alone.webhook.paused_because == "gone"
    assert [one.state for one in alone.told()] == ["waiting"]
    with alone.stored.reading() as unit:
        assert len(mails(unit)) == 1


def test_what_waited_is_sent_once_the_webhook_goes_on(hooked: Hooked) -> None:
    hooked.pause()
    with working(hooked.stored.database, duties(hooked.stored), pace=HURRY):
        for title in ("a", "b", "c"):
            hooked.do(ANA, {"do": "edit_step", "step": "legal", "set": {"title": title}})
        wait_until(lambda: [one.queued for one in hooked.told()] == [False] * 3)
        assert hooked.receiver.messages == []
        hooked.resume()
        messages = hooked.receiver.wait_for(3)
        wait_until(lambda: len(hooked.told("delivered")) == 3)

    assert sorted(one.said["data"]["sequence"] for one in messages) == [1, 2, 3]


def test_nothing_is_taken_up_for_a_webhook_that_rests_or_is_gone(alone: Hooked) -> None:
    alone.pause()
    alone.deliver(change(alone))
    task = Task(workspace=alone.stored.workspace, about=alone.id, attempt=1, is_last=False)
    release_events(alone.stored.database, task, alone.stored.now)
    assert [one.queued for one in alone.told()] == [False]

    [delivery] = alone.told()
    with alone.stored.writing() as unit:
        remove_webhook(unit, alone.id)
    release_events(alone.stored.database, task, alone.stored.now)
    assert alone.deliver(delivery.id) is None
    assert alone.receiver.messages == []


def test_while_a_secret_is_replaced_both_sign(alone: Hooked) -> None:
    old = alone.webhook.secret
    alone.stored.now = clock.now()  # the receiver looks at the clock
    with alone.stored.writing() as unit:
        new = replace_secret(unit, alone.id).secret
    alone.deliver(change(alone))
    alone.stored.now += BOTH_HOLD
    alone.do(ANA, {"do": "edit_step", "step": "legal", "set": {"title": "Later"}})
    alone.deliver(alone.told("waiting")[0].id)

    meanwhile, after = alone.receiver.messages
    for secret in (old, new):
        assert Standard(secret).verify(meanwhile.body, meanwhile.headers)
    assert len(meanwhile.headers["webhook-signature"].split()) == 2
    assert len(after.headers["webhook-signature"].split()) == 1


def test_a_test_sends_a_ping_and_keeps_nothing(alone: Hooked) -> None:
    alone.receiver.replies.append(Reply(status=200, body=b"pong"))
    answered = try_webhook(OUTSIDE, alone.webhook, clock.now())

    [message] = alone.receiver.messages
    assert (answered.status, answered.answer, answered.problem) == (200, "pong", None)
    assert message.said["type"] == "ping"
    assert Standard(alone.webhook.secret).verify(message.body, message.headers)
    assert alone.told() == []


def test_what_was_told_is_forgotten_after_a_while(hooked: Hooked) -> None:
    hooked.deliver(change(hooked))
    made = hooked.told()[0].made_at
    forget_deliveries(hooked.stored.database, made + timedelta(days=30))
    assert len(hooked.told()) == 1
    forget_deliveries(hooked.stored.database, made + timedelta(days=30, seconds=1))
    assert hooked.told() == []
    assert FORGET_DELIVERIES.waits == ()


def test_what_no_job_has_any_more_is_taken_up_again(hooked: Hooked) -> None:
    delivery = change(hooked)
    client_of(hooked.stored.database).cancel_workflows(
        [one.workflow_id for one in client_of(hooked.stored.database).list_workflows(status="ENQUEUED")]
    )
    hooked.stored.now += LOST
    forget_deliveries(hooked.stored.database, hooked.stored.now)
    assert [one.queued for one in hooked.told()] == [True]  # it may be tried yet

    hooked.stored.now += timedelta(minutes=1)
    forget_deliveries(hooked.stored.database, hooked.stored.now)
    assert [one.queued for one in hooked.told()] == [False]
    with working(hooked.stored.database, duties(hooked.stored), pace=HURRY):
        [message] = hooked.receiver.wait_for(1)
        wait_until(lambda: hooked.told("delivered") != [])
    assert message.id == delivery


def test_what_is_tried_still_is_left_to_its_job(alone: Hooked) -> None:
    alone.receiver.usual = Reply(status=500)
    delivery = change(alone)
    alone.stored.now += LOST * 2
    alone.deliver(delivery)
    alone.stored.now += timedelta(hours=10)

    forget_deliveries(alone.stored.database, alone.stored.now)

    assert [one.queued for one in alone.told()] == [True]


@contextmanager
def victim(hooked: Hooked) -> Iterator[subprocess.Popen[bytes]]:
    """Start a worker in a process of its own."""
    url = hooked.stored.database.engine.url.render_as_string(hide_password=False)
    with subprocess.Popen([sys.executable, "-c", WORKER, url]) as process:
        try:
            yield process
        finally:
            process.kill()


def test_what_a_worker_sent_before_it_was_killed_comes_again_under_the_same_id(hooked: Hooked) -> None:
    delivery, answers = change(hooked), Event()
    hooked.receiver.replies.append(Reply(waits_for=answers))
    with victim(hooked) as process:
        hooked.receiver.wait_for(1)  # it was sent, and no worker will hear that it was taken
        process.kill()
        process.wait()
    answers.set()
    assert [one.state for one in hooked.told()] == ["waiting"]

    with working(hooked.stored.database, duties(hooked.stored), pace=HURRY):
        messages = hooked.receiver.wait_for(2)
        wait_until(lambda: hooked.told("delivered") != [])

    assert [one.id for one in messages] == [delivery, delivery]
    assert messages[0].body == messages[1].body
    with hooked.stored.reading() as unit:
        assert [one.number for one in delivery_of(unit, hooked.id, delivery).attempts] == [1]


def admin(hooked: Hooked) -> None:
    """Let somebody be an admin of the workspace, and somebody else a member."""
    stored = hooked.stored
    with stored.database.writing(workspace=stored.workspace, actor=SYSTEM, now=START) as unit:
        for name, role in (("ana", "admin"), ("ben", "member")):
            add_user(unit, User(id=f"m-{name}", email=f"{name}@acme.example", name=name, made_at=START))
            join_workspace(unit, f"m-{name}", role=role, workspace=stored.workspace)
