"""Why a plan cannot be scheduled: every problem with its place, told at once."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

Path = tuple[str | int, ...]
"""The way to a place in the plan document: `("steps", 4, "after", 0)`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing that must be mended before the plan can be scheduled."""

    code: str
    """Stable, in kebab-case; one of `CODES` of the module that tells it."""
    path: Path
    sentence: str
    """What is wrong and what to do, in words that stand alone after the place."""

    @property
    def place(self) -> str:
        """The path as people write it: `steps[4].after[0]`; empty for the whole document."""
        written = ""
        for part in self.path:
            written += f"[{part}]" if isinstance(part, int) else f".{part}" if written else part
        return written

    def __str__(self) -> str:
        """Return place and sentence."""
        return f"{self.place}: {self.sentence}" if self.path else self.sentence


class Refused(ValueError):  # noqa: N818 - it is the field's word: a plan is refused
    """The plan cannot be scheduled."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Keep all problems, in the order of the document."""
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


def nearest(name: str, names: Iterable[str]) -> str:
    """Return `; did you mean 'x'?` for the nearest of the names, or nothing where none is near."""
    found = get_close_matches(name, sorted(names), n=1, cutoff=0.6)
    return f"; did you mean {found[0]!r}?" if found else ""
