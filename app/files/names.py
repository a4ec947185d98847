"""The name of a file as people may see it: no path, nothing that steers a screen, not too long."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 200
"""Characters of a name."""
ENDING = 20
"""Characters that are kept of an ending where a name is cut."""
_FORBIDDEN = re.compile(r'[<>:"|?*]')
"""What no name of a file on Windows can have."""


def cleaned(name: str) -> str:
    """Return the name of a file without folders, control characters and signs that turn writing around.

    Nothing is left of a name that is nothing else.
    """
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    seen = "".join(" " if _is_space(sign) else sign for sign in last if _is_space(sign) or _can_be_seen(sign))
    plain = " ".join(_FORBIDDEN.sub("_", seen).split()).strip(". ")
    if len(plain) <= LONGEST:
        return plain
    stem, dot, ending = plain.rpartition(".")
    if not dot or len(ending) > ENDING:
        return plain[:LONGEST]
    return f"{stem[: LONGEST - len(ending) - 1]}.{ending}"


def _is_space(sign: str) -> bool:
    return sign in "\t\n\r" or unicodedata.category(sign).startswith("Z")


def _can_be_seen(sign: str) -> bool:
    """Tell whether a sign is one: no control or format character, half a character or one that nobody has given."""
    return not unicodedata.category(sign).startswith("C")
