"""The requests of the story that are about invitations, at a service that mails and reads answers."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING

from app.document import read
from app.plans import create_plan, invitations_of
from app.store.invitations import Reply, add_reply
from tests.app.invitations.meeting import PLAN as MEETING
from tests.stored import ANA

from .telling import Request, Scene

if TYPE_CHECKING:
    from app.store import Unit

ID = "8fad0e96-4192-4f42-8e0d-ad8d41707e55"
PLAN = {"plan_id": ID}

LOST = """\
From: Jo Kern <jo@northwind.example>
To: replies+00000000000000000000000000000000@plans.example
Message-ID: <lost@northwind.example>
Subject: Accepted: Contract review

"""


def begins(unit: Unit) -> None:
    """Keep a plan in which people meet."""
    document = read(MEETING, file="plan.yaml", as_of="2026-11-23").document
    create_plan(replace(unit, actor=ANA), document.model_copy(update={"id": ID}), owner=ANA.id)


def writes(unit: Unit) -> None:
    """Let the customer's lawyer write in words, and somebody else answer for her."""
    ours = replace(unit, actor=ANA)
    jo = next(one for one in invitations_of(ours, ID) if one.person == "jo")
    asks = Reply(
        key=sha256(b"asks").hexdigest(),
        plan=ID,
        invitation=jo.id,
        at=unit.now,
        sender="jo@northwind.example",
        subject="Re: Invitation: Contract review (Acme)",
        outcome="words",
        says="it has no calendar file; people read it",
        text="Can we bring our auditor?",
    )
    forged = replace(
        asks,
        key=sha256(b"forged").hexdigest(),
        sender="eve@elsewhere.example",
        subject="Accepted: Contract review (Acme)",
        outcome="refused",
        says="it is from eve@elsewhere.example, and jo@northwind.example was invited",
        text="",
    )
    for one in (asks, forged):
        add_reply(unit, one)


INVITATIONS = (
    Scene(does=begins),
    Request(
        operation="invite",
        name="review",
        says="Those who own the review get a mail that their calendar programs show.",
        path=PLAN,
        headers={"idempotency-key": "crm-review-1"},
        sent={"step": "review"},
    ),
    Request(
        operation="invite",
        name="again",
        says="Nobody is left to invite, and nothing is other.",
        path=PLAN,
        sent={"step": "review"},
    ),
    Request(operation="invite", name="work", says="Nobody meets for work.", path=PLAN, sent={"step": "legal"}),
    Request(operation="list_invitations", name="two", says="Who was invited, and answered what.", path=PLAN),
    Scene(does=writes),
    Request(
        operation="list_plan_replies",
        name="words",
        says="What was written in words.",
        path=PLAN,
        parameters={"outcome": "words"},
    ),
    Request(
        operation="list_replies",
        name="first-page",
        says="What came to the workspace and is for people to read.",
        parameters={"limit": "1"},
    ),
    Request(
        operation="take_reply",
        name="unknown",
        says="It went to an address that no invitation of the workspace has.",
        sent=LOST,
        sent_as="message/rfc822",
    ),
)
