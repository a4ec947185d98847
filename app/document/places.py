"""Where in its file each part of a document stands."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from scheduler.refusals import Path

Value = None | bool | int | float | str | list["Value"] | dict[str, "Value"]
"""Plain data, as YAML and JSON have it."""


@dataclass(slots=True)
class Outline:
    """The lines of one block or list and of everything inside it."""

    line: int
    lines: dict[str | int, int] = field(default_factory=dict)
    """The line of each key or item."""
    inside: dict[str | int, Outline] = field(default_factory=dict)
    """The outlines of the blocks and lists in it."""


class Places:
    """The lookup from a path to the line on which it is written."""

    def __init__(self, written: Value, outline: Callable[[], Outline] | None) -> None:
        """Keep the document; its outline is asked for only when somebody wants a line, and without one are no lines."""
        self.written = written
        self._make_outline = outline
        self._outline: Outline | None = None
        self._positions: dict[int, dict[str, int]] = {}

    def line(self, path: Path) -> int | None:
        """Return the line of the path's last part that is written; nothing where the document came without a text."""
        if self._make_outline is None:
            return None
        if self._outline is None:
            self._outline = self._make_outline()
        outline, line = self._outline, self._outline.line
        for part in self.real(path):
            line = outline.lines.get(part, line)
            inside = outline.inside.get(part)
            if inside is None:
                break
            outline = inside
        return line

    def real(self, path: Path) -> Path:
        """Return the part of the path that is written."""
        return written_part(self.written, path)

    def order(self, path: Path) -> tuple[int, ...]:
        """Return a key that sorts paths as the document has them."""
        here = self.written
        order: list[int] = []
        for part in self.real(path):
            order.append(part if isinstance(part, int) else self._position(here, part))
            here = _inside(here, part)
        return tuple(order)

    def _position(self, here: Value, key: str) -> int:
        """Return the how-manieth of a block's keys one is; kept, since blocks may be wide and problems many."""
        if not isinstance(here, dict):
            return 0
        positions = self._positions.get(id(here))
        if positions is None:
            positions = self._positions[id(here)] = {name: number for number, name in enumerate(here)}
        return positions[key]


def written_part(written: Value, path: Path) -> Path:
    """Return the part of a path that is there, without the index of one that stands for a list."""
    here = written
    real: list[str | int] = []
    for part in path:
        if _has(here, part):
            here = _inside(here, part)
            real.append(part)
        elif isinstance(part, str) or isinstance(here, list):
            break
    return tuple(real)


def value_at(written: Value, path: Path) -> Value:
    """Return what is written at a path that is there."""
    here = written
    for part in path:
        here = _inside(here, part)
    return here


def _has(here: Value, part: str | int) -> bool:
    if isinstance(here, dict):
        return part in here
    return isinstance(here, list) and isinstance(part, int) and part < len(here)


def _inside(here: Value, part: str | int) -> Value:
    if isinstance(here, dict) and isinstance(part, str):
        return here[part]
    if isinstance(here, list) and isinstance(part, int):
        return here[part]
    raise KeyError(part)
