"""The sheets of a file, whatever its form."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .problems import refused
from .text_grid import text_grid
from .workbook_grids import workbook_grids

if TYPE_CHECKING:
    from .grid import Grid
    from .limits import SheetLimits
    from .notes import Notes

_ZIP = b"PK\x03\x04"
_OLD = b"\xd0\xcf\x11\xe0"
"""How files of Excel before 2007 begin, and workbooks that have a password."""
_PLAN = re.compile(rb"""^[\s{"']*format["']?\s*:\s*["']?backplan/""", re.MULTILINE)
"""A plan document says so itself."""


def grids_of(raw: bytes, *, file: str, limits: SheetLimits, notes: Notes) -> list[Grid]:
    """Return the sheets of a file, told by its content and not by its name; raise Unreadable where it is no sheet."""
    if len(raw) > limits.size:
        sentence = (
            f"the file has {len(raw):,} bytes, and {limits.size:,} are read; take out what is no part of the plan"
        )
        raise refused("sheet-too-large", sentence, file=file)
    if raw.startswith(_OLD):
        sentence = "this is a workbook of an old Excel, or one with a password; save it as .xlsx without a password"
        raise refused("sheet-kind", sentence, file=file)
    if raw.startswith(b"%PDF"):
        raise refused("sheet-kind", "this is a PDF; save the sheet itself as .xlsx or .csv", file=file)
    if raw.startswith(_ZIP):
        return workbook_grids(raw, file=file, limits=limits, notes=notes)
    if _PLAN.search(raw):
        raise refused("sheet-kind", "this is a plan document already, no sheet; schedule it as it is", file=file)
    return [text_grid(raw, file=file, limits=limits)]
