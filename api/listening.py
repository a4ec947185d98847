"""The address that the service listens on, or a sentence that says why it cannot."""

from __future__ import annotations

import errno
import socket


class CannotListen(OSError):  # noqa: N818 - a sentence for whoever starts the service
    """The address is taken, forbidden or none."""


def listen(host: str, port: int) -> socket.socket:
    """Take the address; raise CannotListen with what to do where it is not to be had.

    Each answer leaves at once: head and body are written one after the other, and the second would else wait until the
    other side has confirmed the first, which it takes 40 ms to do.
    """
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
        listener = socket.create_server(address[:2], family=family, backlog=BACKLOG)
    except OSError as error:
        raise CannotListen(_sentence(error, host, port)) from error
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listener


BACKLOG = 128


def _sentence(error: OSError, host: str, port: int) -> str:
    """Say what is wrong and what to do; a name that cannot be looked up has a number of its own kind."""
    if isinstance(error, socket.gaierror) or error.errno == errno.EADDRNOTAVAIL:
        return f"{host} is no address of this machine; listen on 127.0.0.1, or on 0.0.0.0 for all of its addresses"
    if error.errno == errno.EADDRINUSE:
        return f"port {port} of {host} is taken by another program; stop that, or choose another port: PORT={port + 1}"
    if error.errno == errno.EACCES:
        return f"port {port} is not for everybody; choose one from 1024 on: PORT=8000"
    return f"cannot listen on port {port} of {host}: {(error.strerror or 'unknown reason').lower()}"
