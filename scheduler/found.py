"""What a rule found, and how it names what it found."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .compiled import FINISHED

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


def waited_for(c: Compiled, step: int) -> set[int]:
    """Return the unfinished steps that a step waits for, those behind skipped ones in their stead."""
    found: set[int] = set()
    looking, looked = [step], {step}
    while looking:
        for link in c.steps[looking.pop()].after:
            other = c.index[link.step]
            if c.kind[other] == FINISHED or other in looked:
                continue
            looked.add(other)
            if c.steps[other].progress.skipped:
                looking.append(other)
            else:
                found.add(other)
    return found


def title(c: Compiled, step: int) -> str:
    """Return what people call a step."""
    return c.steps[step].title


def date_title(c: Compiled, date: CompiledDate) -> str:
    """Return what people call a critical date: its step, or the whole plan."""
    return "The whole plan" if date.step is None else title(c, date.step)
