"""How an operator names the server that takes mails, and what is said about what is none."""

from __future__ import annotations

import pytest

from app.mail import MailServer, read_sender, read_server
from app.mail.server import FORM, UNSAFE

PLAIN = MailServer(host="mail.example.com", port=25, tls=False, starttls=False)


@pytest.mark.parametrize(
    ("text", "server"),
    [
        ("", None),
        ("smtp://mail.example.com", PLAIN),
        ("smtp://mail.example.com:2525/", MailServer(host="mail.example.com", port=2525, tls=False, starttls=False)),
        (
            "smtp://me%40example.com:a%2Fb%3F@mail.example.com?starttls",
            MailServer(
                host="mail.example.com", port=587, tls=False, starttls=True, user="me@example.com", password="a/b?"
            ),
        ),
        (
            "smtps://me:pass@[2001:db8::1]",
            MailServer(host="2001:db8::1", port=465, tls=True, starttls=False, user="me", password="pass"),
        ),
        (
            "smtp://me:pass@localhost",
            MailServer(host="localhost", port=25, tls=False, starttls=False, user="me", password="pass"),
        ),
    ],
)
def test_an_address_names_a_server(text: str, server: MailServer | None) -> None:
    assert read_server(text) == server


@pytest.mark.parametrize(
    "text",
    [
        "mail.example.com",
        "http://mail.example.com",
        "smtp://",
        "smtp://mail.example.com:port",
        "smtp://mail.example.com:99999",
        "smtp://mail.example.com/folder",
        "smtp://mail.example.com?tls",
        "smtps://mail.example.com?starttls",
        "smtp://[::1",
    ],
)
def test_what_names_none_is_told(text: str) -> None:
    with pytest.raises(ValueError, match=r"^must be the address of a mail server, such as ") as refused:
        read_server(text)
    assert str(refused.value) == FORM


def test_a_password_never_leaves_in_the_open() -> None:
    with pytest.raises(ValueError, match="in the open") as refused:
        read_server("smtp://me:s3cret@mail.example.com")
    assert str(refused.value) == UNSAFE


def test_a_server_does_not_tell_its_password() -> None:
    assert "s3cret" not in repr(read_server("smtps://me:s3cret@mail.example.com"))


def test_a_sender_has_an_address_and_may_have_a_name() -> None:
    assert str(read_sender("plans@example.com")) == "plans@example.com"
    assert str(read_sender('"Plans, and more" <plans@example.com>')) == '"Plans, and more" <plans@example.com>'
    for wrong in ("", "Plans", "plans@", "plans@example.com\nBcc: all@example.com", "a b@example.com"):
        with pytest.raises(ValueError, match="must be who writes the mails"):
            read_sender(wrong)
