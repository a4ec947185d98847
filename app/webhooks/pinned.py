"""Connections to addresses that were checked before, whatever their name leads to by now; each ends at a moment."""

from __future__ import annotations

from dataclasses import dataclass, field
from time import monotonic
from typing import TYPE_CHECKING

import httpcore

if TYPE_CHECKING:
    import ssl
    from collections.abc import Iterable

    from .addresses import Address


@dataclass(frozen=True, slots=True, kw_only=True)
class Pinned(httpcore.NetworkBackend):
    """Connects to the first of some addresses that is there, by whatever name it is asked for."""

    addresses: tuple[Address, ...]
    ends: float
    """When all of it is over, by the monotonic clock."""
    network: httpcore.NetworkBackend = field(default_factory=httpcore.SyncBackend)

    def connect_tcp(
        self,
        host: str,  # noqa: ARG002 - it was looked up before
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to an address."""
        failed: Exception = httpcore.ConnectError()
        for address in self.addresses:
            within = _left(self.ends, timeout)
            try:
                stream = self.network.connect_tcp(str(address), port, within, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failed = error
            else:
                return Ending(stream=stream, ends=self.ends)
        raise failed

    def connect_unix_socket(
        self, path: str, timeout: float | None = None, socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None
    ) -> httpcore.NetworkStream:
        """Refuse what leads nowhere outside."""
        raise httpcore.UnsupportedProtocol(path, timeout, socket_options)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending(httpcore.NetworkStream):
    """A connection that ends at a moment, however slowly the other side goes on."""

    stream: httpcore.NetworkStream
    ends: float

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Read what comes until the end."""
        return self.stream.read(max_bytes, _left(self.ends, timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Write until the end."""
        self.stream.write(buffer, _left(self.ends, timeout))

    def close(self) -> None:
        """Close it."""
        self.stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        """Encrypt it, for the name that was asked for."""
        inner = self.stream.start_tls(ssl_context, server_hostname, _left(self.ends, timeout))
        return Ending(stream=inner, ends=self.ends)

    def get_extra_info(self, info: str) -> object:
        """Tell what is known of it."""
        return self.stream.get_extra_info(info)


def _left(ends: float, timeout: float | None) -> float:
    left = ends - monotonic()
    if left <= 0:
        raise httpcore.ReadTimeout
    return left if timeout is None else min(left, timeout)
