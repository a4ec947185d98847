"""Write the letter: the fullest that fits one page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.brief import Brief, brief
from app.phrases import day_in_full

from .letter import Letter, Part
from .missing import is_draft, missing
from .opening import opening
from .people import lines, recipient, writer
from .plan_parts import asks, gates, next_steps
from .why_parts import criteria, heard, worth

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.projection import Projection

PAGE = 60
"""Lines that one page takes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Portion:
    """How much of everything a letter tells."""

    words: int
    """Entries of each list of the why."""
    steps: int
    gates: int
    asks: int
    letters: int
    """Of one text; a longer one ends with its last whole sentence, or an ellipsis."""


PORTIONS = (
    Portion(words=3, steps=8, gates=3, asks=3, letters=420),
    Portion(words=3, steps=7, gates=3, asks=3, letters=300),
    Portion(words=2, steps=7, gates=3, asks=3, letters=240),
    Portion(words=2, steps=6, gates=2, asks=2, letters=200),
    Portion(words=1, steps=6, gates=2, asks=2, letters=160),
    Portion(words=1, steps=5, gates=1, asks=1, letters=120),
)
"""From the fullest to the leanest."""


def write(projection: Projection) -> Letter:
    """Return the fullest letter that fits one page; what one side keeps to itself is in none."""
    said = brief(projection)
    letters = (_letter(said, portion) for portion in PORTIONS)
    return next((letter for letter in letters if letter.height <= PAGE), _letter(said, PORTIONS[-1]))


def _letter(plan: Brief, portion: Portion) -> Letter:
    to, by = recipient(plan), writer(plan)
    today = day_in_full(plan.as_of, near=plan.as_of)
    day = today if today.endswith(str(plan.as_of.year)) else f"{today} {plan.as_of.year}"
    return Letter(
        title=plan.title,
        day=f"Draft, {day}" if is_draft(plan) else day,
        sender=lines(by, plan.seller),
        house=plan.seller,
        recipient=lines(to, plan.customer),
        salutation=f"Dear {to.name}," if to else "Good day,",
        opening=opening(plan),
        parts=tuple(filter(None, _parts(plan, portion))),
        missing=missing(plan),
        closing="This letter says what the plan says; when a date moves, you will hear it from us first.",
    )


def _parts(plan: Brief, portion: Portion) -> Iterator[Part]:
    to = recipient(plan)
    yield heard(plan.why, portion.words, portion.letters)
    yield worth(plan.why, portion.words, portion.letters)
    yield criteria(plan.why, portion.words, portion.letters)
    yield next_steps(plan, portion.steps, to.id if to else None)
    yield gates(plan, portion.gates, portion.letters)
    yield asks(plan, portion.asks, to.id if to else None)
