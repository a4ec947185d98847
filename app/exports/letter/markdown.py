"""The letter as Markdown that also reads well where nobody renders it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .writing import write

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.projection import Projection

    from .letter import Letter, Part


def letter_markdown(projection: Projection) -> bytes:
    """Return the letter."""
    return "\n\n".join(_blocks(write(projection))).encode() + b"\n"


def _blocks(letter: Letter) -> Iterator[str]:
    yield f"# {escaped(letter.title)}"
    yield "  \n".join(filter(None, [escaped(", ".join(letter.recipient)), escaped(letter.day)]))
    yield escaped(letter.salutation)
    yield from map(escaped, letter.opening)
    for part in letter.parts:
        yield f"## {escaped(part.title)}"
        yield from _part(part)
    if letter.missing:
        yield escaped(letter.missing)
    yield escaped(letter.closing)
    yield "  \n".join(filter(None, ["Kind regards,", escaped(", ".join(letter.sender))]))


def _part(part: Part) -> Iterator[str]:
    for quote in part.quotes:
        yield f"> {escaped(quote.text)}{f' ({escaped(quote.source)})' if quote.source else ''}"
    if part.lines:
        rows = [("By", "What", "Who"), ("---", "---", "---"), *((one.when, one.what, one.who) for one in part.lines)]
        yield "\n".join(f"| {' | '.join(cell if cell == '---' else escaped(cell) for cell in row)} |" for row in rows)
    yield from map(escaped, part.paragraphs)
    if part.items:
        yield "\n".join(f"- {escaped(item)}" for item in part.items)


def escaped(text: str) -> str:
    """Return a text on one line that Markdown shows letter by letter."""
    plain = re.sub(r"([\\`*_\[\]<>|#~&])", r"\\\1", " ".join(text.split()))
    return re.sub(
        r"^([-+=]|\d+(?=[.)]))", lambda found: f"{found[1]}\\" if found[1].isdigit() else f"\\{found[1]}", plain
    )
