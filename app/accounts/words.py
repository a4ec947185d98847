"""What people write about themselves: a name, an e-mail address."""

from __future__ import annotations

import re
import unicodedata

from .codes import refused

LONGEST = 200
"""Characters of a name."""
_ADDRESS = re.compile(r'[^@\s"(),:;<>\[\]\\]{1,64}@[^@\s"(),:;<>\[\]\\.]+(\.[^@\s"(),:;<>\[\]\\.]+)*')
_LONGEST_ADDRESS = 254


def read_email(text: str) -> str:
    """Return an e-mail address, or refuse it; nothing in it can end a line of a mail."""
    email = unicodedata.normalize("NFC", text.strip())
    if len(email) > _LONGEST_ADDRESS or not email.isprintable() or not _ADDRESS.fullmatch(email):
        raise refused("bad-address", "this is no e-mail address; write it like ana@example.com")
    return email


def read_name(text: str, *, of: str = "your name") -> str:
    """Return the name of somebody or something, or refuse it."""
    name = " ".join(unicodedata.normalize("NFC", text).split())
    if not name or len(name) > LONGEST or not name.isprintable():
        raise refused("bad-name", f"write {of} in at most {LONGEST} characters that can be shown")
    return name
