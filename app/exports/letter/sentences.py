"""Texts that people wrote, made fit to stand in a letter."""

from __future__ import annotations

import re

ENDS = (".", "!", "?", "\N{HORIZONTAL ELLIPSIS}")


def sentence(text: str, letters: int | None = None) -> str:
    """Return a text on one line that begins large and ends with a stop, cut to so many letters at a sentence's end."""
    plain = cut(" ".join(text.split()), letters)
    if not plain:
        return ""
    return f"{plain[0].upper()}{plain[1:]}{'' if plain.endswith(ENDS) else '.'}"


def cut(text: str, letters: int | None) -> str:
    """Return as much of a text as is asked for: whole sentences, else whole words and an ellipsis."""
    if letters is None or len(text) <= letters:
        return text
    whole = re.match(rf"(?s).{{1,{letters - 1}}}[.!?](?=\s)", text)
    if whole and len(whole[0]) > letters / 3:
        return whole[0]
    return f"{text[: letters - 1].rsplit(' ', 1)[0].rstrip(' ,;:')}\N{HORIZONTAL ELLIPSIS}"
