"""Which addresses may be called: the public ones of the internet, in whatever way they are written.

The lists are written out, since what the standard library takes for public differs from one Python to the next, and
counts in multicast, 6to4 and addresses that hold others.
"""

from __future__ import annotations

import socket
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

NOT_PUBLIC = tuple(
    IPv4Network(each)
    for each in (
        "0.0.0.0/8",  # this machine
        "10.0.0.0/8",
        "100.64.0.0/10",  # carriers' own, and the metadata of one cloud
        "127.0.0.0/8",
        "168.63.129.16/32",  # a cloud's metadata at a public address
        "169.254.0.0/16",  # link-local, and the metadata of most clouds
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.88.99.0/24",
        "192.168.0.0/16",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/4",  # multicast
        "240.0.0.0/4",
    )
)
PUBLIC_V6 = IPv6Network("2000::/3")
NOT_PUBLIC_V6 = tuple(
    IPv6Network(each)
    for each in (
        "2001::/23",  # Teredo and other protocols
        "2001:db8::/32",
        "2002::/16",  # 6to4: it leads to the IPv4 address inside
        "3fff::/20",
    )
)
NAT64 = IPv6Network("64:ff9b::/96")
"""Leads to the IPv4 address in its last four bytes."""
LOOPBACK = (IPv4Network("127.0.0.0/8"), IPv6Network("::1/128"))

Address = IPv4Address | IPv6Address


def is_public(address: Address) -> bool:
    """Tell whether an address is one of the internet that anybody may call."""
    inner = _inner(address)
    if isinstance(inner, IPv4Address):
        return not any(inner in network for network in NOT_PUBLIC)
    return inner in PUBLIC_V6 and not any(inner in network for network in NOT_PUBLIC_V6)


def is_loopback(address: Address) -> bool:
    """Tell whether an address is this very machine's."""
    return any(_inner(address) in network for network in LOOPBACK)


def _inner(address: Address) -> Address:
    """Return the address that is reached: of one that holds an IPv4 address, that."""
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped is not None:
            return address.ipv4_mapped
        if address in NAT64:
            return IPv4Address(address.packed[-4:])
    return address


def numeric(host: str) -> list[Address]:
    """Return the address that a host is, decimal, octal or hexadecimal as it may be; none of a name."""
    try:
        return _read(socket.getaddrinfo(host, None, type=socket.SOCK_STREAM, flags=socket.AI_NUMERICHOST))
    except (OSError, UnicodeError):
        return []


def resolved(host: str) -> list[Address]:
    """Return all addresses of a host, as the system knows them; raise OSError where it knows none."""
    try:
        return _read(socket.getaddrinfo(host, None, type=socket.SOCK_STREAM))
    except UnicodeError as error:
        raise OSError(str(error)) from error


def _read(found: Sequence[tuple[object, object, object, object, tuple[object, ...]]]) -> list[Address]:
    """Return addresses without the zone that a link-local one can have."""
    return [ip_address(str(each[4][0]).partition("%")[0]) for each in found]
