"""A mail as a message: whatever people are called, no line of theirs becomes a line of ours."""

from __future__ import annotations

from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.headerregistry import Address
from typing import TYPE_CHECKING

import pytest

from app.mail.message import LONGEST, NoAddress, address_of, message_of
from app.store.mails import KeptMail

if TYPE_CHECKING:
    from email.message import EmailMessage, MIMEPart

SENDER = Address(display_name="Backplan", addr_spec="plans@example.com")
HEADERS = ["From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "MIME-Version"]


def mail(**changed: str | None) -> KeptMail:
    """Return a mail that waits."""
    values: dict[str, str | None] = {
        "address": "jo@northwind.example",
        "name": "Jo Kern",
        "subject": "Legal review is due",
        "text": "Please look.\n",
        "html": None,
    }
    return KeptMail(
        id="m",
        workspace=None,
        kind="digest",
        made_at=datetime(2026, 11, 23, 9, tzinfo=UTC),
        attempts=1,
        message_id=None,
        sent_at=None,
        failed_at=None,
        problem=None,
        **{**values, **changed},  # type: ignore[arg-type] # each test gives what its field holds
    )


def sent(kept: KeptMail) -> tuple[bytes, EmailMessage]:
    """Return a message as it goes over the wire, and as a reader's program reads it."""
    written = message_of(kept, SENDER, "<m@example.com>").as_bytes()
    return written, message_from_bytes(written, policy=policy.default)


def test_a_mail_says_who_writes_to_whom_when_and_that_a_program_does() -> None:
    _, read = sent(mail())

    assert read["From"] == "Backplan <plans@example.com>"
    assert read["To"] == "Jo Kern <jo@northwind.example>"
    assert read["Date"] == "Mon, 23 Nov 2026 09:00:00 +0000"
    assert read["Message-ID"] == "<m@example.com>"
    assert read["Auto-Submitted"] == "auto-generated"
    assert lines(read) == ["Please look."]


@pytest.mark.parametrize("more", [{}, {"html": "<p>Please look.</p>", "calendar": "BEGIN:VCALENDAR\r\n"}])
def test_the_same_mail_is_the_same_bytes_each_time(more: dict[str, str]) -> None:
    assert sent(mail(**more))[0] == sent(mail(**more))[0]


def lines(part: EmailMessage | MIMEPart) -> list[str]:
    """Return the lines of a text as it arrived."""
    return str(part.get_content()).split("\r\n")[:-1]


HOSTILE = [
    "Jo\r\nBcc: all@northwind.example",
    "Jo\nSubject: You have won",
    "Jo\r\n\r\n<h1>You have won</h1>",
    "Jo\x00\x1b[31m",
    "Jo\u2028Bcc: all@northwind.example",
    'Jo" <all@northwind.example>, "Kern',
    "Jo <all@northwind.example>",
    "=?utf-8?q?Jo=0D=0ABcc=3A?= Kern",
    "Jo, Kern; (all) @ <>",
    "\u202emoc.elpmaxe@oj",
    "J" * 5_000,
    "Jörg Größer-Straße " * 30,
    "李小龍 🎉",
    "\\",
    "",
]


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_stays_a_name(name: str) -> None:
    written, read = sent(mail(name=name, subject=name))

    assert [key for key in read if not key.startswith("Content-")] == HEADERS
    assert [each.addr_spec for each in read["To"].addresses] == ["jo@northwind.example"]
    assert lines(read) == ["Please look."]
    assert max(map(len, written.split(b"\r\n"))) <= 998
    assert len(read["Subject"]) <= LONGEST


def test_a_name_in_any_script_arrives() -> None:
    _, read = sent(mail(name="Zoë Müller-Ångström", subject="李小龍 🎉 größer"))

    assert read["To"].addresses[0].display_name == "Zoë Müller-Ångström"
    assert read["Subject"] == "李小龍 🎉 größer"


def test_long_lines_and_dots_arrive_as_they_are() -> None:
    text = "x" * 5_000 + "\n.\n..\nFrom here\nÄ\x00\n" + "é" * 2_000 + "\n"
    written, read = sent(mail(text=text, html=f"<p>{text}</p>\n"))

    plain, html = read.iter_parts()
    assert lines(plain) == text.split("\n")[:-1]
    assert lines(html) == f"<p>{text}</p>\n".split("\n")[:-1]
    assert html.get_content_type() == "text/html"
    assert max(map(len, written.split(b"\r\n"))) <= 78


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("jo@northwind.example", "jo@northwind.example"),
        (" jo+plans@northwind.example ", "jo+plans@northwind.example"),
        ("jo@müller.example", "jo@xn--mller-kva.example"),
        ("jo@localhost", "jo@localhost"),
    ],
)
def test_an_address_is_written_as_servers_understand_it(text: str, address: str) -> None:
    assert address_of(text) == address


@pytest.mark.parametrize(
    "text",
    [
        "",
        "jo",
        "@northwind.example",
        "jo@",
        "jo@northwind..example",
        "jo@north wind.example",
        "jo@northwind.example\r\nRCPT TO:<all@northwind.example>",
        "jo@northwind.example>\r\nDATA",
        "jo@northwind.example, all@northwind.example",
        "Jo <jo@northwind.example>",
        "jö@northwind.example",
        f"{'j' * 65}@northwind.example",
        f"jo@{'n' * 64}.example",
        f"jo@{'northwind.' * 30}example",
        "jo@-northwind.example",
    ],
)
def test_what_is_no_address_is_told(text: str) -> None:
    with pytest.raises(NoAddress):
        address_of(text)
