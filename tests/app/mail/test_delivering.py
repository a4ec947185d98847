"""A mail goes out with its cause, once; what cannot be sent waits, and what never can is kept with the reason."""

from __future__ import annotations

import ssl
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
import trustme

from app.jobs import Duty, NotYet, Task, working
from app.jobs.job import A_DAY
from app.mail import FORGET_MAILS, SEND_MAIL, Mail, MailServer, deliver, forget_mails, read_sender, send
from app.mail.delivering import NO_SERVER, Post
from app.store.mails import KeptMail, mail_of, mails
from tests.servers.mail import HANGS_UP, PASSWORD, USER, Postbox, receiving
from tests.workers import HURRY, kept, wait_until

if TYPE_CHECKING:
    from collections.abc import Iterator
    from logging import LogRecord
    from pathlib import Path

    from tests.stored import Stored

RESET = Mail(
    to="jo@northwind.example",
    name="Jo Kern",
    kind="reset",
    subject="A new password",
    text="Open https://plans.example.com/reset/s3cret-of-the-reset\n",
    html="<a href='https://plans.example.com/reset/s3cret-of-the-reset'>open</a>",
)
SENDER = read_sender("Backplan <plans@example.com>")


@dataclass(slots=True, kw_only=True)
class Sending:
    """A mail that waits in a workspace."""

    stored: Stored
    id: str
    attempts: int = 0

    def deliver(self, post: Post | None, *, is_last: bool = False) -> None:
        """Make one attempt, as a worker would."""
        self.attempts += 1
        task = Task(workspace=self.stored.workspace, about=self.id, attempt=self.attempts, is_last=is_last)
        deliver(self.stored.database, post, task, lambda: self.stored.now)

    @property
    def kept(self) -> KeptMail:
        """Return the mail as it is kept."""
        with self.stored.reading() as unit:
            found = mail_of(unit, self.id)
        assert found is not None
        return found


def waiting(stored: Stored, mail: Mail = RESET) -> Sending:
    """Have a mail sent."""
    with stored.writing() as unit:
        return Sending(stored=stored, id=send(unit, mail))


def post_of(box: Postbox, **named: object) -> Post:
    """Return what sends to a server of a test."""
    values = {"host": "localhost", "port": box.port, "tls": False, "starttls": False, **named}
    return Post(server=MailServer(**values), sender=SENDER)  # type: ignore[arg-type] # each test gives what it holds


@pytest.fixture
def box() -> Iterator[Postbox]:
    """Receive mails."""
    with receiving() as box:
        yield box


def test_a_mail_goes_out_with_its_cause(stored: Stored, box: Postbox) -> None:
    def do(task: Task) -> None:
        deliver(stored.database, post_of(box), task, lambda: stored.now)

    with working(stored.database, [Duty(job=SEND_MAIL, do=do)], pace=HURRY):
        sending = waiting(stored)
        wait_until(lambda: sending.kept.is_over)

    [message], [envelope] = box.messages, box.envelopes
    assert (envelope.mail_from, envelope.rcpt_tos) == ("plans@example.com", ["jo@northwind.example"])
    assert message["To"] == "Jo Kern <jo@northwind.example>"
    assert message["Message-ID"] == f"<{sending.id}@example.com>"
    body = message.get_body(("plain",))
    assert body is not None
    assert "s3cret-of-the-reset" in body.get_content()
    assert sending.kept.sent_at == stored.now


def test_a_mail_whose_cause_is_not_kept_never_goes_out(stored: Stored) -> None:
    def break_off() -> None:
        with stored.writing() as unit:
            send(unit, RESET)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        break_off()
    with stored.reading() as unit:
        assert mails(unit) == []
    assert kept(stored.database) == []


def test_what_a_mail_said_is_forgotten_once_it_was_sent(stored: Stored, box: Postbox) -> None:
    sending = waiting(stored)
    assert "s3cret" in (sending.kept.text or "")

    sending.deliver(post_of(box))

    assert (sending.kept.text, sending.kept.html, sending.kept.attempts) == (None, None, 1)
    assert (sending.kept.subject, sending.kept.address) == ("A new password", "jo@northwind.example")


def test_a_mail_that_was_sent_is_not_sent_again(single: Stored, box: Postbox) -> None:
    sending = waiting(single)
    for _ in range(3):
        sending.deliver(post_of(box))

    assert len(box.messages) == 1


def test_a_mail_is_the_same_message_each_time_that_it_is_tried(single: Stored, box: Postbox) -> None:
    sending = waiting(single)
    box.to_content.append("451 try again")
    with pytest.raises(NotYet, match=r"^451 try again$"):
        sending.deliver(post_of(box))
    first = sending.kept.message_id

    elsewhere = Post(server=post_of(box).server, sender=read_sender("other@elsewhere.example"))
    sending.deliver(elsewhere)

    assert first == box.messages[0]["Message-ID"] == f"<{sending.id}@example.com>"
    assert sending.kept.attempts == 2


@pytest.mark.parametrize(
    ("to_reader", "to_content", "problem"),
    [
        (["550 5.1.1 No such person here"], [], "550 5.1.1 No such person here"),
        (["553 \x1b[31mnot\x00 allowed"], [], "553 [31mnot allowed"),
        ([], ["554 5.7.1 Looks like an advertisement"], "554 5.7.1 Looks like an advertisement"),
    ],
)
def test_a_mail_that_is_refused_is_kept_with_what_the_server_said(
    single: Stored, box: Postbox, to_reader: list[str], to_content: list[str], problem: str
) -> None:
    box.answers, box.to_content = [*to_reader], [*to_content]
    sending = waiting(single)

    sending.deliver(post_of(box))
    sending.deliver(post_of(box))

    assert box.messages == []
    assert (sending.kept.problem, sending.kept.failed_at, sending.kept.text) == (problem, single.now, None)
    with single.reading() as unit:
        assert [one.id for one in mails(unit, failed=True)] == [sending.id]


@pytest.mark.parametrize(
    ("to_reader", "to_content"), [(["451 greylisted"], []), (["450 busy"], []), ([], ["452 the disk is full"])]
)
def test_a_server_that_may_think_otherwise_later_is_asked_again(
    single: Stored, box: Postbox, to_reader: list[str], to_content: list[str]
) -> None:
    box.answers, box.to_content = [*to_reader], [*to_content]
    said = (to_reader + to_content)[0]
    sending = waiting(single)

    with pytest.raises(NotYet, match=said) as wait:
        sending.deliver(post_of(box))
    assert wait.value.logged == f"the mail server answers {said[:3]}", "what a server says may name the reader"
    assert not sending.kept.is_over
    sending.deliver(post_of(box))

    assert len(box.messages) == 1


def test_a_mail_for_which_a_day_was_not_enough_is_kept_as_failed(single: Stored) -> None:
    nobody = Post(server=MailServer(host="localhost", port=1, tls=False, starttls=False), sender=SENDER)
    sending = waiting(single)

    with pytest.raises(NotYet, match="ConnectionRefusedError"):
        sending.deliver(nobody)
    assert not sending.kept.is_over
    with pytest.raises(NotYet):
        sending.deliver(nobody, is_last=True)

    assert sending.kept.problem == "no connection to the mail server (ConnectionRefusedError)"
    assert sending.kept.text is None
    assert SEND_MAIL.waits == A_DAY


def test_without_a_server_a_mail_waits(single: Stored, box: Postbox) -> None:
    sending = waiting(single)

    with pytest.raises(NotYet) as waits:
        sending.deliver(None)
    assert str(waits.value) == NO_SERVER
    assert (sending.kept.attempts, sending.kept.message_id, sending.kept.is_over) == (0, None, False)

    sending.deliver(post_of(box))
    assert len(box.messages) == 1


def test_an_address_that_is_none_fails_with_a_reason_and_refuses_nothing(single: Stored, box: Postbox) -> None:
    sending = waiting(single, Mail(to="jo@x\r\nRCPT TO:<all@x>", kind="digest", subject="Due", text="Due\0 \ud800\n"))

    sending.deliver(post_of(box))

    assert box.envelopes == []
    assert sending.kept.problem == "this is no address that mail servers understand"


@dataclass(frozen=True, slots=True, kw_only=True)
class Authority:
    """Who vouches for servers of this machine."""

    server: ssl.SSLContext = field(repr=False)


@pytest.fixture
def trusted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ssl.SSLContext:
    """Return what a server shows that this machine trusts."""
    authority = trustme.CA()
    authority.cert_pem.write_to_path(tmp_path / "ca.pem")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost").configure_cert(context)
    return context


@pytest.mark.parametrize("at_once", [False, True])
def test_a_mail_goes_out_encrypted_and_logged_in(single: Stored, trusted: ssl.SSLContext, *, at_once: bool) -> None:
    with receiving(context=trusted, at_once=at_once, login=True) as box:
        post = post_of(box, tls=at_once, starttls=not at_once, user=USER, password=PASSWORD)
        waiting(single).deliver(post)

        assert box.encrypted == [True]


def test_a_server_that_nobody_vouches_for_gets_nothing(single: Stored) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    trustme.CA().issue_cert("localhost").configure_cert(context)
    with receiving(context=context) as box:
        with pytest.raises(NotYet, match="SSLCertVerificationError"):
            waiting(single).deliver(post_of(box, starttls=True))

        assert box.envelopes == []


def test_what_was_to_be_encrypted_is_not_sent_otherwise(single: Stored, box: Postbox) -> None:
    with pytest.raises(NotYet, match="SMTPNotSupportedError"):
        waiting(single).deliver(post_of(box, starttls=True, user=USER, password=PASSWORD))

    assert box.envelopes == []


@pytest.mark.parametrize("wrong", ["wr0ng", HANGS_UP])
def test_a_wrong_password_is_told_and_not_repeated(
    single: Stored, trusted: ssl.SSLContext, told: list[LogRecord], wrong: str
) -> None:
    with receiving(context=trusted, login=True) as box:
        post = post_of(box, starttls=True, user=USER, password=wrong)
        with pytest.raises(NotYet, match=r"^the mail server refuses the login \(535\)$"):
            waiting(single).deliver(post)

    assert wrong not in repr(post) + " ".join(str(vars(record)) for record in told)


def test_who_was_written_to_is_forgotten_after_a_while(stored: Stored) -> None:
    waiting(stored)
    with stored.reading() as unit:
        forget_mails(stored.database, stored.now + timedelta(days=90))
        assert len(mails(unit)) == 1
    forget_mails(stored.database, stored.now + timedelta(days=90, seconds=1))
    with stored.reading() as unit:
        assert mails(unit) == []
    assert FORGET_MAILS.waits == ()
