"""The requests of the story that are about invitations, at a service that mails and reads answers."""

from __future__ import annotations

from .telling import Request

LOST = """\
From: Jo Kern <jo@northwind.example>
To: replies+00000000000000000000000000000000@plans.example
Message-ID: <lost@northwind.example>
Subject: Accepted: Contract review

"""

INVITATIONS = (
    Request(
        operation="take_reply",
        name="unknown",
        says="It went to an address that no invitation of the workspace has.",
        sent=LOST,
        sent_as="message/rfc822",
    ),
)
