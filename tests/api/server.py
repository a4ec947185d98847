"""A real server on a real port, in a thread of the test's own process."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import httpx
import uvicorn
from fastapi import FastAPI

from api.listening import listen
from api.main import create_app
from api.server import configured
from app.settings import Settings


@contextmanager
def serving(settings: Settings | None = None, *, app: FastAPI | None = None) -> Iterator[httpx.Client]:
    """Serve with these settings, and give a client that knows where; nothing asks the environment."""
    server = uvicorn.Server(configured(app or create_app(settings or Settings())))
    with listen("127.0.0.1", 0) as listener:
        thread = threading.Thread(target=server.run, args=([listener],), daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.005)
        host, port = listener.getsockname()
        try:
            with httpx.Client(base_url=f"http://{host}:{port}", trust_env=False, timeout=60) as client:
                yield client
        finally:
            server.should_exit = True
            thread.join()


def address(client: httpx.Client) -> tuple[str, int]:
    """Return where the client's server listens."""
    return client.base_url.host, client.base_url.port or 0


def raw(client: httpx.Client, request: bytes, *, then: bytes = b"") -> bytes:
    """Send bytes as they are, and return all that comes back until the server hangs up."""
    with socket.create_connection(address(client), timeout=60) as connection:
        connection.sendall(request)
        connection.sendall(then)
        return b"".join(iter(lambda: connection.recv(65_536), b""))
