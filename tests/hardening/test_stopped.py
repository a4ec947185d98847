"""The service is asked to stop under load: it sends requests elsewhere first, cuts off none, and loses nothing."""

from __future__ import annotations

import json
import signal
import socket
from dataclasses import dataclass, field
from threading import Event, Thread
from typing import TYPE_CHECKING

import httpx

from app.accounts.tokens import make_token
from app.callers import Right
from app.clock import now
from tests.stored import ANA, stored_plan
from tests.workers import PATIENCE, wait_until

from .kept import refuse_gaps
from .processes import Process

if TYPE_CHECKING:
    from pathlib import Path

    from tests.stored import Stored

    from .conftest import Place

WRITERS = 4


@dataclass(slots=True, kw_only=True)
class Load:
    """People who change one plan without a pause, by way of a proxy that heeds `/readyz`."""

    stored: Stored
    home: str
    token: str
    elsewhere: Event = field(default_factory=Event)
    """Set once the proxy was told to send requests elsewhere."""
    acknowledged: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)

    def write(self, writer: int) -> None:
        """Change the plan until requests go elsewhere."""
        number = 0
        with httpx.Client(base_url=self.home, trust_env=False, timeout=PATIENCE) as http:
            while not self.elsewhere.is_set():
                number += 1
                mark = f"Legal {writer}.{number}"
                try:
                    answer = http.post(self.path, json=edit(mark), headers=self.shown)
                except httpx.HTTPError as error:
                    self.refused.append(repr(error))
                    return
                (self.acknowledged if answer.is_success else self.refused).append(mark)

    def watch(self) -> None:
        """Ask as a proxy does, until it is told to go elsewhere."""
        with httpx.Client(base_url=self.home, trust_env=False, timeout=PATIENCE) as http:
            while http.get("/readyz").status_code == httpx.codes.OK:
                self.elsewhere.wait(0.02)
        self.elsewhere.set()

    @property
    def path(self) -> str:
        """Return where the plan is changed."""
        return f"/v1/plans/{self.stored.plan}/operations"

    @property
    def shown(self) -> dict[str, str]:
        """Return what lets the writers in."""
        return {"Authorization": f"Bearer {self.token}"}


def edit(mark: str) -> dict[str, object]:
    return {"operations": [{"do": "edit_step", "step": "legal", "set": {"title": mark}}]}


def served(place: Place, tmp_path: Path, **settings: str) -> tuple[Process, Load]:
    """Start the service with a plan, and make ready who loads it."""
    stored = stored_plan(place.database, now=now())
    with stored.writing() as unit:
        token = make_token(unit, "CRM", [Right.READ_PLANS, Right.CHANGE_PLANS])
    process = Process(command=("serve", "--port", "0"), settings={**place.settings, **settings}, log=tmp_path / "said")
    process.start()
    return process, Load(stored=stored, home=process.home, token=token)


def complaints(tmp_path: Path) -> list[str]:
    """Return what was said but lines of requests."""
    lines = (tmp_path / "said").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if json.loads(line)["event"] != "request"]


def test_nothing_is_cut_off_or_lost_when_it_is_stopped_under_load(place: Place, tmp_path: Path) -> None:
    process, load = served(place, tmp_path, BACKPLAN_LINGER="5")
    threads = [*(Thread(target=load.write, args=(one,)) for one in range(WRITERS)), Thread(target=load.watch)]
    for thread in threads:
        thread.start()
    wait_until(lambda: len(load.acknowledged) >= 2 * WRITERS or load.refused != [])
    status = process.stop()
    for thread in threads:
        thread.join()

    assert load.refused == []
    assert status == 0
    assert complaints(tmp_path) == []
    with load.stored.reading(ANA) as unit:
        refuse_gaps(unit, load.stored.plan)
    kept = [entry.asked[0]["set"]["title"] for entry in load.stored.log() if entry.verb == "edit_step"]
    assert sorted(kept) == sorted(load.acknowledged)


def test_a_request_that_was_begun_is_answered_though_no_new_one_is_taken(place: Place, tmp_path: Path) -> None:
    process, load = served(place, tmp_path)
    assert process.running is not None
    body = json.dumps(edit("Begun before")).encode()
    head = f"POST {load.path} HTTP/1.1\r\nHost: here\r\nAuthorization: Bearer {load.token}\r\n"
    head += f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    address = ("127.0.0.1", int(load.home.rpartition(":")[2]))
    with socket.create_connection(address, timeout=PATIENCE) as begun:
        begun.sendall(head.encode() + body[:9])
        wait_until(lambda: httpx.get(f"{load.home}/readyz", trust_env=False).is_success)
        process.running.send_signal(signal.SIGTERM)
        wait_until(lambda: not takes(address))
        begun.sendall(body[9:])
        answer = b"".join(iter(lambda: begun.recv(65_536), b""))
    status = process.stop()

    assert answer.startswith(b"HTTP/1.1 200 ")
    assert b"connection: close\r\n" in answer.lower()
    assert status == 0
    assert load.stored.step("legal")["title"] == "Begun before"


def takes(address: tuple[str, int]) -> bool:
    """Tell whether somebody listens."""
    try:
        socket.create_connection(address, timeout=1).close()
    except OSError:
        return False
    return True
