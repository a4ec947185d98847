"""kill -9 under write load: what was acknowledged is there, nothing is there by half, and each mail arrives."""

from __future__ import annotations

from collections import defaultdict
from contextlib import ExitStack, contextmanager
from random import Random
from threading import Event
from time import sleep
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select

from app.store import tables
from tests.servers.mail import Postbox, receiving
from tests.workers import PATIENCE, wait_until

from .kept import refuse_half, refuse_unexplained
from .people import gathered
from .processes import Process, process
from .writing import MAILBOX, writing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from .conftest import Place
    from .writing import Writers

WRITERS = 6
LOAD = 6
"""Answers that have come since the last start before somebody kills: it happens under load."""
RANDOMLY, HANDING_OVER = "at any moment", "while a mail is handed over"


@contextmanager
def service(place: Place, box: Postbox) -> Iterator[dict[str, Process]]:
    """Start the processes of a service: one on SQLite, and on PostgreSQL a worker beside it."""
    mail = {"BACKPLAN_SMTP": f"smtp://127.0.0.1:{box.port}", "BACKPLAN_MAIL_FROM": "plans@acme.example"}
    settings = {**place.settings, **mail}
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
    with receiving() as box, service(place, box) as processes:
        with writing(party, processes["serve"], seed=seed) as writers:
            for number in range(kills):
                loaded(writers)
                kill(processes, box, chance, how=HANDING_OVER if number % 3 == 1 else RANDOMLY)
                acknowledged = [one.mark for one in writers.answered]  # of what is asked later, nothing is known yet
                refuse_half(party.stored, writers.asked, acknowledged)
                for one in processes.values():
                    if one.running is None:
                        one.start()
            loaded(writers)
        wait_until(lambda: not unsent(place))
        assert [one.stop() for one in processes.values()] == [0] * len(processes)
    refuse_half(party.stored, writers.asked, writers.asked)
    assert {one.mark: one.answer for one in writers.answered if one.status not in {200, 201}} == {}
    assert [line for one in processes.values() for line in one.mistakes] == []
    repeats = refuse_unrecognisable(place, box)
    assert repeats, "a mail whose handing over was cut off is not handed over again"
    revisions = refuse_unexplained(party.stored, place.folder)
    again = sum(one.replayed for one in writers.answered)
    return (
        f"{kills} kills: {len(writers.answered)} changes acknowledged, {again} of them only when asked again; "
        f"{revisions} revisions explained by the log; {len(box.envelopes)} mails, {repeats} of them repeats"
    )


def loaded(writers: Writers) -> None:
    """Wait until the writers get answers again."""
    begin = len(writers.answered)

    def is_so() -> bool:
        writers.refuse_failed()
        return len(writers.answered) - begin >= LOAD

    wait_until(is_so)


def kill(processes: dict[str, Process], box: Postbox, chance: Random, *, how: str) -> None:
    """Kill some of the processes, of which one does the jobs where a mail is to be cut off."""
    doing = processes.get("work", processes["serve"])
    others = [one for one in processes.values() if one is not doing]
    if how == HANDING_OVER:
        taken, gone = Event(), Event()

        def wait_for_the_end() -> None:
            taken.set()
            gone.wait(PATIENCE)

        box.then.append(wait_for_the_end)
        assert taken.wait(PATIENCE), "no mail is handed over"
        doing.kill()
        gone.set()
    else:
        sleep(chance.uniform(0, 0.5))
        for one in chance.choice([[doing], others or [doing], [doing, *others]]):
            one.kill()


def unsent(place: Place) -> list[str]:
    """Return the mails that wait."""
    with place.database.engine.connect() as connection:
        return [*connection.scalars(select(tables.mails.c.id).where(tables.mails.c.sent_at.is_(None)))]


def refuse_unrecognisable(place: Place, box: Postbox) -> int:
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


def test_it_is_killed_and_nothing_is_lost(place: Place, record_property: Callable[[str, object], None]) -> None:
    told = lives(place, kills=3, seed=20261126)
    record_property("told", f"killed on {place.database.engine.dialect.name}, {told}")


@pytest.mark.long
def test_it_is_killed_twenty_times_and_nothing_is_lost(
    place: Place, record_property: Callable[[str, object], None]
) -> None:
    told = lives(place, kills=20, seed=20)
    record_property("told", f"killed on {place.database.engine.dialect.name}, {told}")
