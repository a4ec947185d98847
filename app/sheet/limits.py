"""How much of a sheet is read before it is refused."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .problems import refused

if TYPE_CHECKING:
    from .grid import Row


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetLimits:
    """Bounds that keep one sheet from tying up a server; a setting may move each."""

    size: int = 20_000_000
    """Bytes of the file."""

    unpacked: int = 100_000_000
    """Bytes of a workbook's parts, which a small file can blow up to."""

    parts: int = 1_000
    """Parts of a workbook."""

    tags: int = 3_000_000
    """Tags of a sheet or of its texts, which an empty row has too; of any other part a tenth."""

    sheets: int = 50

    rows: int = 20_000
    """Rows of a sheet that hold something."""

    columns: int = 200
    """Columns of a sheet."""

    cells: int = 300_000
    """Cells of a sheet, blank ones before others too."""


def bound_rows(row: Row, count: int, cells_left: int, *, file: str, limits: SheetLimits, where: str = "") -> None:
    """Refuse a sheet that goes on after what is read of one; `count` is its row, counted from 1."""
    over = {
        f"{limits.rows:,} rows": count > limits.rows and row,
        f"{limits.columns} columns": len(row) > limits.columns,
        f"{limits.cells:,} cells": cells_left < 0,
    }
    for what, is_over in over.items():
        if is_over:
            sentence = f"the sheet goes on after {what}; take out what is no part of the plan"
            raise refused("sheet-too-large", sentence, file=file, where=f"{where} row {count}".strip())
