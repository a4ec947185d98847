"""Rows in columns that fit a page: long texts are cut first, then whole columns give way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .page import DIM, Page, cut, padded, width_of

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column."""

    title: str
    least: int | None = None
    """Columns to which its texts may be cut; None where each is shown whole."""
    leaves: int = 0
    """On a narrow page columns leave in this order; 0 stays."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line, each cell as it is printed."""

    cells: tuple[str, ...]
    mark: str = " "
    """One letter before the first cell."""
    paint: str = ""


BETWEEN = "  "


def grid(columns: Sequence[Column], rows: Sequence[Row], page: Page) -> list[str]:
    """Return the rows as lines, below their titles."""
    head = Row(cells=tuple(column.title for column in columns), paint=DIM)
    widths = _widths(columns, [head, *rows], page.width)
    return [_line(row, widths, page) for row in [head, *rows]]


def _widths(columns: Sequence[Column], rows: Sequence[Row], width: int | None) -> dict[int, int]:
    """Return the columns that stay, each with its width; one that says nothing below its title does not."""
    filled = [at for at in range(len(columns)) if any(row.cells[at] for row in rows[1:])]
    natural = {at: max(width_of(row.cells[at]) for row in rows) for at in filled}
    leaving = sorted((columns[at].leaves, at) for at in filled if columns[at].leaves)
    while True:
        widths = dict(natural)
        excess = 0 if width is None else len(BETWEEN) * len(widths) + sum(widths.values()) - width
        for at in sorted(widths, key=lambda at: -widths[at]):
            least = columns[at].least
            if excess > 0 and least is not None:
                taken = min(excess, max(0, widths[at] - least))
                widths[at], excess = widths[at] - taken, excess - taken
        if excess <= 0 or not leaving:
            return widths
        del natural[leaving.pop(0)[1]]


def _line(row: Row, widths: dict[int, int], page: Page) -> str:
    text = BETWEEN.join(padded(cut(row.cells[at], width), width) for at, width in widths.items())
    return page.painted(f"{row.mark} {text}".rstrip(), row.paint)
