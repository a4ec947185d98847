"""Rows that head a table: of steps, critical dates, people, or of something that is no part of a plan."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from .grid import text_of
from .headings import DATES, PEOPLE, columns_by_name, headings_of, known_fields
from .problems import refused
from .sides import Sides

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .grid import Grid, Row

Kind = Literal["steps", "dates", "people", "other"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """A row that heads a table."""

    at: int
    kind: Kind
    columns: dict[str, int] = field(default_factory=dict)
    """Of critical dates and people: the columns by what they hold."""
    title: int | None = None
    """The row above it that says what the table is."""


TRIED = 100
"""Rows among which the headings of the steps are looked for."""


def steps_head(grids: Sequence[Grid], sides: Sides, *, file: str) -> tuple[Grid, int]:
    """Return the sheet and row with the most headings of columns of steps; the first of several."""
    best: tuple[tuple[bool, int], Grid, int] | None = None
    for grid in grids:
        for at, row in enumerate(grid.rows[:TRIED]):
            score = (False, 0) if _people_columns(row) or _dates_columns(row) else known_fields(row, sides)
            if score[1] and (best is None or score > best[0]):
                best = (score, grid, at)
    if best is None:
        sentence = "no row names the columns; write headings above the steps, such as Step, Owner, Due date, Duration"
        raise refused("sheet-without-headings", sentence, file=file)
    return best[1], best[2]


def heads_of(grid: Grid, sides: Sides, first: int | None) -> list[Head]:
    """Return the heads of all tables of a sheet from above; `first` is that of its steps, if it has any."""
    names = _NAMES if first is None else _NAMES | {_folded(text_of(cell)) for cell in grid.rows[first]}
    found: list[Head] = []
    for at, row in enumerate(grid.rows):
        if grid.is_blank(at):
            continue
        title = _title(grid, at)
        if at == first:
            found.append(Head(at=at, kind="steps", title=title))
        elif columns := _dates_columns(row):
            found.append(Head(at=at, kind="dates", columns=columns, title=title))
        elif columns := _people_columns(row):
            found.append(Head(at=at, kind="people", columns=columns, title=title))
        elif first is not None and row != grid.rows[first]:
            kind = _kind(grid, at, title, names, sides)
            found += [Head(at=at, kind=kind, title=title)] if kind == "steps" or (kind and at > first) else []
    return found


def body_of(grid: Grid, head: Head, heads: Sequence[Head]) -> list[int]:
    """Return the rows of a table, without what stands above the next one and without blanks at the end."""
    after = next((one for one in heads if one.at > head.at), None)
    end = len(grid.rows) if after is None else after.at if after.title is None else after.title
    rows = list(range(head.at + 1, end))
    while rows and grid.is_blank(rows[-1]):
        rows.pop()
    return rows


def _title(grid: Grid, at: int) -> int | None:
    """Return the row above that holds a text alone, with a blank row or nothing above itself."""
    above = next((row for row in range(at - 1, -1, -1) if not grid.is_blank(row)), None)
    if above is None or len(grid.cells(above)) != 1:
        return None
    return above if above == 0 or grid.is_blank(above - 1) else None


def _kind(grid: Grid, at: int, title: int | None, names: frozenset[str], sides: Sides) -> Kind | None:
    """Return what a row below the headings of the steps heads, if anything: it has a blank row or a title above."""
    if title is None and at > 0 and not grid.is_blank(at - 1):
        return None
    texts = [_folded(text_of(cell)) for _, cell in grid.cells(at)]
    if texts and _SECTION.fullmatch(texts[0]) and at > 0 and grid.is_blank(at - 1):
        return "other"
    named = sum(text in names for text in texts)
    if named < 2 or 2 * named < len(texts):  # noqa: PLR2004 - one name may be a step's
        return None
    return "steps" if known_fields(grid.rows[at], sides)[0] else "other"


_NAMES = frozenset(
    {"task", "step", "activity", "milestone", "action", "action item", "aufgabe", "vorgang", "maßnahme"}
    | {"owner", "responsible", "assigned to", "who", "verantwortlich", "name", "role", "rolle", "title", "company"}
    | {"when", "due", "due date", "date", "start", "start date", "end", "end date", "finish", "termin", "bis"}
    | {"what", "status", "priority", "type", "id", "duration", "predecessors", "category", "description"}
    | {"risk", "issue", "impact", "probability", "likelihood", "severity", "mitigation", "risiko", "auswirkung"}
    | {"notes", "comment", "comments", "bemerkung", "bemerkungen", "decision", "question", "answer"}
    | {"task name", "link", "links", "url", "deliverable", "deliverables", "exit criteria", "target date", "area"}
    | {"phase", "stage", "workstream", "customer owner", "predecessor", "depends on", "progress", "days", "weeks"}
    | {"e-mail", "email", "phone", "cost", "price", "amount", "quantity", "budget", "kosten", "preis", "menge"}
)
"""What headings are called that no step is called."""
_SECTION = re.compile(
    r"(open |key )?(risks?|issues?|questions|stakeholders?|contacts?|notes?|comments|legend|key|assumptions|constraints"
    r"|glossary|links|attachments|pricing|budget|decisions|dependencies|parking lot|out of scope"
    r"|risiken|hinweise?|anmerkungen|bemerkungen|legende|annahmen|ansprechpartner|kontakte|offene fragen|glossar)"
)
"""What a part of a sheet is called that holds no steps."""


def _folded(text: str) -> str:
    return " ".join(text.casefold().split()).strip(" .:*")


def _dates_columns(row: Row) -> dict[str, int]:
    columns = columns_by_name(row, DATES)
    return columns if "title" in columns and "date" in columns else {}


def _people_columns(row: Row) -> dict[str, int]:
    """Return the columns of people, where no heading of a row is one of steps alone."""
    columns = columns_by_name(row, PEOPLE)
    if "name" not in columns or not {"email", "role"} & set(columns):
        return {}
    others = tuple(cell if at not in columns.values() else None for at, cell in enumerate(row))
    return {} if any(heading.field in _OF_STEPS for heading in headings_of(others, _NOBODY)) else columns


_NOBODY = Sides()
_OF_STEPS = frozenset({"step", "start", "finish", "deadline", "agreed", "duration", "after", "status", "percent"})
"""What a column of people does not hold."""
