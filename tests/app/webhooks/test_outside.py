"""What users name is called only where it is public: no form of an address, no name and no redirect leads inside."""

from __future__ import annotations

import socket
import ssl
from contextlib import contextmanager
from ipaddress import ip_address
from threading import Thread
from time import sleep
from typing import TYPE_CHECKING

import pytest
import trustme

from app.webhooks.addresses import is_public, numeric
from app.webhooks.outside import KEPT, NOT_CALLED, Outside
from scheduler.refusals import Refused
from tests.servers.receiver import Reply, receiving

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from app.webhooks.addresses import Address

BODY = b'{"type":"ping"}'
LOCAL = Outside(loopback=True)

FORBIDDEN = (
    "127.0.0.1",
    "127.1",
    "127.255.255.254",
    "2130706433",
    "0x7f000001",
    "0x7f.1",
    "0177.0.0.1",
    "017700000001",
    "0",
    "0.0.0.0",  # noqa: S104 - that it is not called is shown
    "10.0.0.1",
    "172.16.0.1",
    "172.31.255.255",
    "192.168.1.1",
    "100.64.0.1",
    "100.100.100.200",
    "168.63.129.16",
    "169.254.169.254",
    "2852039166",
    "0xa9fea9fe",
    "192.0.0.192",
    "198.18.0.1",
    "224.0.0.1",
    "255.255.255.255",
    "[::1]",
    "[::]",
    "[0:0:0:0:0:0:0:1]",
    "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]",
    "[::ffff:169.254.169.254]",
    "[::127.0.0.1]",
    "[::ffff:0:127.0.0.1]",
    "[64:ff9b::7f00:1]",
    "[64:ff9b::10.0.0.1]",
    "[64:ff9b:1::7f00:1]",
    "[2002:7f00:1::]",
    "[2002:a9fe:a9fe::]",
    "[2001:0:7f00:1::]",
    "[2001:db8::1]",
    "[fd00::1]",
    "[fd00:ec2::254]",
    "[fe80::1]",
    "[fec0::1]",
    "[ff02::1]",
    "[3fff::1]",
    "[5f00::1]",
    "[100::1]",
)
PUBLIC = ("93.184.216.34", "1.1.1.1", "2606:4700:4700::1111", "::ffff:1.1.1.1", "64:ff9b::101:101", "172.32.0.1")


def no_calls(host: str) -> list[Address]:
    raise AssertionError(host)


def leads_to(*addresses: str) -> Callable[[str], list[Address]]:
    return lambda _: [ip_address(each) for each in addresses]


@pytest.mark.parametrize("host", FORBIDDEN)
def test_an_address_that_is_not_public_is_neither_kept_nor_called(host: str) -> None:
    with pytest.raises(Refused) as refused:
        Outside().refuse_wrong(f"https://{host}/hooks")
    assert [one.code for one in refused.value.problems] == ["forbidden-address"]
    assert Outside().post(f"https://{host}/hooks", {}, BODY).problem == NOT_CALLED


@pytest.mark.parametrize("host", [host for host in FORBIDDEN if numeric(host.strip("[]"))])
def test_a_name_that_leads_to_an_address_that_is_not_public_is_not_called(host: str) -> None:
    [address] = {*numeric(host.strip("[]"))}
    for found in ([address], [ip_address("1.1.1.1"), address]):
        outside = Outside(resolve=lambda _, found=found: found)  # type: ignore[misc] # mypy knows no bound defaults
        assert outside.post("https://hooks.example/", {}, BODY).problem == NOT_CALLED


def test_all_forms_but_the_longest_are_read_without_a_look_up() -> None:
    assert [host for host in FORBIDDEN if not numeric(host.strip("[]"))] == []


@pytest.mark.parametrize("address", PUBLIC)
def test_an_address_of_the_internet_is_public(address: str) -> None:
    assert is_public(ip_address(address))
    Outside().refuse_wrong(f"https://{f'[{address}]' if ':' in address else address}:8443/hooks?of=crm")


def test_the_names_of_this_machine_are_not_called() -> None:
    assert Outside().post("https://localhost/", {}, BODY).problem == NOT_CALLED


def test_a_name_that_nobody_knows_is_told() -> None:
    def unknown(host: str) -> list[Address]:
        raise socket.gaierror(host)

    assert Outside(resolve=unknown).post("https://hooks.example/", {}, BODY).problem == (
        "nobody knows the name hooks.example"
    )


@pytest.mark.parametrize(
    "url",
    [
        "",
        "hooks.example",
        "ftp://hooks.example/",
        "http://hooks.example/",
        "HTTPS://",
        "https:///hooks",
        "https://ana:secret@hooks.example/",
        "https://hooks.example/#part",
        "https://hooks.example:0/",
        "https://hooks.example:99999/",
        "https://[::1/",
        "https://hooks.example\\@127.0.0.1/",
        "https://hooks.example/a b",
        "https://hooks.example/\r\nhost: x",
        "https://hööks.example/",
        "https://hooks.example/" + "a" * 2_000,
        "data:text/plain,hooks",
        "gopher://127.0.0.1:25/",
    ],
)
def test_what_is_no_address_is_refused_and_not_looked_up(url: str) -> None:
    with pytest.raises(Refused) as refused:
        Outside().refuse_wrong(url)
    assert [one.code for one in refused.value.problems] == ["bad-webhook-address"]
    assert Outside(resolve=no_calls).post(url, {}, BODY).status is None


def test_this_machine_is_called_where_the_operator_allows_it_and_nothing_else_that_is_private() -> None:
    with receiving() as receiver:
        LOCAL.refuse_wrong(receiver.url)
        answered = LOCAL.post(receiver.url, {"webhook-id": "one"}, BODY)

    assert (answered.status, answered.problem) == (204, None)
    [message] = receiver.messages
    assert (message.body, message.id) == (BODY, "one")
    assert message.headers["host"] == f"127.0.0.1:{receiver.port}"
    for host in ("10.0.0.1", "169.254.169.254", "[fd00::1]", "0.0.0.0"):  # noqa: S104
        assert LOCAL.post(f"https://{host}/", {}, BODY).problem == NOT_CALLED
    assert LOCAL.post("http://1.1.1.1/", {}, BODY).problem == NOT_CALLED


def test_a_forbidden_address_gets_no_connection_at_all() -> None:
    with listening() as (port, connections):
        for resolve in (leads_to("127.0.0.1"), leads_to("::ffff:127.0.0.1")):
            Outside(resolve=resolve).post(f"https://hooks.example:{port}/", {}, BODY)
        assert connections == []


def test_a_redirect_is_told_and_not_followed() -> None:
    with receiving() as receiver, receiving() as inside:
        receiver.replies.append(Reply(status=307, headers={"location": inside.url}))
        answered = LOCAL.post(receiver.url, {}, BODY)

    assert answered.status == 307
    assert answered.problem == ("it answered 307; redirects are not followed, so name the address that it leads to")
    assert inside.messages == []


def test_a_name_is_looked_up_once_and_what_was_checked_is_called(trusted: ssl.SSLContext) -> None:
    answers = [[ip_address("127.0.0.1")], [ip_address("169.254.169.254")]]

    def rebinding(host: str) -> list[Address]:
        assert host == "hooks.example"
        return answers.pop(0)

    with receiving(context=trusted) as receiver:
        outside = Outside(loopback=True, resolve=rebinding)
        answered = outside.post(f"https://hooks.example:{receiver.port}/", {}, BODY)
        assert (answered.status, len(answers)) == (204, 1)
        assert receiver.messages[0].headers["host"] == f"hooks.example:{receiver.port}"
        assert outside.post(f"https://hooks.example:{receiver.port}/", {}, BODY).problem == NOT_CALLED


def test_of_several_addresses_the_first_that_is_there_is_called() -> None:
    with receiving(host="127.0.0.2") as receiver:
        outside = Outside(loopback=True, resolve=leads_to("127.0.0.1", "127.0.0.2"))
        assert outside.post(f"http://hooks.example:{receiver.port}/", {}, BODY).status == 204


def test_a_certificate_has_to_be_that_of_the_name(trusted: ssl.SSLContext) -> None:
    with receiving(context=trusted) as receiver:
        outside = Outside(loopback=True, resolve=leads_to("127.0.0.1"))
        answered = outside.post(f"https://other.example:{receiver.port}/", {}, BODY)

    assert answered.problem == "nobody vouches for its certificate"
    assert receiver.messages == []


def test_of_a_long_answer_the_beginning_is_kept() -> None:
    with receiving() as receiver:
        receiver.replies.append(Reply(status=200, body=b"\x1b[31mred\0\xff" + b"x" * 5_000_000))
        answered = LOCAL.post(receiver.url, {}, BODY)

    assert answered.answer.startswith(" [31mred \N{REPLACEMENT CHARACTER}xxx")
    assert len(answered.answer) == KEPT


def test_an_answer_that_never_ends_is_given_up() -> None:
    with listening(says=[b"HTTP/1.1 200 OK\r\n", *[b"a: b\r\n"] * 10_000]) as (port, _):
        answered = Outside(loopback=True, patience=0.3).post(f"http://127.0.0.1:{port}/", {}, BODY)

    assert (answered.status, answered.problem) == (None, "no answer in 0.3 seconds")


@pytest.mark.parametrize("said", [b"220 mail.example ESMTP\r\n\r\n", b"HTTP/1.1 200 OK\r\na: " + b"x" * 1_000_000, b""])
def test_what_is_no_answer_is_told(said: bytes) -> None:
    with listening(says=[said]) as (port, _):
        answered = Outside(loopback=True, patience=5).post(f"http://127.0.0.1:{port}/", {}, BODY)

    assert answered.status is None
    assert answered.problem in {"what it answered is not HTTP", "the connection broke"}


def test_nobody_there_is_told() -> None:
    with listening() as (port, _):
        pass
    assert LOCAL.post(f"http://127.0.0.1:{port}/", {}, BODY).problem == "no connection"


@pytest.fixture
def trusted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ssl.SSLContext:
    """Return what a server of a name shows that this machine trusts."""
    authority = trustme.CA()
    authority.cert_pem.write_to_path(tmp_path / "ca.pem")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("hooks.example").configure_cert(context)
    return context


@contextmanager
def listening(says: list[bytes] | None = None) -> Iterator[tuple[int, list[object]]]:
    """Listen on this machine, say something slowly to whoever connects, and hang up; note who came."""
    came: list[object] = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            while True:
                try:
                    connection, who = server.accept()
                except OSError:
                    return
                came.append(who)
                Thread(target=_say, args=(connection, says or []), daemon=True).start()

        Thread(target=serve, daemon=True).start()
        yield server.getsockname()[1], came
        server.shutdown(socket.SHUT_RDWR)


def _say(connection: socket.socket, says: list[bytes]) -> None:
    with connection:
        connection.recv(10_000)
        for each in says:
            try:
                connection.sendall(each)
            except OSError:
                return
            sleep(0.02)
