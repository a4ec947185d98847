"""Who is written to says what comes: each mail that can be turned off says where, and what is off does not go out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from app.accounts.failed_mails import failed_mails, resend, resend_all, write_again_to
from app.accounts.mail_choices import choices_at, choices_of, choose, choose_at, stop_at
from app.jobs import Task
from app.mail import KINDS, STOPPABLE, Mail, deliver, read_sender, send
from app.mail.delivering import Post
from app.mail.server import MailServer
from app.store.mail_choices import go_on_writing, stopped_addresses
from app.store.mails import KeptMail, mails
from scheduler.refusals import Refused
from tests.servers.mail import Postbox, receiving

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.stored import Stored

AT = "https://plans-of-all-our-customers.example.com/in/a/folder"
JO = "jo@northwind.example"
DIGEST = Mail(
    to=JO,
    name="Jo Kern",
    kind="digest",
    subject="Two steps are due",
    text="Legal review is due.\n",
    html="<html><body><p>Legal review is due.</p></body></html>",
)


@pytest.fixture
def box() -> Iterator[Postbox]:
    """Receive mails."""
    with receiving() as box:
        yield box


def sent(stored: Stored, box: Postbox, mail: Mail) -> str:
    """Send a mail as far as it goes, and return its id."""
    with stored.writing() as unit:
        mail_id = send(unit, mail)
    attempt(stored, box, mail_id)
    return mail_id


def attempt(stored: Stored, box: Postbox, mail_id: str) -> None:
    """Try to send a mail, as a worker would."""
    server = MailServer(host="localhost", port=box.port, tls=False, starttls=False)
    post = Post(server=server, sender=read_sender("plans@example.com"), at=AT)
    task = Task(workspace=stored.workspace, about=mail_id, attempt=1, is_last=False)
    deliver(stored.database, post, task, lambda: stored.now)


def secret_in(box: Postbox) -> str:
    """Return the secret of the newest mail's address, which has to be whole on its line of the wire."""
    content = box.envelopes[-1].content
    assert isinstance(content, bytes)
    [line] = [one for one in content.split(b"\r\n") if one.startswith(b"List-Unsubscribe:")]
    assert line.startswith(f"List-Unsubscribe: <{AT}/mails/bpm_".encode())
    return line.decode().rpartition("/")[2].removesuffix(">")


@pytest.mark.parametrize("kind", [kind.id for kind in STOPPABLE])
def test_what_can_be_turned_off_says_where(stored: Stored, box: Postbox, kind: str) -> None:
    sent(stored, box, replace(DIGEST, kind=kind))

    [message], way = box.messages, f"{AT}/mails/{secret_in(box)}"
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    text, html = message.get_body(("plain",)), message.get_body(("html",))
    assert text is not None
    assert html is not None
    assert way in text.get_content()
    assert f'href="{way}"' in html.get_content()
    assert html.get_content().rstrip().endswith("</body></html>")


@pytest.mark.parametrize("kind", [kind.id for kind in KINDS.values() if not kind.can_stop])
def test_what_somebody_asked_for_always_comes(stored: Stored, box: Postbox, kind: str) -> None:
    with stored.writing() as unit:
        choose(unit, JO, ())
    sent(stored, box, replace(DIGEST, kind=kind))

    [message] = box.messages
    assert message["List-Unsubscribe"] is None


def test_looking_changes_nothing_and_one_click_stops_one_kind(stored: Stored, box: Postbox) -> None:
    sent(stored, box, DIGEST)
    secret = secret_in(box)
    with stored.writing() as unit:
        reader, before = choices_at(unit, secret)
        assert (reader.email, reader.kind.id, reader.workspace) == (JO, "digest", stored.workspace)
        assert all(one.on for one in before)
        stop_at(unit, secret)
        stop_at(unit, secret)
        assert [one.kind.id for one in choices_of(unit, "JO@northwind.example") if not one.on] == ["digest"]

    sent(stored, box, replace(DIGEST, kind="invitations"))
    dropped = sent(stored, box, DIGEST)

    assert [one["Subject"] for one in box.messages] == [DIGEST.subject] * 2
    with stored.reading() as unit:
        assert dropped not in {one.id for one in mails(unit)}


def test_a_choice_can_be_taken_back(stored: Stored, box: Postbox) -> None:
    sent(stored, box, DIGEST)
    secret = secret_in(box)
    with stored.writing() as unit:
        choose_at(unit, secret, {"invitations"})
        assert [one.kind.id for one in choices_of(unit, JO) if one.on] == ["invitations"]
        choose_at(unit, secret, {kind.id for kind in STOPPABLE})
        assert all(one.on for one in choices_of(unit, JO))

    sent(stored, box, DIGEST)
    assert len(box.messages) == 2


def test_one_workspace_does_not_choose_for_another(stored: Stored, box: Postbox) -> None:
    sent(stored, box, DIGEST)
    with stored.writing() as unit:
        choose_at(unit, secret_in(box), ())
        elsewhere = replace(unit, workspace="another")
        assert all(one.on for one in choices_of(elsewhere, JO))


def test_an_address_that_leads_nowhere_says_so(stored: Stored) -> None:
    with stored.reading() as unit, pytest.raises(Refused) as refused:
        choices_at(unit, "bpm_none")
    assert refused.value.problems[0].code == "address-used"


def test_a_secret_is_kept_no_longer_than_the_mail_waits(stored: Stored, box: Postbox) -> None:
    sent(stored, box, DIGEST)
    with stored.reading() as unit:
        [mail] = mails(unit)
    assert isinstance(mail, KeptMail)
    assert (mail.choices, len(mail.choices_digest or "")) == (None, 64)


def test_where_nobody_reads_nothing_more_is_sent_until_somebody_says_so(stored: Stored, box: Postbox) -> None:
    box.answers.append("550 5.1.1 No such person here")
    sent(stored, box, DIGEST)
    sent(stored, box, DIGEST)

    assert box.messages == []
    with stored.writing() as unit:
        [stopped] = stopped_addresses(unit)
        assert (stopped.address, stopped.problem) == (JO, "550 5.1.1 No such person here")
        assert {one.problem for one in mails(unit, failed=True)} == {
            stopped.problem,
            "nothing is sent there since 2026-11-23: 550 5.1.1 No such person here",
        }
        assert go_on_writing(unit, JO)

    sent(stored, box, DIGEST)
    assert len(box.messages) == 1


def test_a_mail_whose_words_a_server_dislikes_stops_no_address(stored: Stored, box: Postbox) -> None:
    box.to_content.append("554 5.7.1 Looks like an advertisement")
    sent(stored, box, DIGEST)
    with stored.reading() as unit:
        assert stopped_addresses(unit) == []


def test_what_failed_is_kept_and_sent_again_as_the_same_message(stored: Stored, box: Postbox) -> None:
    box.answers.append("550 5.1.1 No such person here")
    mail_id = sent(stored, box, DIGEST)
    with stored.writing() as unit:
        [failed] = failed_mails(unit)
        assert (failed.id, failed.text) == (mail_id, DIGEST.text)
        assert resend_all(unit) == 1
        assert (failed_mails(unit), stopped_addresses(unit)) == ([], [])
        assert resend_all(unit) == 0

    attempt(stored, box, mail_id)

    [message] = box.messages
    assert message["Message-ID"] == failed.message_id


def test_what_let_somebody_in_is_forgotten_and_cannot_be_sent_again(stored: Stored, box: Postbox) -> None:
    box.to_content.append("554 5.7.1 No")
    mail_id = sent(stored, box, replace(DIGEST, kind="handed-on"))
    with stored.writing() as unit:
        assert [one.text for one in failed_mails(unit)] == [None]
        with pytest.raises(Refused) as forgotten:
            resend(unit, mail_id)
        with pytest.raises(Refused) as unknown:
            resend(unit, "another")
        with pytest.raises(Refused) as written_to:
            write_again_to(unit, JO)
    codes = [one.value.problems[0].code for one in (forgotten, unknown, written_to)]
    assert codes == ["mail-forgotten", "unknown-mail", "unknown-address"]


def test_an_admin_of_another_workspace_finds_nothing(stored: Stored, box: Postbox) -> None:
    box.answers.append("550 5.1.1 No such person here")
    mail_id = sent(stored, box, DIGEST)
    with stored.writing() as unit:
        elsewhere = replace(unit, workspace="another")
        assert (failed_mails(elsewhere), stopped_addresses(elsewhere)) == ([], [])
        with pytest.raises(Refused):
            resend(elsewhere, mail_id)
