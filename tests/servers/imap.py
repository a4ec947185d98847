"""A real IMAP server for tests: pymap, in a process of its own on a free port."""

from __future__ import annotations

import imaplib
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

USER, PASSWORD = "replies", "s3cret of the replies"
PATIENCE = 60
"""Seconds in which it has to answer, on however busy a machine."""


@dataclass(frozen=True, slots=True)
class Inbox:
    """A mailbox on a server that runs."""

    port: int

    @property
    def address(self) -> str:
        """What BACKPLAN_IMAP says of it."""
        return f"imap://{USER}:{PASSWORD.replace(' ', '%20')}@localhost:{self.port}/INBOX"

    def put(self, *messages: bytes) -> None:
        """Let messages arrive."""
        with self._open() as connection:
            for message in messages:
                connection.append("INBOX", "", "", message)

    def lying_in(self, folder: str) -> list[bytes]:
        """Return the messages in a folder, oldest first."""
        with self._open() as connection:
            if connection.select(folder, readonly=True)[0] != "OK":
                return []
            _, [found] = connection.uid("SEARCH", "ALL")
            uids = found.decode().split() if isinstance(found, bytes) else []
            return [self._one(connection, uid) for uid in uids]

    def clear(self) -> None:
        """Throw everything away."""
        with self._open() as connection:
            for folder in ("INBOX", "Backplan-read", "Backplan-refused", "Backplan-words"):
                if connection.select(folder)[0] == "OK":
                    connection.store("1:*", "+FLAGS", r"(\Deleted)")
                    connection.expunge()

    @staticmethod
    def _one(connection: imaplib.IMAP4, uid: str) -> bytes:
        _, answer = connection.uid("FETCH", uid, "(BODY.PEEK[])")
        return next(bytes(one[1]) for one in answer if isinstance(one, tuple))

    @contextmanager
    def _open(self) -> Iterator[imaplib.IMAP4]:
        connection = imaplib.IMAP4("localhost", self.port, timeout=PATIENCE)
        try:
            connection.login(USER, PASSWORD)
            yield connection
        finally:
            connection.logout()


@contextmanager
def mailbox(folder: Path) -> Iterator[Inbox]:
    """Keep a mailbox in memory until the block ends; the server's words go into a folder."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    command = [
        sys.executable,
        "-c",
        "from pymap.main import main; main()",
        "--no-tls",
        "--host",
        "127.0.0.1",
        "--port",
        str(port),
    ]
    command += ["dict", "--demo-user", USER, "--demo-password", PASSWORD]
    with (folder / "imap.log").open("wb") as log:
        server = subprocess.Popen(command, stdout=log, stderr=log)
        try:
            _wait(server, port, folder / "imap.log")
            yield Inbox(port)
        finally:
            server.kill()
            server.wait()


def _wait(server: subprocess.Popen[bytes], port: int, log: Path) -> None:
    ends = time.monotonic() + PATIENCE
    while True:
        try:
            imaplib.IMAP4("127.0.0.1", port, timeout=PATIENCE).logout()
        except OSError as error:
            if server.poll() is not None or time.monotonic() > ends:
                message = f"the IMAP server did not start:\n{log.read_text(errors='replace')}"
                raise RuntimeError(message) from error
            time.sleep(0.1)
        else:
            return
