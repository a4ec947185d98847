"""Texts as they are looked for and put in order: without regard to capitals and accents."""

from __future__ import annotations

from unicodedata import combining, normalize


def folded(text: str) -> str:
    """Return a text without capitals and accents: `Müller` and `MULLER` are the same, and stand between L and N."""
    return "".join(sign for sign in normalize("NFKD", text.casefold()) if not combining(sign)).casefold()
