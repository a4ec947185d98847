"""From an invitation to the agreed date: over a real mail server, through a lawyer's mail program, and back by post."""

from __future__ import annotations

from contextlib import ExitStack
from email import policy
from email.message import EmailMessage
from typing import TYPE_CHECKING

import pytest
from icalendar import Calendar

from app.callers import Right
from app.jobs import Task
from app.mail import deliver
from app.store.mails import mails
from tests.app.invitations.meeting import PLAN, send_invitation
from tests.servers.mail import Postbox, receiving
from tests.stored import ANA, Stored

from .service import Kept, keeping
from .test_replies import MESSAGE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LAWYER = "jo@northwind.example"


@pytest.fixture
def box() -> Iterator[Postbox]:
    """Start a mail server."""
    with receiving() as box:
        yield box


@pytest.fixture(params=["sqlite", "postgresql"])
def kept(request: pytest.FixtureRequest, tmp_path: Path, box: Postbox) -> Iterator[Kept]:
    """Serve where mails leave and answers are read, on SQLite and on PostgreSQL."""
    mailing = {
        "smtp": f"smtp://127.0.0.1:{box.port}",
        "mail_from": "plans@plans.example",
        "reply_to": "in@plans.example",
        "mail_checked_by": "mx.plans.example",
    }
    with ExitStack() as stack:
        database = "sqlite"
        if request.param == "postgresql":
            url = stack.enter_context(request.getfixturevalue("postgres").database())
            database = url.replace("postgresql+psycopg://", "postgresql://", 1)
        yield stack.enter_context(keeping(tmp_path, database=database, **mailing))


def let_mails_leave(kept: Kept) -> None:
    """Send every mail that waits, as a worker does."""
    with kept.database.reading(workspace=kept.workspace, actor=ANA, now=kept.clock[0]) as unit:
        waiting = [one.id for one in mails(unit) if not one.is_over]
    for one in waiting:
        task = Task(workspace=kept.workspace, about=one, attempt=1, is_last=False)
        deliver(kept.database, kept.service.settings.post, task, lambda: kept.clock[0])


def accepted(mail: EmailMessage) -> bytes:
    """Return what a mail program sends back for whoever presses its button."""
    part = next(one for one in mail.walk() if one.get_content_type() == "text/calendar")
    calendar = Calendar.from_ical(part.get_content())
    assert calendar["METHOD"] == "REQUEST"
    calendar["METHOD"] = "REPLY"
    [event] = calendar.walk("VEVENT")
    event["ATTENDEE"].params["PARTSTAT"] = "ACCEPTED"
    answer = EmailMessage()
    answer["Authentication-Results"] = "mx.plans.example; dmarc=pass"
    answer["From"], answer["To"] = f"Jo Kern <{LAWYER}>", str(mail["Reply-To"])
    answer["Subject"], answer["Message-ID"] = f"Accepted: {event['SUMMARY']}", "<accepted-1@northwind.example>"
    answer.set_content("Jo Kern has accepted.\n")
    answer.add_alternative(calendar.to_ical().decode(), subtype="calendar", params={"method": "REPLY"})
    return answer.as_bytes(policy=policy.SMTP)


def test_what_a_lawyer_accepts_in_a_mail_program_is_agreed(kept: Kept, box: Postbox) -> None:
    made = kept.send("POST", "/v1/plans", content=PLAN, headers={"content-type": "application/yaml"})
    stored = Stored(database=kept.database, workspace=kept.workspace, plan=made.json()["id"], now=kept.clock[0])
    send_invitation(stored, "review", desk=kept.service.settings.desk)
    let_mails_leave(kept)
    mail = next(one for one in box.messages if LAWYER in str(one["To"]))

    posted = kept.send(
        "POST", "/v1/replies", content=accepted(mail), headers=MESSAGE, token=kept.tokens([Right.TAKE_REPLIES])
    )

    assert posted.json() == {"outcome": "taken", "code": ""}
    assert stored.step("review")["agreed"] == {
        "start": "2026-12-15",
        "finish": "2026-12-15",
        "by": {"seller": "ana", "customer": "jo"},
        "on": "2026-11-23",
    }
    shown = kept.send("GET", f"/v1/plans/{stored.plan}/invitations").json()["invitations"]
    assert {one["person"]: one["answer"] for one in shown} == {"ana": "none", "jo": "accepted"}
