"""The server for tests: two databases know nothing of each other, and nothing is left when the tests are killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import create_engine, inspect, make_url, text

if TYPE_CHECKING:
    from tests.servers.postgres import Postgres

PROGRAM = """\
import time
from tests.servers.postgres import running
with running() as server:
    print(server.url, flush=True)
    time.sleep(600)
"""


def test_two_databases_know_nothing_of_each_other(postgres: Postgres) -> None:
    with postgres.database() as one, postgres.database() as other:
        engines = [create_engine(url) for url in (one, other)]
        with engines[0].begin() as connection:
            connection.execute(text("CREATE TABLE plans (id int)"))
        assert [inspect(engine).get_table_names() for engine in engines] == [["plans"], []]
        for engine in engines:
            engine.dispose()


def test_it_goes_when_whoever_started_it_is_killed() -> None:
    started = subprocess.Popen([sys.executable, "-c", PROGRAM], stdout=subprocess.PIPE, text=True)
    assert started.stdout is not None
    state = str(make_url(started.stdout.readline().strip()).query["host"])
    assert _processes(state)

    started.send_signal(signal.SIGKILL)
    started.wait()
    started.stdout.close()

    for _ in range(200):
        if not _processes(state):
            break
        time.sleep(0.05)
    assert not _processes(state)


def _processes(state: str) -> list[int]:
    """Return the processes that were started with a folder."""
    found = []
    for process in Path("/proc").iterdir():
        if process.name.isdigit() and int(process.name) != os.getpid():
            try:
                command = (process / "cmdline").read_bytes()
            except OSError:
                continue  # it ended meanwhile
            if state.encode() in command:
                found.append(int(process.name))
    return found
