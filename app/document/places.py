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

    def __init__(self, written: Value, outline: Callable[[], Outline]) -> None:
        """Keep the document; its outline is asked for only when somebody wants a line."""
        self.written = written
        self._make_outline = outline
        self._outline: Outline | None = None

    def line(self, path: Path) -> int:
        """Return the line of the path's last part that is written."""
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
            if isinstance(here, dict) and isinstance(part, str):
                order.append(list(here).index(part))
                here = here[part]
            elif isinstance(here, list) and isinstance(part, int):
                order.append(part)
                here = here[part]
        return tuple(order)


def written_part(written: Value, path: Path) -> Path:
    """Return the part of a path that the data have: up to what is missing, without the index of one that stands alone."""
    here = written
    real: list[str | int] = []
    for part in path:
        if isinstance(here, dict) and isinstance(part, str) and part in here:
            here = here[part]
        elif isinstance(here, list) and isinstance(part, int) and part < len(here):
            here = here[part]
        elif isinstance(part, int) and not isinstance(here, list):
            continue
        else:
            break
        real.append(part)
    return tuple(real)
