"""What somebody sends who wants to do harm: all of it is refused, soon, and with a sentence."""

import asyncio
import gzip
import socket
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, suppress

import httpx
import pytest

from api.gate import Gate
from api.problems import Declined
from app.settings import Settings
from tests.api.plans import JSON, PLAN, YAML
from tests.api.server import address, raw, serving

BOMB = PLAN + "why:\n  a0: &a0 [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"  a{n}: &a{n} [{', '.join(9 * [f'*a{n - 1}'])}]\n" for n in range(1, 10)
)  # fmt: skip


@pytest.mark.parametrize(
    ("body", "headers", "status", "code"),
    [
        (BOMB, YAML, 422, "too-many-repeats"),
        ("[" * 100_000, YAML, 422, "too-deep"),
        ('{"a":' * 100_000, JSON, 422, "too-deep"),
        (PLAN + f"revision: {'9' * 100_000}", YAML, 422, "number-too-long"),
        (PLAN + "critical_threshold: 1e999", YAML, 422, "not-finite"),
        (PLAN + f"revision: {2**31}", YAML, 422, "number-out-of-range"),
        (PLAN + f"why: {{criteria: [{{id: c, text: C, target: {'9' * 101}}}]}}", YAML, 422, "number-too-long"),
        (b'{"format": "backplan/1", "title": "\\ud800"}', JSON, 422, "unusable-character"),
        (b'{"format": "backplan/1", "title": "T", "title": "U"}', JSON, 422, "duplicate-key"),
        (b'{"format": "backplan/1", "title": "T", "critical_threshold": NaN}', JSON, 422, "not-finite"),
        (PLAN + f"a: &a [{'x, ' * 9_000}]\n" + "".join(f"b{n}: *a\n" for n in range(9)), YAML, 422, "too-many-repeats"),
        ("".join(f"c{n}: {{}}\n" for n in range(9_000)), YAML, 422, "unknown-key"),
        (PLAN.encode("utf-16"), YAML, 400, "not-utf-8"),
        (b"\x00" * 1000, YAML, 400, "bad-yaml"),
        (gzip.compress(PLAN.encode()), YAML, 400, "not-utf-8"),
        (PLAN + "notes: !!python/object/apply:os.system ['true']", YAML, 422, "unknown-tag"),
        ("", YAML, 400, "empty"),
        ("", JSON, 400, "empty"),
        ("null", JSON, 400, "empty"),
        ("3", JSON, 422, "not-a-plan"),
        (
            PLAN + "".join(f"  - {{id: s{n}, title: S, duration: 1d}}\n" for n in range(500)),
            YAML,
            422,
            "too-many-steps",
        ),
        (
            PLAN + f"  - {{id: last, title: Last, duration: 1d, after: [{'legal, ' * 5_001}]}}\n",
            YAML,
            422,
            "too-many-links",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) and len(value) < 40 else None,
)
def test_a_hostile_body_is_refused(
    client: httpx.Client, body: str | bytes, headers: dict[str, str], status: int, code: str
) -> None:
    answer = client.post("/v1/schedule", content=body, headers=headers)

    assert answer.status_code == status
    assert answer.json()["errors"][0]["code"] == code


def test_a_body_that_says_that_it_is_too_large_is_not_read() -> None:
    with serving(Settings(max_body=1_000)) as client:
        host = f"{address(client)[0]}"
        answer = raw(
            client,
            f"POST /v1/schedule HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/yaml\r\n"
            "Content-Length: 1000000000\r\nConnection: close\r\n\r\n".encode(),
        )

    assert answer.startswith(b"HTTP/1.1 413 ")
    assert b'"detail":"at most 1,000 bytes are read; leave out what is no part of it"' in answer


def test_a_body_in_pieces_is_stopped_at_the_limit() -> None:
    with serving(Settings(max_body=1_000)) as client:
        answer = client.post("/v1/schedule", content=iter([b"#" * 600, b"#" * 600]), headers=YAML)

        assert answer.status_code == 413
        assert answer.json()["code"] == "too-large"
        assert client.post("/v1/schedule", content=PLAN, headers=YAML).status_code == 200


def test_who_is_still_sending_hears_why_it_is_too_much() -> None:
    with serving(Settings(max_body=1_000_000)) as client:
        answers = [client.post("/v1/schedule", content=b"#" * 9_000_000, headers=YAML) for _ in range(3)]

    assert [answer.json()["code"] for answer in answers] == 3 * ["too-large"]


def test_who_asks_first_whether_to_send_too_much_is_told_at_once() -> None:
    with serving(Settings(max_body=1_000)) as client:
        answer = raw(client, SLOW.replace(b"100\r\n", b"1001\r\nExpect: 100-continue\r\n"))

    assert answer.startswith(b"HTTP/1.1 413 ")


def test_a_body_that_does_not_come_is_not_waited_for() -> None:
    with serving(Settings(patience=1)) as client:
        answer = raw(
            client,
            b"POST /v1/schedule HTTP/1.1\r\nHost: x\r\nContent-Type: application/yaml\r\nContent-Length: 100\r\n\r\n",
            then=b"format: ",
        )

    assert answer.startswith(b"HTTP/1.1 408 ")
    assert b'"detail":"the body did not come within 1 seconds; send it again"' in answer


def test_who_sends_no_whole_request_is_hung_up_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("api.connection.REQUEST_WITHIN", 0.2)
    with serving() as client:
        nothing, half = (raw(client, begun) for begun in (b"", b"GET /healthz HTTP/1.1\r\nHost: x\r\nX: "))
        next_one = raw(client, b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n", then=b"GET /heal")

    assert (nothing, half) == (b"", b"")
    assert next_one.count(b"HTTP/1.1 200 ") == 1


@pytest.mark.parametrize(
    "sent",
    [
        b"GET /healthz HTTP/1.1\r\nHost: x\r\nX: " + 65_000 * b"x" + b"\r\n\r\n",
        b"GET /healthz HTTP/1.1\r\nHost: x\r\nX: " + 1_000_000 * b"x",
        b"GET /healthz HTTP/1.1\r\nHost: x\r\n" + 6_000 * b"X: 0123456789\r\n",
        b"GET /" + 100_000 * b"x",
        b"GET /\xff HTTP/1.1\r\nHost: x\r\n\r\n",
        b"\x16\x03\x01 what a browser sends that expects TLS here\r\n\r\n",
    ],
    ids=["whole", "without end", "many", "address", "address in no alphabet", "no HTTP"],
)
def test_a_head_that_nobody_reads_is_told_so_and_the_line_is_closed(sent: bytes) -> None:
    with serving() as client:
        with socket.create_connection(address(client), timeout=60) as connection:
            with suppress(BrokenPipeError, ConnectionResetError):  # it may be closed while we are still sending
                connection.sendall(sent)
            answer = until_closed(connection)

        assert client.get("/healthz").status_code == 200
    assert answer.startswith(b"HTTP/1.1 400 ")
    assert b'"code":"bad-request"' in answer


def test_heads_do_not_add_up_over_a_line_that_stays_open() -> None:
    with serving() as client:
        long = {"X-Long": 30_000 * "x"}
        answers = [client.post("/v1/schedule", content=PLAN, headers=YAML | long) for _ in range(4)]

    assert [answer.status_code for answer in answers] == 4 * [200]


def test_who_does_not_get_done_with_a_request_is_hung_up_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("api.connection.ANSWER_WITHIN", 0.2)
    with serving() as client:
        assert raw(client, SLOW) == b""


def test_somebody_who_leaves_before_the_body_is_there_harms_nobody() -> None:
    with serving() as client:
        with socket.create_connection(address(client)) as connection:
            connection.sendall(SLOW)

        assert client.get("/healthz").status_code == 200


def test_who_comes_to_a_full_line_is_asked_to_come_back() -> None:
    with serving(Settings(at_once=1, waiting=0, patience=2)) as client:
        busy = while_somebody_is_slow(client)
        after = client.post("/v1/schedule", content=PLAN, headers=YAML)

    assert busy.status_code == 503
    assert busy.headers["retry-after"] == "5"
    assert busy.json()["code"] == "busy"
    assert after.status_code == 200


def test_who_waits_too_long_for_a_turn_is_asked_to_come_back() -> None:
    async def two_plans() -> str:
        gate = Gate(at_once=1, waiting=1, patience=0)
        async with gate.line(), gate.turn(), gate.line():
            try:
                async with gate.turn():
                    return "it was let through"
            except Declined as declined:
                return declined.detail

    with ThreadPoolExecutor() as thread:  # a browser that an earlier test opened keeps a loop running in this one
        detail = thread.submit(asyncio.run, two_plans()).result()

    assert detail == ("more plans are being computed than this service takes at once; come again a little later")


def until_closed(connection: socket.socket) -> bytes:
    """Return what comes until the line is closed, as who hangs up on one that still sends may close it at once."""
    came = bytearray()
    with suppress(ConnectionResetError):
        while part := connection.recv(65_536):
            came += part
    return bytes(came)


SLOW = b"POST /v1/schedule HTTP/1.1\r\nHost: x\r\nContent-Type: application/yaml\r\nContent-Length: 100\r\n\r\n"
"""A request whose body never comes; it holds its place in the line until patience ends."""


def while_somebody_is_slow(client: httpx.Client) -> httpx.Response:
    """Return the answer to a plan that comes behind a slow one."""
    answer = client.get("/healthz")
    with ExitStack() as connections:
        for _ in range(100):
            slow = connections.enter_context(socket.create_connection(address(client)))
            slow.sendall(SLOW)
            client.get("/healthz")
            answer = client.post("/v1/schedule", content=PLAN, headers=YAML)
            if answer.status_code == 503:
                break
    time.sleep(0.1)
    return answer
