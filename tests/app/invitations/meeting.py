"""A plan with a meeting and a gate, and the mails that its people get."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from email import message_from_bytes, policy
from email.headerregistry import Address
from typing import TYPE_CHECKING, Any

from icalendar import Calendar

from app.mail.message import message_of
from app.plans import Desk, Sent, invite
from app.store import mails
from app.store.mails import KeptMail
from app.verbs import OPERATION
from tests.stored import ANA, Stored

if TYPE_CHECKING:
    from email.message import EmailMessage

    from app.actors import Actor

DESK = Desk(address="replies@plans.example", at="https://plans.example")
SENDER = Address(display_name="Backplan", addr_spec="plans@plans.example")

PLAN = """\
format: backplan/1
title: Northwind roll-out
customer: Northwind
seller: Acme
time_zone: Europe/Berlin
critical_dates: [{id: go-live, step: go-live, date: 2027-02-26, buffer: 5d}]
people:
  - {id: ana, name: Ana Ruiz, party: seller, email: ana@acme.example}
  - {id: jo, name: Jo Kern, party: customer, email: jo@northwind.example}
  - {id: mia, name: Mia Roth, party: customer}
steps:
  - {id: legal, title: Legal review, side: customer, owners: {customer: jo}, duration: 10d}
  - {id: margin, title: Margin talks, kind: meeting, duration: 1d, private: seller, owners: {seller: ana}}
  - id: review
    title: Contract review
    kind: meeting
    side: both
    owners: {seller: ana, customer: jo}
    duration: 1d
    after: legal
    must_start_on: 2026-12-15
    meeting: {at: "10:00", length: 90m, place: "Room 4, Berlin"}
  - {id: approval, title: Board approval, kind: gate, side: customer, decider: jo, after: review}
  - {id: set-up, title: Set-up, owners: {seller: ana}, duration: 15d, after: [approval, margin]}
  - {id: training, title: Training, kind: meeting, side: both, owners: {customer: jo}, duration: 1d, after: set-up}
  - {id: go-live, title: Go-live, kind: milestone, side: customer, after: training}
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """A mail as its reader's program gets it."""

    kept: KeptMail
    message: EmailMessage

    @property
    def to(self) -> str:
        """The address."""
        return self.kept.address

    @property
    def file(self) -> str:
        """The calendar file in it."""
        part = next(one for one in self.message.walk() if one.get_content_type() == "text/calendar")
        return str(part.get_content())

    @property
    def event(self) -> dict[str, Any]:
        """The event in it, by the names of its properties."""
        calendar = Calendar.from_ical(self.file)
        [event] = calendar.walk("VEVENT")
        return {"METHOD": str(calendar["METHOD"]), **event}


def send_invitation(stored: Stored, step: str, actor: Actor = ANA, *, desk: Desk | None = DESK) -> Sent:
    """Let somebody invite people to a step."""
    with stored.writing(actor) as unit:
        return invite(unit, stored.plan, step, desk=desk)


def post(stored: Stored) -> list[Post]:
    """Return the mails that were written since the last look, by address, as messages."""
    with stored.writing() as unit:
        found = sorted(mails.mails(unit), key=lambda one: (one.made_at, one.address, one.subject))
        fresh = [one for one in found if not one.is_over]
        for one in fresh:
            mails.note_sent(unit, one.id)
    messages = [message_of(one, SENDER, f"<{one.id}@plans.example>") for one in fresh]
    return [
        Post(kept=kept, message=message_from_bytes(bytes(message), policy=policy.default))
        for kept, message in zip(fresh, messages, strict=True)
    ]


def do(stored: Stored, actor: Actor, *operations: dict[str, Any]) -> None:
    """Let somebody change the plan."""
    stored.do(actor, *(OPERATION.validate_python(one) for one in operations))


def later(stored: Stored, **by: Any) -> Stored:  # noqa: ANN401 - as timedelta takes it
    """Return the same plan a while later."""
    return replace(stored, now=stored.now + timedelta(**by))
