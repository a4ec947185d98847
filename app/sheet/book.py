"""The sheets of a file, whatever its form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .kinds import other_kind
from .problems import refused
from .text_grid import text_grid
from .workbook_grids import workbook_grids

if TYPE_CHECKING:
    from .grid import Grid
    from .limits import SheetLimits
    from .notes import Notes

_ZIP = b"PK\x03\x04"


def grids_of(raw: bytes, *, file: str, limits: SheetLimits, notes: Notes) -> list[Grid]:
    """Return the sheets of a file, told by its content and not by its name; raise Unreadable where it is no sheet."""
    if len(raw) > limits.size:
        sentence = (
            f"the file has {len(raw):,} bytes, and {limits.size:,} are read; take out what is no part of the plan"
        )
        raise refused("sheet-too-large", sentence, file=file)
    other = other_kind(raw)
    if other:
        raise refused("sheet-kind", other, file=file)
    if raw.startswith(_ZIP):
        return workbook_grids(raw, file=file, limits=limits, notes=notes)
    return [text_grid(raw, file=file, limits=limits)]
