"""What is wrong in a file of the library, told by file, line and path, with the nearest right name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from scheduler.refusals import Path, Problem, Refused, folded, nearest, quoted

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True, kw_only=True)
class Mistake(Problem):
    """A problem with a file of the library."""

    file: str
    line: int

    def __str__(self) -> str:
        """Return file, line, path and sentence on one line."""
        where = f"{self.file}:{self.line}"
        return f"{where} {self.place}: {self.sentence}" if self.path else f"{where}: {self.sentence}"


class Mistaken(ValueError):  # noqa: N818 - as with a refused plan, the word says what the content is
    """The library's content cannot be used."""

    def __init__(self, mistakes: Iterable[Mistake]) -> None:
        """Keep all mistakes, by file and line."""
        self.mistakes = tuple(sorted(mistakes, key=lambda one: (one.file, one.line, one.place)))
        super().__init__("\n".join(map(str, self.mistakes)))


def refused(code: str, path: Path, sentence: str) -> Refused:
    """Return the refusal of one thing at a place."""
    return Refused([Problem(code=code, path=path, sentence=sentence)])


def unknown(what: str, name: str, names: Iterable[str], otherwise: str = "") -> str:
    """Return `no step 'x'; did you mean 'y'?`, or what to say where nothing is near."""
    meant = nearest(name, {folded(right): right for right in sorted(names)})
    return f"no {what} {quoted(name)}{meant or otherwise}"
