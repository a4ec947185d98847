"""A real mail server for tests: aiosmtpd on a free port of this machine, with what it was handed."""

from __future__ import annotations

import ssl
from asyncio import Server, to_thread
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from typing import TYPE_CHECKING, Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, Envelope, Session

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from email.message import EmailMessage

    from aiosmtpd.smtp import SMTP, LoginPassword

USER, PASSWORD = "post", "s3cret of the post"
HANGS_UP = "h4ng up"
"""A wrong password on which the server takes its leave, as some do, without a word."""


@dataclass(slots=True)
class Postbox:
    """What a server was handed, and how it answers."""

    port: int = 0
    envelopes: list[Envelope] = field(default_factory=list)
    answers: list[str] = field(default_factory=list)
    """To readers' addresses, one after the other; 250 once none is left."""
    to_content: list[str] = field(default_factory=list)
    """To contents, likewise."""
    encrypted: list[bool] = field(default_factory=list)
    """Whether each was handed over so."""
    then: list[Callable[[], object]] = field(default_factory=list)
    """What happens once a mail is taken and before that is said, for one mail after the other."""

    async def handle_RCPT(  # noqa: N802 - theirs
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Take a reader, or not."""
        answer = self.answers.pop(0) if self.answers else "250 OK"
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
            envelope.rcpt_options.extend(options)
        return answer

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 - theirs
        """Take a mail, or not."""
        answer = self.to_content.pop(0) if self.to_content else "250 OK"
        if answer.startswith("250"):
            self.envelopes.append(envelope)
            self.encrypted.append(bool(server.transport and server.transport.get_extra_info("sslcontext")))
            if self.then:
                await to_thread(self.then.pop(0))
        return answer

    @property
    def messages(self) -> list[EmailMessage]:
        """Return the mails as a reader's program reads them."""
        contents = [envelope.content for envelope in self.envelopes]
        return [message_from_bytes(one, policy=policy.default) for one in contents if isinstance(one, bytes)]


def _allow(server: SMTP, session: Session, envelope: Envelope, mechanism: str, login: LoginPassword) -> AuthResult:
    known = login.login == USER.encode() and login.password == PASSWORD.encode()
    if login.password == HANGS_UP.encode() and server.transport is not None:
        server.transport.close()
    return AuthResult(success=known, handled=False)


class _OnAnyPort(Controller):
    """A server on a port that was free."""

    def _trigger_server(self) -> None:
        if isinstance(self.server, Server):
            self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()  # type: ignore[no-untyped-call] # theirs


@contextmanager
def receiving(
    *, context: ssl.SSLContext | None = None, at_once: bool = False, login: bool = False
) -> Iterator[Postbox]:
    """Receive mails until the block ends; `at_once` encrypts from the first byte, else as the client asks."""
    box = Postbox()
    options: dict[str, Any] = {"auth_require_tls": False, "ident": "test"}
    if login:
        options["authenticator"] = _allow
    if context is not None and not at_once:
        options |= {"tls_context": context, "require_starttls": True}
    first = context if at_once else None
    server = _OnAnyPort(box, hostname="127.0.0.1", port=0, ssl_context=first, **options)
    server.start()
    try:
        box.port = server.port
        yield box
    finally:
        server.stop()
