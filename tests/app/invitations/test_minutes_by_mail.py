"""A meeting of a plan of minutes, from mail to answer: by a real mail server and mailbox, over a clock change."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

import pytest

from app.invitations import read_mailbox, read_mailbox_address
from app.jobs import Task
from app.mail import Post as Leaving
from app.mail import deliver, read_server
from app.store.mails import mails
from tests.servers import mail
from tests.servers.imap import Inbox, mailbox
from tests.stored import ANA, Stored, stored_plan

from .meeting import SENDER, Post, do, later, send_invitation
from .shapes import APPLE, GMAIL, Reply
from .test_answers import GATE, state
from .test_minutes import MINUTES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.store import Database

SPRING = MINUTES.replace("2027-02-26", "2027-06-25").replace("2026-12-15T15:30", "2027-03-25T15:30")
"""The review is on the Thursday before the Sunday on which clocks in Berlin go forward, those in New York have gone."""
NIGHT = SPRING.replace('thu: ["09:00-17:00"]', 'thu: ["09:00-17:00"], sun: ["00:00-24:00"]').replace(
    "customer: {time_zone: America/New_York}", 'customer: {week: {thu: ["09:00-17:00"], sun: ["00:00-24:00"]}}'
)


def at(text: str) -> datetime:
    """Return a time of UTC."""
    return datetime.fromisoformat(f"{text}+00:00")


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """A plan, the server by which its mails leave, and the mailbox in which answers come."""

    plan: Stored
    box: mail.Postbox
    inbox: Inbox

    def post(self) -> list[Post]:
        """Let all leave that waits, as a worker does; return what the mail server was handed, by address."""
        with self.plan.reading() as unit:
            kept = [one for one in mails(unit) if not one.is_over]
        begun, server = len(self.box.messages), read_server(f"smtp://127.0.0.1:{self.box.port}")
        assert server is not None
        leaving = Leaving(server=server, sender=SENDER)
        for one in kept:
            task = Task(workspace=self.plan.workspace, about=one.id, attempt=1, is_last=False)
            deliver(self.plan.database, leaving, task, lambda: self.plan.now)
        found = zip(kept, self.box.messages[begun:], strict=True)
        return sorted((Post(kept=one, message=message) for one, message in found), key=lambda one: one.to)

    def answered(self, reply: Reply) -> None:
        """Let an answer come into the mailbox, and the job that reads it."""
        self.inbox.put(reply.raw())
        read_mailbox(self.plan.database, read_mailbox_address(self.inbox.address), GATE, lambda: self.plan.now)

    def promised(self, which: str) -> Any:  # noqa: ANN401 - a block of the document
        """Return what is agreed or proposed for the review."""
        return self.plan.step("review")[which]


@pytest.fixture(scope="module")
def inbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Inbox]:
    """Start a mailbox."""
    with mailbox(tmp_path_factory.mktemp("imap")) as inbox:
        yield inbox


@pytest.fixture
def office(database: Database, inbox: Inbox) -> Iterator[Office]:
    """Keep a plan of minutes whose mails leave and whose answers come."""
    inbox.clear()
    with mail.receiving() as box:
        yield Office(plan=stored_plan(database, SPRING), box=box, inbox=inbox)


def when(one: Post) -> tuple[Any, ...]:
    """Return what a mail says of when."""
    event = one.event
    return event["METHOD"], event["SEQUENCE"], event["DTSTART"].dt, event["DTEND"].dt


@pytest.mark.parametrize("shape", [GMAIL, APPLE], ids=["in UTC", "in a zone"])
def test_a_time_that_is_accepted_is_agreed_to_the_minute(office: Office, shape: str) -> None:
    send_invitation(office.plan, "review")
    ana, jo = office.post()
    assert [when(one) for one in (ana, jo)] == [
        ("REQUEST", 0, at("2027-03-25T14:30:00"), at("2027-03-25T16:00:00"))
    ] * 2

    office.answered(Reply(to=jo, shape=shape, begin="20270325T143000Z", end="20270325T160000Z"))

    agreed = office.promised("agreed")
    assert (agreed["start"], agreed["finish"]) == ("2027-03-25 15:30+01:00", "2027-03-25 17:00+01:00")
    assert agreed["by"] == {"seller": "ana", "customer": "jo"}


def test_another_time_beyond_the_clock_change_is_proposed_agreed_and_told(office: Office) -> None:
    send_invitation(office.plan, "review")
    _, jo = office.post()

    office.answered(
        Reply(to=jo, method="COUNTER", partstat="TENTATIVE", begin="20270330T080000Z", end="20270330T093000Z")
    )

    proposed = office.promised("proposed")
    assert (proposed["start"], proposed["finish"]) == ("2027-03-30 10:00+02:00", "2027-03-30 11:30+02:00")
    assert (proposed["by"], state(office.plan)) == ({"customer": "jo"}, "countered")

    do(office.plan, ANA, {"do": "agree_dates", "step": "review"})

    told = office.post()
    assert [when(one) for one in told] == [("REQUEST", 1, at("2027-03-30T08:00:00"), at("2027-03-30T09:30:00"))] * 2
    text = told[1].message.get_body(("plain",))
    assert text is not None
    assert "Tue 30 Mar 2027 10:00 to 11:30 (Europe/Berlin)" in text.get_content()


def test_the_same_time_of_day_beyond_the_clock_change_is_another_time(office: Office) -> None:
    send_invitation(office.plan, "review")
    office.post()
    near = Office(plan=later(office.plan, days=115), box=office.box, inbox=office.inbox)
    do(near.plan, ANA, {"do": "finish_step", "step": "legal"})
    [*_, before] = sorted(when(one) for one in near.post())
    do(near.plan, ANA, {"do": "edit_step", "step": "review", "set": {"must_start_on": "2027-03-29T15:30"}})

    told = near.post()

    assert before[2:] == (at("2027-03-25T14:30:00"), at("2027-03-25T16:00:00"))
    new = "REQUEST", before[1] + 1, at("2027-03-29T13:30:00"), at("2027-03-29T15:00:00")
    assert [when(one) for one in told] == [new, new]


def test_a_meeting_in_the_night_of_the_clock_change_is_as_long_as_it_is(database: Database, inbox: Inbox) -> None:
    text = NIGHT.replace("2027-03-25T15:30", "2027-03-28T01:30")
    with mail.receiving() as box:
        office = Office(plan=stored_plan(database, text), box=box, inbox=inbox)
        send_invitation(office.plan, "review")
        _, jo = office.post()

        assert when(jo) == ("REQUEST", 0, at("2027-03-28T00:30:00"), at("2027-03-28T02:00:00"))
        body = jo.message.get_body(("plain",))
        assert body is not None
        assert "Sun 28 Mar 2027 01:30 to 04:00 (Europe/Berlin)" in body.get_content()

        office.answered(Reply(to=jo, begin="20270328T003000Z", end="20270328T020000Z"))
        agreed = office.promised("agreed")
        assert (agreed["start"], agreed["finish"]) == ("2027-03-28 01:30+01:00", "2027-03-28 04:00+02:00")
