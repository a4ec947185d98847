"""What is heavy or slow: memory stays bounded, each is refused with a sentence, and others are served meanwhile."""

from __future__ import annotations

import json
import socket
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import httpx
import pytest

from api.gate import SHARE
from tests.api.plans import JSON, PLAN, YAML

from .bombs import BOMBS
from .processes import MEGABYTE, Process, process

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

MOST = 400
"""Megabytes that a process with the safe settings may have in memory, whatever it is sent."""
PROBLEM = "application/problem+json"
REFUSALS = frozenset({400, 408, 413, 422, 503})


@contextmanager
def served(folder: Path, **settings: str) -> Iterator[tuple[Process, httpx.Client]]:
    """Start the service, and check at the end that it made no mistake and stops when it is asked to."""
    kept = {"BACKPLAN_DATA_DIR": str(folder), **settings}
    with process("serve", "--port", "0", log=folder / "serve.log", **kept) as one:
        one.start()
        with httpx.Client(base_url=one.home, trust_env=False, timeout=300) as client:
            yield one, client
        assert one.stop() == 0
        assert one.mistakes == []


@pytest.fixture(scope="module")
def safe(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Process, httpx.Client]]:
    """Serve with the safe settings."""
    with served(tmp_path_factory.mktemp("safe")) as found:
        yield found


@dataclass(slots=True)
class Memory:
    """How many megabytes a process had at most while something was done."""

    before: int = 0
    most: int = 0

    @property
    def grew(self) -> int:
        """By how much it grew."""
        return self.most - self.before


@contextmanager
def remembered(one: Process) -> Iterator[Memory]:
    """Look how much memory a process takes while the block runs."""
    one.forget_memory()
    found = Memory(before=one.most_memory // MEGABYTE)
    yield found
    found.most = one.most_memory // MEGABYTE


def refuse_other(answer: httpx.Response) -> None:
    """Fail unless an answer is a plan, or refuses with a sentence."""
    if answer.status_code != httpx.codes.OK:
        assert answer.status_code in REFUSALS, answer.text[:500]
        assert answer.headers["content-type"] == PROBLEM
        assert answer.json()["detail"]


def bombed(client: httpx.Client, size: int) -> dict[str, int]:
    """Send every bomb as YAML and as JSON to what computes, several at once, and return what they were answered."""

    def send(name: str) -> int:
        answer = client.post("/v1/schedule", content=BOMBS[name](size), headers=YAML)
        refuse_other(answer)
        return answer.status_code

    with ThreadPoolExecutor(4) as threads:
        return dict(zip(BOMBS, threads.map(send, BOMBS), strict=True))


FINE = frozenset({"a title", "a title of escapes"})
"""What is a plan after all."""


def test_no_bomb_takes_the_memory(
    safe: tuple[Process, httpx.Client], record_property: Callable[[str, object], None]
) -> None:
    one, client = safe
    with remembered(one) as memory:
        answers = bombed(client, 100_000)
    record_property("told", f"{len(BOMBS)} bombs of 100 KB: from {memory.before} to {memory.most} MB at most")
    assert {name for name, status in answers.items() if status == httpx.codes.OK} == FINE
    assert memory.most < MOST


@pytest.mark.long
def test_no_large_bomb_takes_the_memory(tmp_path: Path, record_property: Callable[[str, object], None]) -> None:
    with served(tmp_path) as (one, client), remembered(one) as memory:
        for _ in range(3):
            bombed(client, 1_900_000)
    record_property("told", f"3 times {len(BOMBS)} bombs of 1.9 MB: from {memory.before} to {memory.most} MB at most")
    assert memory.most < MOST


BODY, PIECE = 20_000_000, 50_000


def test_bodies_of_twenty_megabytes_are_refused_and_not_kept(
    safe: tuple[Process, httpx.Client], record_property: Callable[[str, object], None]
) -> None:
    one, client = safe

    def send(content: Any) -> httpx.Response:  # noqa: ANN401 - bytes, or pieces of them
        return client.post("/v1/schedule", content=content, headers=YAML)

    with remembered(one) as memory, ThreadPoolExecutor(8) as threads:
        whole = [b"#" * BODY] * 8
        pieces = [iter([b"#" * PIECE] * (BODY // PIECE)) for _ in range(8)]
        answers = [*threads.map(send, [*whole, *pieces])]
    record_property("told", f"16 bodies of 20 MB: from {memory.before} to {memory.most} MB at most")
    for answer in answers:
        refuse_other(answer)
    assert {answer.status_code for answer in answers} == {413}
    assert memory.grew < 60


SLOW_HEADS, SLOW_BODIES = 200, 60
HEAD = b"POST /v1/schedule HTTP/1.1\r\nHost: x\r\nContent-Type: application/yaml\r\nContent-Length: 100\r\n"


def test_whoever_is_slow_is_told_so_and_keeps_nobody_out(tmp_path: Path) -> None:
    """Though they are more than the line is long: who looks, and who sends from elsewhere, is answered."""
    with served(tmp_path, BACKPLAN_PATIENCE="2", BACKPLAN_PROXIES="1") as (one, client), ExitStack() as stack:
        where = urlsplit(one.home)

        def connected(sent: bytes) -> socket.socket:
            connection = stack.enter_context(socket.create_connection((where.hostname, where.port or 0), timeout=60))
            connection.sendall(sent)
            return connection

        heads = [connected(HEAD[: n % len(HEAD)]) for n in range(SLOW_HEADS)]
        bodies = [connected(HEAD + b"\r\nformat:") for _ in range(SLOW_BODIES)]
        assert client.get("/healthz").status_code == 200
        assert client.get("/").status_code == 200
        elsewhere = {**YAML, "X-Forwarded-For": "192.0.2.7"}
        assert client.post("/v1/schedule", content=PLAN, headers=elsewhere).status_code == 200
        answers = [b"".join(iter(lambda one=one: one.recv(65_536), b"")) for one in bodies]  # type: ignore[misc]
        slow = [answer for answer in answers if answer.startswith(b"HTTP/1.1 408 ")]
        refused = [answer for answer in answers if answer.startswith(b"HTTP/1.1 503 ")]
        assert (len(slow), len(refused)) == (SHARE, SLOW_BODIES - SHARE)
        assert all(b'"code":"too-slow"' in answer for answer in slow)
        assert client.post("/v1/schedule", content=PLAN, headers=YAML).status_code == 200
        assert len(heads) == SLOW_HEADS


def large(steps: int) -> dict[str, Any]:
    """Return a plan with so many steps, in rows of ten."""
    return {
        "format": "backplan/1",
        "title": "Large",
        "time_zone": "UTC",
        "start": "2026-01-05",
        "critical_dates": [{"id": "end", "step": f"s{steps - 1}", "date": "2027-06-01"}],
        "steps": [
            {"id": f"s{n}", "title": f"Step {n}", "duration": "1d"} | ({"after": f"s{n - 1}"} if n % 10 else {})
            for n in range(steps)
        ],
    }


def test_a_plan_larger_than_the_operator_wants_is_refused(safe: tuple[Process, httpx.Client]) -> None:
    one, client = safe
    with remembered(one) as memory:
        answer = client.post("/v1/schedule", content=json.dumps(large(20_000)), headers=JSON)
    assert answer.status_code == 422
    assert [error["code"] for error in answer.json()["errors"]] == ["too-many-steps"]
    assert memory.grew < 150


LARGE = {"BACKPLAN_MAX_STEPS": "20000", "BACKPLAN_MAX_LINKS": "200000", "BACKPLAN_MAX_BODY": "20000000"}


@pytest.mark.long
def test_a_plan_of_twenty_thousand_steps_takes_bounded_memory_where_the_operator_lets_it(
    tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    with served(tmp_path, **LARGE) as (one, client), remembered(one) as memory:

        def send(_: int) -> httpx.Response:
            return client.post("/v1/schedule", content=json.dumps(large(20_000)), headers=JSON)

        with ThreadPoolExecutor(4) as threads:
            answers = [*threads.map(send, range(8))]
    for answer in answers:
        refuse_other(answer)
    done = [len(answer.content) // MEGABYTE for answer in answers if answer.status_code == httpx.codes.OK]
    told = f"{len(done)} of 8 plans of 20,000 steps, answers of {done[0]} MB"
    record_property("told", f"{told}: from {memory.before} to {memory.most} MB at most")
    assert len(done) >= 2
    assert memory.most < 2_500
