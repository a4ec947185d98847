"""Whether the server that took a message in says that its sender is made up (RFC 8601)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_COMMENT = re.compile(r"\([^()]*\)")
_RESULT = re.compile(r"\s*(dmarc|dkim|spf)\s*=\s*([a-z]+)", re.IGNORECASE)


def doubted(headers: Sequence[str], server: str) -> str | None:
    """Say why a message is not taken to be from whom it says; None where nothing speaks against it.

    `server` is the one that is believed; where none is named, nobody is asked.
    """
    if not server:
        return None
    results = _results(headers, server)
    if results is None:
        return f"{server} does not say who sent it"
    if results.get("dmarc") == "pass":
        return None
    failed = [name for name in ("dmarc", "dkim", "spf") if results.get(name) == "fail"]
    if "dmarc" in failed or (failed and "pass" not in results.values()):
        return f"{server} says {failed[0]}=fail"
    return None


def _results(headers: Sequence[str], server: str) -> dict[str, str] | None:
    """Return what a server found, by method, its newest word first; None where it says nothing."""
    found: dict[str, str] = {}
    said = False
    for header in headers:
        name, *results = _COMMENT.sub(" ", header).split(";")
        if [word.casefold() for word in name.split()[:1]] != [server.casefold()]:
            continue
        said = True
        for result in filter(None, map(_RESULT.match, results)):
            found.setdefault(result[1].lower(), result[2].lower())
    return found if said else None
