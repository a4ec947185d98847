"""What people do to the cells of a workbook besides writing into them: hide, merge, indent, strike, comment."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from xml.parsers import expat

from openpyxl.comments.comment_sheet import CommentSheet
from openpyxl.packaging.relationship import get_dependents
from openpyxl.utils.cell import coordinate_to_tuple, range_boundaries
from openpyxl.xml.functions import fromstring

from .grid import cleaned

if TYPE_CHECKING:
    from zipfile import ZipFile

    from .grid import At

_THREADED = re.compile(r"\[Threaded comment\].*?(?:Comment|Kommentar):\s*", re.DOTALL)
"""What Excel writes before the comments of a conversation, for programs that do not know these."""


@dataclass(slots=True, kw_only=True)
class PartMarks:
    """What the part of one sheet says of rows, columns and merged cells, counted from 0."""

    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    levels: dict[int, int] = field(default_factory=dict)
    merged: list[tuple[At, At]] = field(default_factory=list)
    """The first and last cells of those that were merged."""
    comments: dict[At, str] = field(default_factory=dict)


def part_marks(archive: ZipFile, part: str, *, columns: int) -> PartMarks:
    """Return the marks of the sheet whose part this is; of its columns only so many."""
    reader = _Reader(columns)
    with archive.open(part) as content:
        parser = expat.ParserCreate(namespace_separator=" ")  # which bounds what entities grow to
        parser.StartElementHandler = reader.element
        parser.ParseFile(content)
    found = reader.found
    for kind, target in _related(archive, part):
        if kind == "comments":
            found.comments.update(_comments(archive.read(target)))
        if kind == "table" and b"filterColumn" in archive.read(target):
            reader.filtered = True
    if reader.filtered:
        found.hidden_rows.clear()
    return found


class _Reader:
    """Takes from the elements of a sheet what marks its rows and columns."""

    def __init__(self, columns: int) -> None:
        self.found = PartMarks()
        self.filtered = False
        self._columns = columns
        self._row = -1

    def element(self, name: str, said: dict[str, str]) -> None:
        match name.rpartition(" ")[2]:
            case "row":
                self._of_a_row(said)
            case "col" if _yes(said.get("hidden")) and not _level(said):
                first, last = int(said["min"]) - 1, min(int(said["max"]), self._columns)
                self.found.hidden_columns.update(range(first, last))
            case "mergeCell":
                left, top, right, bottom = (int(bound or 0) - 1 for bound in range_boundaries(said["ref"]))
                self.found.merged.append(((top, left), (bottom, right)))
            case "filterColumn":
                self.filtered = True

    def _of_a_row(self, said: dict[str, str]) -> None:
        """Take a row; one that is hidden within a group is folded with it, and no secret."""
        self._row = int(said["r"]) - 1 if "r" in said else self._row + 1
        if _level(said):
            self.found.levels[self._row] = _level(said)
        elif _yes(said.get("hidden")):
            self.found.hidden_rows.add(self._row)


def _yes(said: str | None) -> bool:
    return said in {"1", "true"}


def _level(said: dict[str, str]) -> int:
    return int(said.get("outlineLevel", 0))


def _related(archive: ZipFile, part: str) -> list[tuple[str, str]]:
    """Return the parts that belong to a sheet, by their kind."""
    folder, _, name = part.rpartition("/")
    path = f"{folder}/_rels/{name}.rels"
    if path not in archive.namelist():
        return []
    related: Any = get_dependents(archive, path)
    names = set(archive.namelist())
    return [(one.Type.rpartition("/")[2], one.target) for one in related if one.target in names]


def _comments(content: bytes) -> dict[At, str]:
    """Return the comments of a sheet by their cells."""
    found = {}
    sheet: Any = CommentSheet
    for reference, comment in sheet.from_tree(fromstring(content)).comments:
        row, column = coordinate_to_tuple(reference)
        text = cleaned(_THREADED.sub("", comment.text, count=1))
        if text:
            found[row - 1, column - 1] = text
    return found
