"""The one way by which the service calls addresses that its users name: checked first, and then that very one called.

A name is looked up once. All that it leads to must be public, and the connection goes to an address that was checked,
so that another answer of the name a moment later changes nothing. No proxy, no redirect, and an end to everything.
"""

from __future__ import annotations

import re
import ssl
from dataclasses import dataclass
from datetime import timedelta
from time import monotonic
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import httpcore

from app.clock import now
from app.operations.lookup import refused

from .addresses import Address, is_loopback, is_public, numeric, resolved
from .again import asked_for
from .pinned import Pinned

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

PATIENCE = 10.0
"""Seconds that a call may take from its beginning to the end of its answer."""
CONNECTING = 5.0
"""Seconds in which a connection must be there."""
KEPT = 1_000
"""Bytes of an answer that are kept; more are not read."""
LONGEST = 2_000
"""Characters of an address."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """What came of a call."""

    status: int | None
    """None where there was no answer."""
    milliseconds: int
    answer: str = ""
    """The beginning of what was answered, as text."""
    problem: str | None = None
    """Why there was no answer, or none that counts; None where it was taken."""
    asks_for: timedelta = timedelta(0)
    """How long whoever did not take it asks to be left alone."""


class ForbiddenAddressError(Exception):
    """An address that is not called; the message says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outside:
    """How the service calls what is outside."""

    loopback: bool = False
    """Whether this machine may be called too, also without encryption: for development."""
    resolve: Callable[[str], list[Address]] = resolved
    patience: float = PATIENCE

    def refuse_wrong(self, url: str) -> None:
        """Refuse an address that can never be called; what a name leads to is looked at with each call."""
        wrong = _flaw(url, loopback=self.loopback)
        if wrong is not None:
            raise refused("bad-webhook-address", wrong)
        if any(not self._may_call(url, each) for each in numeric(urlsplit(url).hostname or "")):
            raise refused("forbidden-address", f"{NOT_CALLED}; name one that everybody reaches")

    def post(self, url: str, headers: Mapping[str, str], body: bytes) -> Answered:
        """Send a body to an address, and return what came of it, whatever that is."""
        began = monotonic()
        try:
            status, answer, rest = self._sent(url, headers, body, began + self.patience)
        except ForbiddenAddressError as forbidden:
            return Answered(status=None, milliseconds=_since(began), problem=str(forbidden))
        except (httpcore.TimeoutException, TimeoutError):
            return Answered(status=None, milliseconds=_since(began), problem=f"no answer in {self.patience:g} seconds")
        except (httpcore.NetworkError, httpcore.ProtocolError, OSError, ValueError) as error:
            return Answered(status=None, milliseconds=_since(began), problem=_reason(error))
        problem = None if status in TAKEN else _not_taken(status)
        return Answered(status=status, milliseconds=_since(began), answer=answer, problem=problem, asks_for=rest)

    def _sent(self, url: str, headers: Mapping[str, str], body: bytes, ends: float) -> tuple[int, str, timedelta]:
        wrong = _flaw(url, loopback=self.loopback)
        if wrong is not None:
            raise ForbiddenAddressError(wrong)
        backend = Pinned(addresses=self._checked(url), ends=ends)
        with (
            httpcore.ConnectionPool(ssl_context=ssl.create_default_context(), network_backend=backend) as pool,
            pool.stream("POST", url, headers=[*headers.items()], content=body, extensions=TIMEOUTS) as response,
        ):
            return response.status, _beginning(response.iter_stream()), asked_for(response.headers, now())

    def _checked(self, url: str) -> tuple[Address, ...]:
        """Return the addresses that a host leads to, once all of them may be called."""
        host = urlsplit(url).hostname or ""
        try:
            found = self.resolve(host)
        except OSError:
            message = f"nobody knows the name {host}"
            raise ForbiddenAddressError(message) from None
        if not found or any(not self._may_call(url, each) for each in found):
            raise ForbiddenAddressError(NOT_CALLED)
        return (*found,)

    def _may_call(self, url: str, address: Address) -> bool:
        if is_loopback(address):
            return self.loopback
        return is_public(address) and url.startswith("https://")


NOT_CALLED = "the address leads to this machine or into a private network, which is not called"
TAKEN = range(200, 300)
REDIRECTS = range(300, 400)
TIMEOUTS = {"timeout": {"connect": CONNECTING, "read": PATIENCE, "write": PATIENCE, "pool": PATIENCE}}


def _flaw(url: str, *, loopback: bool) -> str | None:
    """Say what keeps a text from being an address that is called."""
    schemes = {"https", "http"} if loopback else {"https"}
    try:
        parts = urlsplit(url)
        port, host = parts.port, parts.hostname
    except ValueError:
        return "this is no address; write one such as https://crm.example.com/hooks"
    if len(url) > LONGEST or not re.fullmatch(r"[!-~]+", url) or not host or port == 0 or "\\" in url:
        return "this is no address; write one such as https://crm.example.com/hooks"
    if not url.startswith(tuple(f"{scheme}://" for scheme in schemes)):
        return "an address has to begin with https://"
    if "@" in parts.netloc or parts.fragment:
        return "an address holds neither a password nor a #; the signature says who calls"
    return None


def _beginning(chunks: Iterable[bytes]) -> str:
    """Return the beginning of an answer; the rest is left where it is."""
    found = b""
    for chunk in chunks:
        found += chunk
        if len(found) >= KEPT:
            break
    text = found[:KEPT].decode("utf-8", "replace")
    return "".join(sign if sign.isprintable() or sign in "\n\t" else " " for sign in text)


def _not_taken(status: int) -> str:
    if status in REDIRECTS:
        return f"it answered {status}; redirects are not followed, so name the address that it leads to"
    return f"it answered {status}"


def _reason(error: Exception) -> str:
    """Say why there was no answer, without what only we should know."""
    if "CERTIFICATE_VERIFY_FAILED" in str(error):
        return "nobody vouches for its certificate"
    if isinstance(error, httpcore.ConnectError):
        return "no connection"
    if isinstance(error, httpcore.ProtocolError):
        return "what it answered is not HTTP"
    return "the connection broke"


def _since(began: float) -> int:
    return int((monotonic() - began) * 1000)
