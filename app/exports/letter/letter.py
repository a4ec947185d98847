"""The letter as values: who writes to whom, and what; nothing here knows how it is set."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Something that the customer said."""

    text: str
    source: str
    """Who and when; empty where nobody wrote that down."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A step with its hard date and who does it."""

    when: str
    what: str
    who: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of the letter; what is empty is not there."""

    title: str
    quotes: tuple[Quote, ...] = ()
    paragraphs: tuple[str, ...] = ()
    lines: tuple[Line, ...] = ()
    items: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Tell whether it says anything."""
        return bool(self.quotes or self.paragraphs or self.lines or self.items)


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """One page from the selling side to the sponsor."""

    title: str
    day: str
    """Begins with `Draft` while there is nobody to write to and nothing has been said of why."""
    sender: tuple[str, ...]
    """Name, then role and organisation, as far as they are known."""
    house: str
    """The selling side's name."""
    recipient: tuple[str, ...]
    salutation: str
    opening: tuple[str, ...]
    parts: tuple[Part, ...]
    missing: str
    """What is still to be agreed; empty where nothing is."""
    closing: str

    @property
    def height(self) -> int:
        """Return about how many lines it takes, rather too many than too few."""
        heights = [_paragraph(text) for text in (self.title, *self.opening, self.missing, self.closing)]
        heights.append(HEAD)
        for part in self.parts:
            heights.append(HEADING)
            heights += [_rows(quote.text + quote.source, INDENTED) for quote in part.quotes]
            heights += [_paragraph(text) for text in part.paragraphs]
            heights += [_rows(item, INDENTED) for item in part.items]
            heights += [
                max(_rows(line.when, COLUMN), _rows(line.what, 2 * COLUMN), _rows(line.who, COLUMN))
                for line in part.lines
            ]
        return ceil(sum(heights))


ACROSS, INDENTED, COLUMN = 92, 86, 22
"""Letters that a line, an indented line and the narrow columns of the table take."""
HEAD, HEADING, GAP = 8, 1.8, 0.4
"""Lines that head, salutation and signature take together, a heading, and the space behind a paragraph."""


def _paragraph(text: str) -> float:
    return _rows(text, ACROSS) + GAP if text else 0


def _rows(text: str, letters: int) -> float:
    return ceil(len(text) / letters) + 0.15 if text else 1
