"""Every code that a refusal can carry: the kinds of refusals, then what can be wrong in a plan or beside it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from api.kinds import KINDS
from app.accounts.codes import CODES as DOOR
from app.document import CODES as READER
from app.exports import CODES as EXPORTS
from app.feeds import CODES as FEEDS
from app.links import CODES as LINKS
from app.operations import CODES as OPERATIONS
from app.plans import CODES as STORED
from app.privacy import CODES as PRIVACY
from app.sheet import CODES as SHEETS
from app.templates import CODES as TEMPLATES
from app.webhooks.codes import CODES as WEBHOOKS
from scheduler.refusals import CODES as ENGINE
from templates_library import CODES as LIBRARY

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One code, explained."""

    code: str
    says: tuple[str, ...]
    """Cause and cure in a sentence; several where different parts of the service give the code."""
    status: int | None = None
    """Of a kind of refusal: the status that it has."""


@cache
def entries() -> Mapping[str, Entry]:
    """Return every code, kinds first, then the others by name."""
    kinds = {
        code: Entry(code=code, says=(f"{kind.title}.", kind.cure), status=kind.status) for code, kind in KINDS.items()
    }
    codes = {
        code: Entry(code=code, says=tuple(dict.fromkeys(said[code] for said in _TABLES if code in said)))
        for code in sorted({code for said in _TABLES for code in said} - {*kinds})
    }
    return {**kinds, **codes}


OWN: Mapping[str, str] = MappingProxyType(
    {
        "already-there": "What another system calls so is there, and came as a whole plan: change it by operations.",
        "key-used": "An Idempotency-Key was sent with another request: send that one again, or take a new key.",
        "missing": "A parameter or a key that is needed is missing: add it.",
        "other-revision": "A plan is no longer what the caller saw: look at it again.",
        "too-many-changes": "More changes are tried at once than the limit: make them in the plan, and try the others.",
        "unknown-export": "Plans do not leave in a form of that name: choose one of those that are named.",
        "unknown-name": "A parameter or a key has a name that means nothing there: mend its spelling.",
        "wrong-cursor": "A cursor is not one of that list: take the `next` of a page, or leave it out.",
        "wrong-value": "A value cannot be read: write what belongs there.",
    }
)
"""What only this door finds wrong."""

_TABLES: tuple[Mapping[str, str], ...] = (
    READER,
    ENGINE,
    OPERATIONS,
    STORED,
    SHEETS,
    FEEDS,
    EXPORTS,
    LIBRARY,
    TEMPLATES,
    DOOR,
    LINKS,
    PRIVACY,
    WEBHOOKS,
    OWN,
)
