"""Servers as processes of their own: the service on a database of its own, and the peer."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import sleep
from typing import TYPE_CHECKING

import httpx

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

COMMAND = Path(sys.executable).parent / "backplan"
SCOPES = ("plans:read", "plans:create", "plans:change", "portfolio:read")
_READY = re.compile(r"http://localhost:([0-9]+)/")


@dataclass(frozen=True, slots=True, kw_only=True)
class Running:
    """A server that answers."""

    port: int
    process: int

    @property
    def memory(self) -> int:
        """Return the most bytes that it has had in memory so far."""
        status = Path(f"/proc/{self.process}/status").read_text()
        return int(re.findall(r"VmHWM:\s+([0-9]+) kB", status)[0]) * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Tool:
    """A tool with a token for all that is measured."""

    token: str
    client: httpx.Client

    @property
    def headers(self) -> dict[str, str]:
        """Return what it shows with each request."""
        return {"Authorization": f"Bearer {self.token}"}


@contextmanager
def saying_hello() -> Iterator[Running]:
    """Run the peer."""
    with socket.create_server(("127.0.0.1", 0)) as found:
        port = found.getsockname()[1]
    peer = [sys.executable, "-m", "bench.load.hello", str(port)]
    with _process(peer, {}) as process:
        while True:
            try:
                socket.create_connection(("127.0.0.1", port)).close()
            except ConnectionRefusedError:
                sleep(0.05)
            else:
                break
        yield Running(port=port, process=process.pid)


@contextmanager
def serving(environment: dict[str, str]) -> Iterator[Running]:
    """Run the service as an operator does, with the settings of an environment."""
    with _process([str(COMMAND), "serve", "--port", "0"], environment) as process:
        assert process.stdout is not None  # noqa: S101 - it is a pipe
        for line in process.stdout:
            if found := _READY.search(line):
                yield Running(port=int(found[1]), process=process.pid)
                return
        message = "the service did not start"
        raise RuntimeError(message)


@contextmanager
def tool(running: Running, environment: dict[str, str]) -> Iterator[Tool]:
    """Let a tool in by a token."""
    token = command(["token", "add", "Load", *(part for scope in SCOPES for part in ("--scope", scope))], environment)
    headers = {"Authorization": f"Bearer {token}"}
    with httpx.Client(base_url=f"http://127.0.0.1:{running.port}", headers=headers, timeout=60) as client:
        yield Tool(token=token, client=client)


def command(arguments: Sequence[str], environment: dict[str, str]) -> str:
    """Return what a command of the service says."""
    whole = {**os.environ, **environment}
    done = subprocess.run([COMMAND, *arguments], env=whole, check=True, capture_output=True, text=True)
    return done.stdout.strip()


@contextmanager
def _process(arguments: Sequence[str], environment: dict[str, str]) -> Iterator[subprocess.Popen[str]]:
    whole = {**os.environ, **environment}
    with subprocess.Popen(
        arguments, env=whole, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        try:
            yield process
        finally:
            process.terminate()
