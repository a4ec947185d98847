"""The server that takes mails, as an operator names it, and a connection to it."""

from __future__ import annotations

import re
import smtplib
import ssl
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email.headerregistry import Address
from email.utils import parseaddr
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterator
    from urllib.parse import SplitResult

PATIENCE = 30
"""Seconds in which it has to answer."""
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
FORM = "must be the address of a mail server, such as smtp://user:password@mail.example.com:587?starttls or smtps://..."
UNSAFE = "would send the password in the open; add ?starttls, or write smtps://"


@dataclass(frozen=True, slots=True, kw_only=True)
class MailServer:
    """Where mails are handed over, and as whom."""

    host: str
    port: int
    tls: bool
    """Encrypted from the first byte."""
    starttls: bool
    """Encrypted before anything is said that matters, or nothing is said."""
    user: str | None = None
    password: str = field(default="", repr=False)


def read_server(text: str) -> MailServer | None:
    """Return the server that a setting names; None for an empty one; raise ValueError with what it should be."""
    if not text:
        return None
    try:
        parts = urlsplit(text)
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise ValueError(FORM) from error
    if parts.scheme not in {"smtp", "smtps"} or not host or parts.path not in {"", "/"} or not _is_option(parts):
        raise ValueError(FORM)
    server = MailServer(
        host=host,
        port=port or (465 if parts.scheme == "smtps" else 587 if parts.query else 25),
        tls=parts.scheme == "smtps",
        starttls=bool(parts.query),
        user=unquote(parts.username) if parts.username else None,
        password=unquote(parts.password or ""),
    )
    if server.user and not (server.tls or server.starttls or server.host in LOOPBACK):
        raise ValueError(UNSAFE)
    return server


def _is_option(parts: SplitResult) -> bool:
    return parts.query in ({"", "starttls"} if parts.scheme == "smtp" else {""}) and not parts.fragment


def read_sender(text: str) -> Address:
    """Return who writes; raise ValueError for what is no address."""
    name, address = parseaddr(text)
    is_one = re.fullmatch(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*", address)
    if not is_one or not text.isprintable() or address not in text:
        message = "must be who writes the mails, such as Backplan <plans@example.com>"
        raise ValueError(message)
    return Address(display_name=name, addr_spec=address)


@contextmanager
def connected(server: MailServer, *, patience: float = PATIENCE) -> Iterator[smtplib.SMTP]:
    """Open a connection on which a mail can be handed over; `patience` is for each answer of the server."""
    context = ssl.create_default_context()
    if server.tls:
        connection: smtplib.SMTP = smtplib.SMTP_SSL(server.host, server.port, timeout=patience, context=context)
    else:
        connection = smtplib.SMTP(server.host, server.port, timeout=patience)
    try:
        if server.starttls:
            connection.starttls(context=context)
        if server.user:
            _log_in(connection, server.user, server.password)
        yield connection
    finally:
        with suppress(smtplib.SMTPException, OSError):  # what was handed over is, however the server takes its leave
            connection.quit()
        connection.close()


def _log_in(connection: smtplib.SMTP, user: str, password: str) -> None:
    """Log in; some servers hang up instead of saying that it was the wrong password."""
    try:
        connection.login(user, password)
    except smtplib.SMTPServerDisconnected as error:
        raise smtplib.SMTPAuthenticationError(HUNG_UP, b"") from error


HUNG_UP = 535
