"""What a rule found, and how it names what it found."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .compiled import Compiled, CompiledDate

Fact = str | int


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Where a rule found something."""

    step: int | None = None
    date: CompiledDate | None = None
    facts: dict[str, Fact] = field(default_factory=dict)
    """What the sentence says, for programs."""
    sentence: str


def title(c: Compiled, step: int) -> str:
    """Return what people call a step."""
    return c.steps[step].title


def date_title(c: Compiled, date: CompiledDate) -> str:
    """Return what people call a critical date: its step, or the whole plan."""
    return "The whole plan" if date.step is None else title(c, date.step)
