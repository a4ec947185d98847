"""What is wrong with a document: every problem with its file, line and path, told at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from scheduler.refusals import Path, Problem, Refused

from .words import shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from .limits import Limits
    from .places import Places

_LONG = 64

T = TypeVar("T")
R = TypeVar("R")


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedProblem(Problem):
    """A problem and where somebody finds it."""

    file: str
    """What the caller calls the text: a file's name, or the request's body."""
    line: int | None
    """Counted from 1; none for what was asked for beside the document, or where that came without a text."""

    @property
    def place(self) -> str:
        """The path as people write it, keys of absurd length cut off and what cannot be shown written out."""
        return Problem(code=self.code, path=tuple(map(_shown, self.path)), sentence=self.sentence).place

    def __str__(self) -> str:
        """Return file, line, path and sentence on one line."""
        where = self.file if self.line is None else f"{self.file}:{self.line}"
        return f"{where} {self.place}: {self.sentence}" if self.path else f"{where}: {self.sentence}"


def _shown(part: str | int) -> str | int:
    return part if isinstance(part, int) or (len(part) <= _LONG and part.isprintable()) else shown(part)[1:-1]


class Unreadable(Refused):
    """The text is no plan that can be scheduled."""

    problems: tuple[PlacedProblem, ...]

    def __init__(self, problems: Iterable[PlacedProblem]) -> None:
        """Keep all problems, in the order of the document."""
        super().__init__(problems)


class Wrong(ValueError):  # noqa: N818 - it never leaves the reader: it carries a sentence to where the place is known
    """A value that cannot be read, and why."""

    def __init__(self, code: str, sentence: str) -> None:
        """Keep the code and the sentence."""
        super().__init__(sentence)
        self.code = code
        self.sentence = sentence


class Origins:
    """The way back from a path in what was salvaged to the same place in the document as written."""

    def __init__(self) -> None:
        """Begin with nothing dropped and nothing renamed."""
        self._kept: dict[Path, list[int]] = {}
        self._written_key: dict[Path, str] = {}

    def drop(self, path: Path, positions: Iterable[int], length: int) -> None:
        """Note that a list of that length loses the items at these positions."""
        written = self.written(path)
        kept = self._kept.get(written, list(range(length)))
        gone = set(positions)
        self._kept[written] = [index for position, index in enumerate(kept) if position not in gone]

    def rename(self, block: Path, key: str, meant: str) -> None:
        """Note that a key of a block is read as another one."""
        self._written_key[*self.written(block), meant] = key

    def written(self, path: Path) -> Path:
        """Return the path as the document has it."""
        if not self._kept and not self._written_key:
            return path
        written: Path = ()
        for part in path:
            if isinstance(part, int):
                kept = self._kept.get(written)
                written = (*written, kept[part] if kept and part < len(kept) else part)
            else:
                written = (*written, self._written_key.get((*written, part), part))
        return written


class Problems:
    """What has been told so far, and about which places."""

    def __init__(self, file: str, places: Places, limits: Limits) -> None:
        """Begin with nothing told about a file."""
        self.origins = Origins()
        self.limits = limits
        self.places = places
        self._file = file
        self._told: list[PlacedProblem] = []
        self._settled: set[Path] = set()
        self._exactly: set[Path] = set()
        self._touched: set[Path] = set()

    def __bool__(self) -> bool:
        """Return whether anything has been told."""
        return bool(self._told)

    def tell(self, code: str, path: Path, sentence: str, *, settles: bool = True, line: int | None = None) -> None:
        """Note a problem, unless an earlier one has settled its place: then it would only follow from that one."""
        written = self.origins.written(path)
        if any(written[:length] in self._settled for length in range(1, len(written) + 1)):
            return
        if len(self._told) >= self.limits.problems:
            raise self.too_many()
        if settles:
            self._settled.add(written)
        self._exactly.add(written)
        self._touched.update(written[:length] for length in range(len(written) + 1))
        self._told.append(
            PlacedProblem(
                code=code,
                path=self.places.real(written),
                sentence=sentence,
                file=self._file,
                line=self.places.line(written) if line is None else line,
            )
        )

    def too_many(self) -> Unreadable:
        """Return what ends the reading of a text in which more is wrong than anybody wants to hear at once."""
        sentence = (
            "more is wrong than is told at once; mend what stands before this line first"
            if self._told
            else "more is wrong with the values in this text than can be told; look whether it is a plan"
        )
        last = PlacedProblem(code="too-many-problems", path=(), sentence=sentence, file=self._file, line=None)
        return Unreadable((*self.in_order(), last))

    def tell_argument(self, code: str, name: str, sentence: str) -> None:
        """Note a problem with what the caller asked for, which stands on no line."""
        self._told.append(PlacedProblem(code=code, path=(name,), sentence=sentence, file=self._file, line=None))

    def read(self, reader: Callable[[T], R], value: T | None, *path: str | int) -> R | None:
        """Return what the reader makes of a value, or nothing where there is none or it is wrong, which is told."""
        if value is None:
            return None
        try:
            return reader(value)
        except Wrong as wrong:
            self.tell(wrong.code, path, wrong.sentence)
            return None

    def touch(self, *path: str | int) -> bool:
        """Return whether anything has been told about the place or something inside it."""
        return bool(self._told) and self.origins.written(path) in self._touched

    def told(self, code: str) -> tuple[PlacedProblem, ...]:
        """Return the problems of one code."""
        return tuple(problem for problem in self._told if problem.code == code)

    def about(self, *path: str | int) -> bool:
        """Return whether anything has been told about the place itself, so that what is there may not be all."""
        return bool(self._told) and self.origins.written(path) in self._exactly

    def in_order(self) -> tuple[PlacedProblem, ...]:
        """Return all problems in the order of the document."""
        return tuple(sorted(self._told, key=lambda told: (told.line or 0, self.places.order(told.path))))
