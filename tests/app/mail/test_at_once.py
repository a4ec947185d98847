"""A mail that tries the server leaves at once, or it is said why it did not."""

from __future__ import annotations

import socket
from contextlib import suppress
from threading import Thread
from time import monotonic, sleep

from app.accounts.letters import trial
from app.mail import Post, read_sender, read_server, send_at_once
from tests.servers.mail import receiving
from tests.stored import START

LETTER = trial("ana@acme.example", "https://plans.acme.example")


def post(port: int, login: str = "") -> Post:
    server = read_server(f"smtp://{login}127.0.0.1:{port}")
    assert server is not None
    return Post(server=server, sender=read_sender("Backplan <plans@acme.example>"))


def test_the_server_takes_it_as_it_is_written() -> None:
    with receiving() as box:
        assert send_at_once(post(box.port), LETTER, START) is None

    [message] = box.messages
    assert (message["To"], message["Subject"]) == ("ana@acme.example", "Backplan can send mails")
    assert "https://plans.acme.example" in message.get_content()


def test_what_the_server_says_is_told() -> None:
    with receiving() as box:
        box.answers = ["550 5.1.1 No such person here", "451 4.7.1 Come later"]
        said = [send_at_once(post(box.port), LETTER, START) for _ in range(2)]

    assert said == ["550 5.1.1 No such person here", "451 4.7.1 Come later"]
    assert box.messages == []


def test_a_wrong_password_is_told_and_not_repeated() -> None:
    with receiving(login=True) as box:
        said = send_at_once(post(box.port, "post:wr0ng@"), LETTER, START, within=6)

    assert said == "the mail server refuses the login (535)"


def test_nobody_waits_for_long_for_a_server_that_says_nothing() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        begun = monotonic()
        said = send_at_once(post(silent.getsockname()[1]), LETTER, START, within=0.5)

    assert said == "no connection to the mail server (SMTPServerDisconnected)"
    assert monotonic() - begun < 10


def test_nobody_waits_longer_than_is_said_for_a_server_that_is_slow_each_time() -> None:
    with socket.create_server(("127.0.0.1", 0)) as slow:
        Thread(target=drips, args=(slow,), daemon=True).start()
        said = send_at_once(post(slow.getsockname()[1]), LETTER, START, within=1)

    assert said == "the mail server has not taken it within 1 seconds"


def drips(slow: socket.socket) -> None:
    """Greet whoever comes, a line each moment, and never come to an end."""
    connection, _ = slow.accept()
    with connection, suppress(OSError):
        while True:
            connection.sendall(b"220-one more line\r\n")
            sleep(0.2)


def test_without_a_server_nothing_is_tried() -> None:
    assert send_at_once(None, LETTER, START) == "no mail server is set; name one in BACKPLAN_SMTP"
