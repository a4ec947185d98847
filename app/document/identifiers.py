"""Ids as people write them."""

from __future__ import annotations

import re
from unicodedata import combining, normalize

from .problems import Wrong
from .words import shown

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")
_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_LONGEST = 64
_EXAMPLE = "legal-review"
_SPELT = str.maketrans({"ß": "ss", "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "æ": "ae", "Æ": "Ae", "œ": "oe", "đ": "d"})
"""Letters that are no others with a mark."""


def read_id(text: str) -> str:
    """Return an id, once it is one."""
    if _ID.fullmatch(text):
        return text
    if not text:
        raise Wrong("bad-id", f"the id is empty; write a short name such as {_EXAMPLE!r}")
    meant = re.sub(r"[^A-Za-z0-9_-]+", "-", _bare(text)).strip("-_")[:_LONGEST]
    raise Wrong(
        "bad-id",
        f"{shown(text)} is no id: it takes up to {_LONGEST} letters, digits, - and _, a letter or digit first; "
        f"write {meant or _EXAMPLE!r}",
    )


def slug(text: str, otherwise: str, *, longest: int = _LONGEST - len("-99999")) -> str:
    """Return a text as an id or the name of a file: small letters without marks, digits and hyphens."""
    plain = re.sub(r"[^a-z0-9]+", "-", _bare(text).casefold()).strip("-")
    return plain[:longest].strip("-") or otherwise


def _bare(text: str) -> str:
    """Return a text with its letters as they are written where there are no marks."""
    return "".join(letter for letter in normalize("NFKD", text.translate(_SPELT)) if not combining(letter))


def read_uuid(text: str) -> str:
    """Return a UUID, once it is one."""
    if _UUID.fullmatch(text):
        return text
    raise Wrong(
        "bad-uuid", f"{shown(text)} is no UUID; leave the id out of a file, it is given when the plan is stored"
    )
