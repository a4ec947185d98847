"""Where in a file the steps, critical dates and people stand, and what is said beside them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from pathlib import PurePath
from typing import TYPE_CHECKING

from scheduler.wording import listed

from .above import Above, Fact, read_above
from .columns import columns_of
from .grid import text_of
from .heads import TRIED, body_of, heads_of, steps_head
from .layout import Layout
from .problems import refused

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .above import NamedPerson
    from .grid import Grid
    from .heads import Head
    from .notes import Notes
    from .sides import Sides
    from .unread import Unread


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A table whose headings have fixed names: of critical dates, or of people."""

    grid: Grid
    head: int
    columns: dict[str, int]
    rows: tuple[int, ...]
    title: int | None
    """The row above it that says what it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tables:
    """All that is read of a file."""

    title: str
    steps: tuple[Layout, ...]
    """The tables of steps, at least one."""
    sides: Sides
    unread: Unread
    facts: dict[str, Fact] = field(default_factory=dict)
    said_people: tuple[NamedPerson, ...] = ()
    """Those who are named above the tables."""
    dates: tuple[Named, ...] = ()
    people: tuple[Named, ...] = ()


def find_tables(
    grids: Sequence[Grid], sides: Sides, unread: Unread, notes: Notes, *, file: str, sheet: str = ""
) -> Tables:
    """Return the tables of a file; raise Unreadable where no row names columns of steps."""
    asked = _asked(grids, sheet, file=file)
    grid, at = steps_head(asked, sides, file=file)
    heads = {id(one): heads_of(one, sides, at if one is grid else None) for one in grids}
    above = _above(grid, grids, heads, unread)
    sides = replace(
        sides,
        seller=sides.seller or _fact_text(above, "seller"),
        customer=sides.customer or _fact_text(above, "customer"),
    )
    sides = replace(sides, customer=sides.customer or _account(grid, heads[id(grid)], sides))
    joined = [] if sheet else _joined(grid, at, asked, sides, notes)
    layouts = [_unless_title(layout, unread) for layout in _layouts(grid, heads[id(grid)], sides)]
    found = Tables(
        title=above.title or _root(layouts[0]) or _sheet_title(grid, file),
        steps=(*layouts, *joined),
        sides=sides,
        unread=unread,
        facts=above.facts,
        said_people=tuple(above.people),
        dates=_named(grids, heads, "dates"),
        people=_named(grids, heads, "people"),
    )
    _take_headings(found)
    if layouts[0].exported and len(grid.rows) > 1 and layouts[0].head > 1:
        unread.take(grid, 1)  # the sentence below the title, which is computed
    if "as_of" in above.facts:
        said = above.facts["as_of"]
        notes.leave_out(said.place, f"as of {text_of(said.value)}: a plan is computed from today")
    return found


def _account(grid: Grid, heads: Sequence[Head], sides: Sides) -> str:
    """Return the customer that a column names who is the same in every row."""
    for layout in _layouts(grid, heads, sides):
        names = {" ".join(text_of(cell).split()) for cell in layout.cells("customer")}
        if len(names) == 1:
            return names.pop()
    return ""


def _asked(grids: Sequence[Grid], sheet: str, *, file: str) -> list[Grid]:
    """Return the sheets in which steps are looked for: the one that was asked for, else those that are to be seen."""
    if not sheet:
        return [grid for grid in grids if not grid.marks.hidden] or list(grids)
    found = [grid for grid in grids if grid.name.casefold() == sheet.casefold()]
    if not found:
        names = listed([repr(grid.name) for grid in grids if grid.name]) or "none that has a name"
        raise refused("sheet-unknown", f"there is no sheet {sheet!r}; there is {names}", file=file)
    return found


def _above(grid: Grid, grids: Sequence[Grid], heads: dict[int, list[Head]], unread: Unread) -> Above:
    """Return the title and facts above the first table, then those of sheets that have no table of their own."""
    found = Above()
    read_above(grid, range(heads[id(grid)][0].at), unread, found, titled=True)
    for other in grids:
        if other is not grid and not heads[id(other)] and not other.marks.hidden:
            read_above(other, range(min(len(other.rows), TRIED)), unread, found, titled=False)
    return found


def _layouts(grid: Grid, heads: Sequence[Head], sides: Sides) -> list[Layout]:
    """Return the tables of steps of one sheet; what stands above a further one is the phase of its steps."""
    own = [head for head in heads if head.kind == "steps"]
    several = len(own) > 1 or sum(row == grid.rows[own[0].at] for row in grid.rows) > 1
    return [
        _layout(grid, head, heads, sides, title=head.title if head is not own[0] or several else None) for head in own
    ]


def _root(layout: Layout) -> str:
    """Return the title of a row that all others stand below, as that of a whole project; nothing where none is."""
    first, *others = [at for at in layout.rows if not layout.grid.is_blank(at)] or [0]
    begins = tuple(f"{number}." for number in layout.numbers(first))
    inside = [
        layout.depth(at) > layout.depth(first) or any(one.startswith(begins) for one in layout.numbers(at))
        for at in others
    ]
    return layout.text(first, "step") if others and all(inside) else ""


def _unless_title(layout: Layout, unread: Unread) -> Layout:
    """Return a table without the phase above it where that is the title of the plan."""
    if layout.title is None or unread.has(layout.grid, layout.title, layout.grid.cells(layout.title)[0][0]):
        return layout
    return replace(layout, title=None, phase="")


def _layout(grid: Grid, head: Head, heads: Sequence[Head], sides: Sides, *, title: int | None) -> Layout:
    rows = [at for at in body_of(grid, head, heads) if grid.rows[at] != grid.rows[head.at]]
    headings = columns_of(grid, head.at, rows, sides)
    phase = "" if title is None else " ".join(text_of(grid.cells(title)[0][1]).split())
    return Layout(grid=grid, head=head.at, headings=headings, rows=tuple(rows), phase=phase, title=title)


def _joined(grid: Grid, at: int, grids: Sequence[Grid], sides: Sides, notes: Notes) -> list[Layout]:
    """Return the tables of further sheets with the very headings of the first; each sheet is a phase of the plan."""
    found = []
    for other in grids:
        same = [row for row, cells in enumerate(other.rows) if other is not grid and cells == grid.rows[at]]
        if same and _is_another(grid, at, other, same[0]):
            heads = heads_of(other, sides, same[0])
            head = next(head for head in heads if head.at == same[0])
            layout = _layout(other, head, heads, sides, title=None)
            found.append(replace(layout, phase=" ".join(other.name.split())))
    if found:
        names = listed([repr(layout.grid.name) for layout in found])
        what = "has the same headings, and its steps" if len(found) == 1 else "have the same headings, and their steps"
        sentence = f"{names} {what} were read too; name one sheet with --sheet where that is another plan"
        notes.tell("", sentence)
    return found


def _is_another(grid: Grid, at: int, other: Grid, row: int) -> bool:
    """Tell whether a sheet is no copy of the first: fewer than half of its rows stand there too."""
    known = set(grid.rows[at + 1 :])
    rows = [cells for cells in other.rows[row + 1 :] if cells]
    return 2 * sum(cells in known for cells in rows) < len(rows)


def _named(grids: Sequence[Grid], heads: dict[int, list[Head]], kind: str) -> tuple[Named, ...]:
    return tuple(
        Named(
            grid=grid,
            head=head.at,
            columns=head.columns,
            rows=tuple(_filled(grid, head, heads[id(grid)])),
            title=head.title,
        )
        for grid in grids
        if not grid.marks.hidden
        for head in heads[id(grid)]
        if head.kind == kind
    )


def _filled(grid: Grid, head: Head, heads: Sequence[Head]) -> list[int]:
    return [at for at in body_of(grid, head, heads) if not grid.is_blank(at)]


def _take_headings(tables: Tables) -> None:
    """Take out the headings of all tables that are read, and the titles right above those of dates and people."""
    for layout in tables.steps:
        for at in (at for at, row in enumerate(layout.grid.rows) if row == layout.grid.rows[layout.head]):
            tables.unread.take(layout.grid, at)
    for table in (*tables.dates, *tables.people):
        for column in table.columns.values():
            tables.unread.take(table.grid, table.head, column)
        if table.title is not None and _folded(table.grid, table.title) in _TITLES:
            tables.unread.take(table.grid, table.title)


_TITLES = frozenset({"critical dates", "key dates", "people", "contacts", "team", "stakeholders"})
"""What a table is called that its headings tell anyway."""


def _folded(grid: Grid, at: int) -> str:
    return " ".join(text_of(grid.cells(at)[0][1]).casefold().split())


def _fact_text(above: Above, name: str) -> str:
    return " ".join(text_of(above.facts[name].value).split()) if name in above.facts else ""


def _sheet_title(grid: Grid, file: str) -> str:
    """Return the name of a sheet that somebody named, else that of the file."""
    if grid.name and not re.fullmatch(r"(sheet|tabelle|table|plan|worksheet)\s*\d*", grid.name.casefold()):
        return grid.name
    return PurePath(file.replace("\\", "/")).stem.replace("_", " ").replace("-", " ").strip() or "Plan"
