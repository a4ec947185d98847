"""Where in a file the steps, critical dates and people stand, and what stands above them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from pathlib import PurePath
from typing import TYPE_CHECKING

from .grid import Cell, Grid, Row, letters_of, text_of
from .headings import DATES, FIELDS, KEPT, PEOPLE, Heading, columns_by_name, headings_of, known_fields
from .problems import refused
from .sides import Sides

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from .notes import Notes


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """Something said above the table."""

    value: Cell
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A table whose headings have fixed names: of critical dates, or of people."""

    grid: Grid
    columns: dict[str, int]
    rows: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tables:
    """All that is read of a file."""

    title: str
    grid: Grid
    """The sheet of the steps."""
    head: int
    """The row of its headings."""
    headings: tuple[Heading, ...]
    rows: tuple[int, ...]
    """The rows below them, blank ones too."""
    sides: Sides
    facts: dict[str, Fact] = field(default_factory=dict)
    dates: Named | None = None
    people: Named | None = None


def find_tables(grids: Sequence[Grid], sides: Sides, notes: Notes, *, file: str) -> Tables:
    """Return the tables of a file; raise Unreadable where no row names columns of steps."""
    grid, head = _steps_head(grids, sides, file=file)
    title, facts = _above(grid, head, notes)
    sides = replace(
        sides,
        seller=sides.seller or _fact_text(facts, "seller"),
        customer=sides.customer or _fact_text(facts, "customer"),
    )
    named = list(_named(grids, grid, head))
    end = min([at for one, at, _ in named if one is grid and at > head], default=len(grid.rows))
    body = [grid.rows[at] for at in _body(grid, head, end)]
    headings = _with_all_columns(_with_a_step(headings_of(grid.rows[head], sides), body), body)
    found = {kind: _table(one, at, columns, named) for one, at, (kind, columns) in reversed(named)}
    _tell_other_sheets(grids, grid, [one for one, _, _ in named], notes)
    return Tables(
        title=title or _sheet_title(grid, file),
        grid=grid,
        head=head,
        headings=headings,
        rows=tuple(at for at in _body(grid, head, end) if grid.rows[at] != grid.rows[head]),
        sides=sides,
        facts=facts,
        dates=found.get("dates"),
        people=found.get("people"),
    )


_TRIED = 100
"""Rows among which the headings are looked for."""


def _steps_head(grids: Sequence[Grid], sides: Sides, *, file: str) -> tuple[Grid, int]:
    """Return the sheet and row with the most headings of columns of steps; the first of several."""
    best: tuple[tuple[bool, int], Grid, int] | None = None
    for grid in grids:
        for at, row in enumerate(grid.rows[:_TRIED]):
            score = (False, 0) if _people_columns(row) or _dates_columns(row) else known_fields(row, sides)
            if score[1] and (best is None or score > best[0]):
                best = (score, grid, at)
    if best is None:
        sentence = "no row names the columns; write headings above the steps, such as Step, Owner, Due date, Duration"
        raise refused("sheet-without-headings", sentence, file=file)
    return best[1], best[2]


def _named(grids: Sequence[Grid], steps: Grid, head: int) -> Iterator[tuple[Grid, int, tuple[str, dict[str, int]]]]:
    """Give the rows that head a table of critical dates or people."""
    for grid in grids:
        for at, row in enumerate(grid.rows):
            if grid is steps and at == head:
                continue
            if columns := _dates_columns(row):
                yield grid, at, ("dates", columns)
            elif columns := _people_columns(row):
                yield grid, at, ("people", columns)


def _dates_columns(row: Row) -> dict[str, int]:
    columns = columns_by_name(row, DATES)
    return columns if "title" in columns and "date" in columns else {}


def _people_columns(row: Row) -> dict[str, int]:
    """Return the columns of people, where each heading of a row is one of theirs."""
    columns = columns_by_name(row, PEOPLE)
    known = len(columns) == sum(cell is not None for cell in row)
    return columns if known and "name" in columns and {"email", "role"} & set(columns) else {}


def _table(
    grid: Grid, at: int, columns: dict[str, int], named: Sequence[tuple[Grid, int, tuple[str, dict[str, int]]]]
) -> Named:
    end = min([other for one, other, _ in named if one is grid and other > at], default=len(grid.rows))
    rows = [row for row in _body(grid, at, end) if grid.rows[row]]
    return Named(grid=grid, columns=columns, rows=tuple(rows))


def _body(grid: Grid, head: int, end: int) -> list[int]:
    """Return the rows of a table, without the title of the next one and the blanks before that."""
    rows = list(range(head + 1, end))
    if end < len(grid.rows):
        while rows and not grid.rows[rows[-1]]:
            rows.pop()
        if rows and len([cell for cell in grid.rows[rows[-1]] if cell is not None]) == 1:
            rows.pop()
    while rows and not grid.rows[rows[-1]]:
        rows.pop()
    return rows


_FACTS = {
    "customer": "customer", "client": "customer", "account": "customer", "kunde": "customer",
    "seller": "seller", "vendor": "seller", "supplier": "seller", "provider": "seller", "anbieter": "seller",
    "as of": "as_of", "stand": "as_of", "time zone": "time_zone", "timezone": "time_zone", "zeitzone": "time_zone",
    "counts in": "resolution",
    "plan": "title", "project": "title", "projekt": "title", "title": "title",
    "go-live": "go_live", "go live": "go_live", "go-live date": "go_live", "go live date": "go_live",
    "target date": "go_live", "target go-live": "go_live", "target go-live date": "go_live", "critical date": "go_live",
}  # fmt: skip
"""What is said above a table by name."""


def _above(grid: Grid, head: int, notes: Notes) -> tuple[str, dict[str, Fact]]:
    """Return the title and the facts above a table; whatever else stands there is told."""
    facts: dict[str, Fact] = {}
    titles: list[tuple[str, str]] = []
    for at in range(head):
        row = list(enumerate(grid.rows[at]))
        while row:
            column, cell = row.pop(0)
            key, rest = _key(cell)
            place = grid.place(at, column)
            if key is not None and key not in facts and rest:
                facts[key] = Fact(value=rest, place=place)
            elif key is not None and key not in facts and row and row[0][1] is not None:
                facts[key] = Fact(value=row.pop(0)[1], place=place)
            elif cell is not None:
                titles.append((text_of(cell), place))
    if "title" in facts:
        titles.insert(0, (text_of(facts["title"].value), facts["title"].place))
    for text, place in titles[1:]:
        notes.tell(place, f"{_short(text)} stands above the table and is no part of the plan")
    if "as_of" in facts:
        notes.tell(
            facts["as_of"].place,
            f"as of {text_of(facts['as_of'].value)} did not come along: a plan is computed from today",
        )
    return (" ".join(titles[0][0].split()) if titles else ""), facts


def _key(cell: Cell) -> tuple[str | None, str]:
    """Return the fact that a cell names, and what it says of it in the same cell."""
    if not isinstance(cell, str):
        return None, ""
    name, _, rest = cell.partition(":")
    return _FACTS.get(" ".join(name.casefold().split())), rest.strip()


def _fact_text(facts: dict[str, Fact], name: str) -> str:
    return " ".join(text_of(facts[name].value).split()) if name in facts else ""


def _with_a_step(headings: tuple[Heading, ...], body: Sequence[Row]) -> tuple[Heading, ...]:
    """Return the headings with a column of steps: where none is named so, the first one that holds texts alone."""
    if any(heading.field == "step" for heading in headings):
        return headings
    known = {heading.column for heading in headings if heading.field is not None}
    for column in range(max(map(len, body), default=0)):
        cells = _below(column, body)
        if column not in known and cells and all(isinstance(cell, str) for cell in cells):
            text = next((heading.text for heading in headings if heading.column == column), "")
            step = Heading(column=column, text=text, field="step", why="the first column of texts")
            return _in_order([step, *(heading for heading in headings if heading.column != column)])
    return headings


def _with_all_columns(headings: tuple[Heading, ...], body: Sequence[Row]) -> tuple[Heading, ...]:
    """Return the headings with those columns that have none; bare numbers, also as ids, are numbers of steps."""
    known = {heading.column for heading in headings}
    nameless = [
        Heading(column=column, text=f"column {letters_of(column)}", field=None, why=KEPT)
        for column in range(max(map(len, body), default=0))
        if column not in known and _below(column, body)
    ]
    return _in_order(
        replace(heading, field="number", why=FIELDS["number"])
        if (heading.field == "id" or heading in nameless) and _all_numbers(_below(heading.column, body))
        else heading
        for heading in [*headings, *nameless]
    )


def _below(column: int, body: Sequence[Row]) -> list[Cell]:
    return [row[column] for row in body if column < len(row) and row[column] is not None]


def _all_numbers(cells: Sequence[Cell]) -> bool:
    return bool(cells) and all(re.fullmatch(r"\d+(\.\d+)*", text_of(cell)) for cell in cells)


def _in_order(headings: Iterable[Heading]) -> tuple[Heading, ...]:
    return tuple(sorted(headings, key=lambda heading: heading.column))


def _sheet_title(grid: Grid, file: str) -> str:
    """Return the name of a sheet that somebody named, else that of the file."""
    if grid.name and not re.fullmatch(r"(sheet|tabelle|table|plan|worksheet)\s*\d*", grid.name.casefold()):
        return grid.name
    return PurePath(file.replace("\\", "/")).stem.replace("_", " ").replace("-", " ").strip() or "Plan"


def _tell_other_sheets(grids: Sequence[Grid], steps: Grid, read: Sequence[Grid], notes: Notes) -> None:
    for grid in grids:
        if grid is not steps and grid not in read and any(grid.rows):
            notes.tell(grid.name, "this sheet was not read; only one sheet holds the steps of a plan")


def _short(text: str) -> str:
    return repr(text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…")


_SHOWN = 60
"""Letters of a text that a note repeats."""
