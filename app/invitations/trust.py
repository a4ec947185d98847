"""Whether the server that took a message in vouches for its sender (RFC 8601, RFC 7489)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_COMMENT = re.compile(r"\([^()]*\)")
_RESULT = re.compile(r"\s*(dmarc|dkim|spf)\s*=\s*([a-z]+)", re.IGNORECASE)
_DOMAIN = {
    "dkim": re.compile(r"\bheader\.(?:d=|i=\S*@)([^\s;]+)", re.IGNORECASE),
    "spf": re.compile(r"\bsmtp\.mailfrom=(?:\S*@)?([^\s;]+)", re.IGNORECASE),
}
"""For which domain each of them speaks, as the server says."""


def doubted(headers: Sequence[str], server: str, sender: str) -> str | None:
    """Say why a message is not taken to be from the address that it says; None where its server vouches for that.

    `server` is the one that is believed, by its newest word; where none is named, nobody is asked. It vouches where it
    found the domain's own rule kept (dmarc), or else a signature or a way in that is of the sender's domain.
    """
    if not server:
        return None
    said = next((one for one in headers if _is_from(one, server)), None)
    if said is None:
        return f"{server} does not say who sent it"
    results = [part for part in _COMMENT.sub(" ", said).split(";")[1:] if _RESULT.match(part)]
    kept = {found[1].lower(): found[2].lower() for part in results if (found := _RESULT.match(part))}
    if kept.get("dmarc") == "pass":
        return None
    if kept.get("dmarc") == "fail":
        return f"{server} says dmarc=fail"
    if any(_vouches(part, sender) for part in results):
        return None
    return f"{server} vouches for nobody at {sender.rpartition('@')[2]}"


def _is_from(header: str, server: str) -> bool:
    """Tell whether a header is of a server; a version may stand behind its name."""
    return [word.casefold() for word in _COMMENT.sub(" ", header).partition(";")[0].split()[:1]] == [server.casefold()]


def _vouches(result: str, sender: str) -> bool:
    """Tell whether one thing that was found is well, and is about the sender's own domain, or one above or below it."""
    found = _RESULT.match(result)
    if found is None or found[2].lower() != "pass" or found[1].lower() not in _DOMAIN:
        return False
    named = _DOMAIN[found[1].lower()].search(result)
    own, theirs = sender.rpartition("@")[2].casefold(), named[1].casefold() if named else ""
    return (
        theirs != "" and "." in theirs and (own == theirs or own.endswith(f".{theirs}") or theirs.endswith(f".{own}"))
    )
