"""The mailbox is read over IMAP: each message is done once, whatever happens, and put away by what became of it."""

from __future__ import annotations

import signal
import subprocess
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from app.invitations import Mailbox, read_mailbox, read_mailbox_address
from app.invitations.mailbox import FORM
from app.jobs import NotYet
from app.plans import replies_of
from tests.servers.imap import Inbox, mailbox
from tests.stored import Stored

from .meeting import post, send_invitation
from .shapes import Reply
from .test_answers import GATE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Inbox]:
    """Start a mailbox."""
    with mailbox(tmp_path_factory.mktemp("imap")) as inbox:
        yield inbox


@pytest.fixture
def inbox(server: Inbox) -> Inbox:
    """Begin with an empty mailbox."""
    server.clear()
    return server


def read(plan: Stored, inbox: Inbox) -> None:
    """Let the job come round."""
    read_mailbox(plan.database, read_mailbox_address(inbox.address), GATE, lambda: plan.now)


def log(plan: Stored) -> list[str]:
    """Return what was done by whoever answered."""
    return [one.verb for one in plan.log() if one.by.kind == "participant"]


def test_answers_are_read_and_put_away(plan: Stored, inbox: Inbox) -> None:
    send_invitation(plan, "review")
    ana, jo = post(plan)
    stranger = Reply(to=jo, email="eve@elsewhere.example", number=2).raw()
    words = Reply(to=ana, number=3).raw().partition(b"Content-Type")[0] + b"\r\nWhat is this?\r\n"
    inbox.put(Reply(to=jo).raw(), stranger, words)

    read(plan, inbox)

    assert log(plan) == ["agree_dates"]
    folders = ("INBOX", "Backplan-read", "Backplan-refused", "Backplan-words")
    assert [len(inbox.lying_in(one)) for one in folders] == [0, 1, 1, 1]
    assert post(plan) == []


def test_what_was_read_and_not_put_away_is_known_again(plan: Stored, inbox: Inbox) -> None:
    send_invitation(plan, "review")
    raw = Reply(to=post(plan)[1]).raw()
    inbox.put(raw, raw)

    read(plan, inbox)

    assert log(plan) == ["agree_dates"]
    assert len(inbox.lying_in("Backplan-read")) == 2
    with plan.reading() as unit:
        assert len(replies_of(unit, plan.plan)) == 1


DIES = """
import os, signal, sys
from datetime import datetime
from app.invitations import take
from app.store import open_database
from tests.app.invitations.test_answers import GATE
database = open_database(sys.argv[1])
take(database, open(sys.argv[2], "rb").read(), GATE, now=datetime.fromisoformat(sys.argv[3]))
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_process_that_is_killed_before_it_puts_a_message_away_loses_and_doubles_nothing(
    plan: Stored, inbox: Inbox, tmp_path: Path
) -> None:
    send_invitation(plan, "review")
    raw = Reply(to=post(plan)[1], partstat="DECLINED").raw()
    (tmp_path / "raw").write_bytes(raw)
    inbox.put(raw)
    address = plan.database.engine.url.render_as_string(hide_password=False)
    command = [sys.executable, "-c", DIES, address, str(tmp_path / "raw"), plan.now.isoformat()]

    died = subprocess.run(command, capture_output=True, check=False)
    read(plan, inbox)

    assert died.returncode == -signal.SIGKILL, died.stderr
    assert log(plan) == ["block_step"]
    assert len(inbox.lying_in("Backplan-read")) == 1
    assert inbox.lying_in("INBOX") == []


def test_a_message_that_is_too_long_is_read_as_far_as_it_is_bounded(plan: Stored, inbox: Inbox) -> None:
    send_invitation(plan, "review")
    inbox.put(Reply(to=post(plan)[1]).raw() + b"A" * 70 * 20_000)

    read(plan, inbox)

    assert log(plan) == ["agree_dates"]


def test_a_server_that_is_away_or_refuses_is_waited_for(plan: Stored, inbox: Inbox) -> None:
    box = read_mailbox_address(inbox.address)
    assert box is not None
    for wrong in (replace(box, password="guessed"), replace(box, port=1)):  # noqa: S106 - of nobody
        with pytest.raises(NotYet, match="the mailbox for answers cannot be read") as waits:
            read_mailbox(plan.database, wrong, GATE, lambda: plan.now)
        assert "guessed" not in str(waits.value)


def test_a_mailbox_is_named_by_an_address() -> None:
    assert read_mailbox_address("imaps://me%40x.example:p%20w@mail.example.com/Answers") == Mailbox(
        host="mail.example.com",
        port=993,
        tls=True,
        starttls=False,
        user="me@x.example",
        password="p w",  # noqa: S106 - of nobody
        folder="Answers",
    )


@pytest.mark.parametrize(
    "text", ["pop://me:p@mail.example.com", "imaps://mail.example.com", "imap://me:p@[", "imaps://me:p@x?y"]
)
def test_what_names_no_mailbox_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="must be a mailbox") as wrong:
        read_mailbox_address(text)
    assert str(wrong.value) == FORM
