"""Texts without the characters that no reader shows and some fall over."""

from __future__ import annotations

import re

_SEEN_AS = str.maketrans({"\t": " ", "\u2028": "\n", "\u2029": "\n"})
_UNSEEN = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
"""Controls and halves of characters."""


def visible(text: str) -> str:
    """Return a text with its line breaks, tabs as blanks, without controls and halves of characters."""
    return _UNSEEN.sub("", text.translate(_SEEN_AS))


def one_line(text: str) -> str:
    """Return a text on one line, with single blanks."""
    return " ".join(visible(" ".join(text.split())).split())
