"""kill -9 under write load: what was acknowledged is there, nothing by half, and each mail and each event arrives."""

from __future__ import annotations

from collections import defaultdict
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from random import Random
from threading import Event
from time import sleep
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select

from app.store import tables
from app.store.plans import plans_here
from app.webhooks import Outside, Wanted, make_webhook
from tests.servers import mail, receiver
from tests.servers.mail import Postbox
from tests.servers.receiver import Receiver, Reply
from tests.workers import PATIENCE, wait_until

from .kept import refuse_half, refuse_unexplained
from .people import gathered
from .processes import Process, process
from .writing import MAILBOX, writing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.stored import Stored

    from .conftest import Place
    from .writing import Writers

WRITERS = 6
LOAD = 6
"""Answers that have come since the last start before somebody kills: it happens under load."""
RANDOMLY, HANDING_OVER, TELLING = "at any moment", "while a mail is handed over", "while a webhook is told"
HOWS = (RANDOMLY, HANDING_OVER, TELLING)
EVENTS = ("plan.created", "plan.changed")


@dataclass(frozen=True, slots=True, kw_only=True)
class Others:
    """Those whom the service tells."""

    box: Postbox
    receiver: Receiver
    since: int
    """The revision of the plan when its changes began to be told."""


@contextmanager
def service(place: Place, others: Others) -> Iterator[dict[str, Process]]:
    """Start the processes of a service: one on SQLite, and on PostgreSQL a worker beside it."""
    mail = {"BACKPLAN_SMTP": f"smtp://127.0.0.1:{others.box.port}", "BACKPLAN_MAIL_FROM": "plans@acme.example"}
    settings = {
        **place.settings,
        **mail,
        "BACKPLAN_ALLOW_LOOPBACK_WEBHOOKS": "yes",
        "BACKPLAN_PUBLIC_URL": "http://plans.acme.example",
    }
    with ExitStack() as stack:
        several = place.database.is_postgres
        elsewhere = {"BACKPLAN_JOBS": "elsewhere"} if several else {}
        log = place.folder / "serve.log"
        found = {"serve": stack.enter_context(process("serve", "--port", "0", log=log, **settings, **elsewhere))}
        if several:
            found["work"] = stack.enter_context(process("work", log=place.folder / "work.log", **settings))
        for one in found.values():
            one.start()
        yield found


def lives(place: Place, *, kills: int, seed: int) -> str:
    """Let many write while the service is killed again and again, then look at all that there is; say what it was."""
    chance, party = Random(seed), gathered(place.database, WRITERS)
    with reached(party.stored) as others, service(place, others) as processes:
        with writing(party, processes["serve"], seed=seed) as writers:
            for number in range(kills):
                loaded(writers)
                kill(processes, others, chance, how=HOWS[number % len(HOWS)])
                acknowledged = [one.mark for one in writers.answered]  # of what is asked later, nothing is known yet
                refuse_half(party.stored, writers.asked, acknowledged)
                for one in processes.values():
                    if one.running is None:
                        one.start()
            loaded(writers)
        everybody_is_told(place)
        assert [one.stop() for one in processes.values()] == [0] * len(processes)
    refuse_half(party.stored, writers.asked, writers.asked)
    assert {one.mark: one.answer for one in writers.answered if one.status not in {200, 201}} == {}
    assert [line for one in processes.values() for line in one.mistakes] == []
    mails, events = refuse_strange_mails(place, others.box), refuse_strange_events(place, others.receiver)
    assert mails, "a mail whose handing over was cut off is not handed over again"
    assert events, "an event whose telling was cut off is not told again"
    revisions = refuse_unexplained(party.stored, place.folder)
    refuse_untold(party.stored, others, revisions)
    again = sum(one.replayed for one in writers.answered)
    return (
        f"{kills} kills: {len(writers.answered)} changes acknowledged, {again} of them only when asked again; "
        f"{revisions} revisions explained by the log; {len(others.box.envelopes)} mails, {mails} of them repeats; "
        f"{len(others.receiver.messages)} events, {events} of them repeats"
    )


def loaded(writers: Writers) -> None:
    """Wait until the writers get answers again."""
    begin = len(writers.answered)

    def is_so() -> bool:
        writers.refuse_failed()
        return len(writers.answered) - begin >= LOAD

    wait_until(is_so)


@contextmanager
def reached(stored: Stored) -> Iterator[Others]:
    """Let mails and events arrive somewhere."""
    with mail.receiving() as box, receiver.receiving() as told:
        with stored.writing() as unit:
            make_webhook(unit, Wanted(url=told.url, events=EVENTS), Outside(loopback=True))
        yield Others(box=box, receiver=told, since=stored.opened().stored.revision)


def kill(processes: dict[str, Process], others: Others, chance: Random, *, how: str) -> None:
    """Kill some of the processes, of which one does the jobs where what these do is to be cut off."""
    doing = processes.get("work", processes["serve"])
    rest = [one for one in processes.values() if one is not doing]
    if how == HANDING_OVER:
        taken, gone = Event(), Event()

        def wait_for_the_end() -> None:
            taken.set()
            gone.wait(PATIENCE)

        others.box.then.append(wait_for_the_end)
        assert taken.wait(PATIENCE), "no mail is handed over"
        doing.kill()
        gone.set()
    elif how == TELLING:
        gone = Event()
        others.receiver.replies.append(Reply(waits_for=gone))
        wait_until(lambda: not others.receiver.replies)
        doing.kill()
        gone.set()
    else:
        sleep(chance.uniform(0, 0.5))
        for one in chance.choice([[doing], rest or [doing], [doing, *rest]]):
            one.kill()


def everybody_is_told(place: Place) -> None:
    """Wait until no mail and no event waits, as long as they become fewer."""
    while left := untold(place):
        wait_until(partial(is_less, place, left))


def is_less(place: Place, left: int) -> bool:
    """Tell whether fewer wait than did."""
    return untold(place) < left


def untold(place: Place) -> int:
    """Return how many mails and events wait."""
    with place.database.engine.connect() as connection:
        mails = select(tables.mails.c.id).where(tables.mails.c.sent_at.is_(None))
        events = select(tables.webhook_deliveries.c.id).where(tables.webhook_deliveries.c.delivered_at.is_(None))
        return len(connection.scalars(mails.union_all(events)).all())


def refuse_strange_mails(place: Place, box: Postbox) -> int:
    """Fail where a mail did not arrive, or twice as two; return how many arrived again."""
    with place.database.engine.connect() as connection:
        mails = tables.mails.c
        rows = connection.execute(select(mails.address, mails.message_id))
        kept = {row.address: row.message_id for row in rows}
    arrived = defaultdict[str, list[Any]](list)
    for envelope, message in zip(box.envelopes, box.messages, strict=True):
        assert envelope.rcpt_tos == [message["To"]]
        arrived[str(message["To"])].append((message["Message-ID"], envelope.content))
    assert {*arrived} == {*kept}
    assert all(address.endswith(f"@{MAILBOX}") for address in kept)
    assert {address: {one for one, _ in found} for address, found in arrived.items()} == {
        address: {message_id} for address, message_id in kept.items()
    }
    assert {address for address, found in arrived.items() if len({content for _, content in found}) > 1} == set()
    return len(box.envelopes) - len(kept)


def refuse_strange_events(place: Place, receiver: Receiver) -> int:
    """Fail where an event did not arrive, or twice as two; return how many arrived again."""
    with place.database.engine.connect() as connection:
        kept = {*connection.scalars(select(tables.webhook_deliveries.c.id))}
    bodies = defaultdict[str, set[bytes]](set)
    for message in receiver.messages:
        bodies[message.id].add(message.body)
    assert {*bodies} == kept
    assert {one for one, found in bodies.items() if len(found) > 1} == set()
    return len(receiver.messages) - len(kept)


def refuse_untold(stored: Stored, others: Others, revisions: int) -> None:
    """Fail where a change was told to nobody: each revision is, and each plan, and no number is left out."""
    told = {message.id: message.said for message in others.receiver.messages}
    with stored.reading() as unit:
        plans = {*plans_here(unit)} - {stored.plan}
    created = sorted(one["data"]["plan"]["id"] for one in told.values() if one["type"] == "plan.created")
    assert created == sorted(plans)
    changed = [one["data"] for one in told.values() if one["type"] == "plan.changed"]
    assert {one["plan"]["id"] for one in changed} == {stored.plan}
    assert sorted(one["plan"]["revision"] for one in changed) == [*range(others.since + 1, revisions + 1)]
    assert sorted(one["sequence"] for one in changed) == [*range(1, revisions - others.since + 1)]


def test_it_is_killed_and_nothing_is_lost(place: Place, record_property: Callable[[str, object], None]) -> None:
    told = lives(place, kills=3, seed=20261126)
    record_property("told", f"killed on {place.database.engine.dialect.name}, {told}")


@pytest.mark.long
def test_it_is_killed_twenty_times_and_nothing_is_lost(
    place: Place, record_property: Callable[[str, object], None]
) -> None:
    told = lives(place, kills=20, seed=20)
    record_property("told", f"killed on {place.database.engine.dialect.name}, {told}")
