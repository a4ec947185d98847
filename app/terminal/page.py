"""The page that text is laid out on: how wide it is, and whether it takes colour."""

from __future__ import annotations

from dataclasses import dataclass
from textwrap import wrap
from unicodedata import combining, east_asian_width

RED, YELLOW, GREEN, BOLD, DIM, PLAIN = "\x1b[31m", "\x1b[33m", "\x1b[32m", "\x1b[1m", "\x1b[2m", "\x1b[0m"

HEALTH = {"late": RED, "blocked": RED, "at_risk": YELLOW, "on_track": GREEN, "done": DIM, "on_hold": DIM}
"""The colours of healths, the worst first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Where text is shown."""

    width: int | None = None
    """Its columns; None where lines may be of any length."""
    colour: bool = False
    """Whether it is a terminal that shows colours."""
    blocks: bool = False
    """Whether it shows the letters that pictures are made of, rather than those of a typewriter."""

    def painted(self, text: str, paint: str) -> str:
        """Return text in a colour, where there are any."""
        return f"{paint}{text}{PLAIN}" if self.colour and paint and text else text

    def lines(self, text: str, paint: str = "", *, mark: str = "") -> list[str]:
        """Return text as lines that fit, all but the first indented as far as its mark is wide."""
        lines = wrap(text, max(self.width - len(mark), NARROWEST)) if self.width else [text]
        return [f"{' ' * len(mark) if at else mark}{self.painted(line, paint)}" for at, line in enumerate(lines)]


NARROWEST = 20
"""Columns below which no line is broken."""


def width_of(text: str) -> int:
    """Return the columns that a text takes: letters of East Asian scripts take two, accents set on a letter none."""
    return sum(0 if combining(letter) else 2 if east_asian_width(letter) in "WF" else 1 for letter in text)


def cut(text: str, width: int) -> str:
    """Return as much of a text as a column takes, with an ellipsis where it is not all."""
    if width_of(text) <= width:
        return text
    while width_of(text) > width - 1:
        text = text[:-1]
    return f"{text.rstrip()}{ELLIPSIS}"


ELLIPSIS = "\N{HORIZONTAL ELLIPSIS}"


def padded(text: str, width: int) -> str:
    """Return a text with the blanks behind it that fill a column."""
    return text + " " * (width - width_of(text))
