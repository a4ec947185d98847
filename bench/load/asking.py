"""A client that costs little: many connections that stay open, each asking again as soon as it is answered."""

from __future__ import annotations

import os
import socket
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path
from selectors import EVENT_READ, DefaultSelector
from time import perf_counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

CONNECTIONS = 16
_END, _LENGTH = b"\r\n\r\n", b"content-length: "


@dataclass(frozen=True, slots=True, kw_only=True)
class Spell:
    """What it took to answer many requests."""

    answers: int
    seconds: float
    processor: float
    """Seconds of a processor that the server took, in all its threads."""

    @property
    def each(self) -> float:
        """Return seconds of a processor for one answer."""
        return self.processor / self.answers


def request(path: str, headers: Mapping[str, str], *, port: int) -> bytes:
    """Return a request as it goes over the line."""
    lines = [f"GET {path} HTTP/1.1", f"Host: 127.0.0.1:{port}", *(f"{name}: {said}" for name, said in headers.items())]
    return "\r\n".join([*lines, "", ""]).encode()


def spell(port: int, process: int, requests: Sequence[bytes], *, answers: int, status: int) -> Spell:
    """Have a server answer so many times, each with that status; anything else ends the measuring."""
    with ExitStack() as open_ones, DefaultSelector() as selector:
        waiting = cycle(requests)
        for _ in range(CONNECTIONS):
            connection = open_ones.enter_context(socket.create_connection(("127.0.0.1", port)))
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            selector.register(connection, EVENT_READ, bytearray())
        before, begin = processor_seconds(process), perf_counter()
        for key in list(selector.get_map().values()):
            _socket(key.fileobj).sendall(next(waiting))
        done = 0
        while done < answers:
            for key, _ in selector.select():
                connection, came = _socket(key.fileobj), key.data
                came += connection.recv(1_000_000)
                if not _is_whole(came):
                    continue
                _check(came, status)
                done += 1
                came.clear()
                connection.sendall(next(waiting))
        seconds, after = perf_counter() - begin, processor_seconds(process)
    return Spell(answers=done, seconds=seconds, processor=after - before)


def processor_seconds(process: int) -> float:
    """Return how long a process has been on a processor, with threads that ended, in steps of a clock's tick."""
    times = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(times[11]) + int(times[12])) / os.sysconf("SC_CLK_TCK")  # of the user, and of the system


def _is_whole(came: bytearray) -> bool:
    head = came.find(_END)
    if head < 0:
        return False
    at = came.find(_LENGTH, 0, head)
    body = int(came[at + len(_LENGTH) : came.find(b"\r", at)]) if at >= 0 else 0
    return len(came) >= head + len(_END) + body


def _check(came: bytearray, status: int) -> None:
    if not came.startswith(b"HTTP/1.1 %d " % status):
        message = f"answered {bytes(came[:200])!r}, not {status}"
        raise RuntimeError(message)


def _socket(found: object) -> socket.socket:
    assert isinstance(found, socket.socket)  # noqa: S101 - only sockets are registered
    return found
