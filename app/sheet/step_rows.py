"""Which rows of a table are steps, which name a phase, and which are neither."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from .amounts import NOTHING, amount, percent
from .days import DAYS_HELD
from .grid import cell_at, text_of
from .statuses import kind, known_words, stage
from .unread import texts_of

if TYPE_CHECKING:
    from .days import Days
    from .grid import Cell
    from .headings import Heading
    from .layout import Layout
    from .notes import Notes
    from .tables import Tables


@dataclass(frozen=True, slots=True, kw_only=True)
class StepRow:
    """A row that is a step."""

    layout: Layout
    """The table that it stands in."""
    at: int
    """Its row in the sheet, counted from 0."""
    ordinal: int
    """Its place among the rows below the headings, counted from 1."""
    title: str
    phase: str


def step_rows(tables: Tables, days: Days, notes: Notes) -> list[StepRow]:
    """Return the rows that are steps, each with its phase."""
    return [row for layout in tables.steps for row in _Rows(layout, days, tables, notes).found()]


class _Rows:
    """Goes down the rows of one table."""

    def __init__(self, layout: Layout, days: Days, tables: Tables, notes: Notes) -> None:
        self._layout = layout
        self._days = days
        self._unread = tables.unread
        self._title = tables.title
        self._notes = notes
        self._filled = [at for at in _without_footer(layout) if not layout.grid.is_blank(at)]
        self._parents = _parents(layout, self._filled)
        self._waited_for = _waited_for(layout, self._filled)
        self._below = dict(pairwise(self._filled))
        self._titles = _above_headings(layout)

    def found(self) -> list[StepRow]:
        layout, first = self._layout, self._layout.head + 1
        carried = _phases_are_merged(layout, self._filled)
        steps: list[StepRow] = []
        phase, headed = layout.phase, dict[int, str]()
        for at in self._filled:
            title = "" if self._is_continued(at) else layout.text(at, "step") or _alone(layout, at)
            written = layout.text(at, "phase")
            if self._heads_a_phase(at, title):
                phase = title
                headed[at] = title
            elif not title or _TOTAL.fullmatch(title):
                self._tell_no_step(at, title)
            else:
                phase = written or (phase if carried or layout.column("phase") is None else layout.phase)
                steps.append(StepRow(layout=layout, at=at, ordinal=at - first + 1, title=title, phase=phase))
        phases = {step.phase for step in steps}
        self._tell_phases(headed, phases)
        if layout.title is not None and layout.phase in phases:
            self._unread.take(layout.grid, layout.title)
        return steps

    def _is_continued(self, at: int) -> bool:
        """Tell whether the cell of the step is merged with the one above: then the row says more of that step."""
        return (at, self._layout.column("step")) in self._layout.grid.marks.covered

    def _heads_a_phase(self, at: int, title: str) -> bool:
        if at in self._parents | self._titles or not title:
            return bool(title)
        return title.casefold() not in self._waited_for and _is_phase(self._layout, at, self._below.get(at))

    def _tell_no_step(self, at: int, title: str) -> None:
        grid = self._layout.grid
        columns = [column for column, _ in grid.cells(at)]
        why = "a row that sums up others" if title else "a row without a step"
        place = grid.span((at, columns[0]), (at, columns[-1]))
        self._notes.leave_out(place, f"{why}: {texts_of(grid, at, columns)}")
        self._unread.take(grid, at)

    def _tell_phases(self, headed: dict[int, str], phases: set[str]) -> None:
        """Tell which rows are phases; of those that sum up the steps below, only what is no sum is left to be told."""
        layout = self._layout
        for at, title in headed.items():
            self._take_sums(at)
            if title not in phases | {self._title}:
                place = layout.grid.place(at, layout.column("step"))
                self._notes.leave_out(place, f"{title!r}: the title of a phase without steps of its own")
        if not headed:
            return
        rows = ", ".join(str(at + 1) for at in headed)
        told = f"row {rows} is the title of a phase" if len(headed) == 1 else f"rows {rows} are titles of phases"
        if not all(_single(layout, at) for at in headed):
            told += "; days, durations and progress there sum up the steps below, and did not come along"
        self._notes.tell(layout.grid.name, told)

    def _take_sums(self, at: int) -> None:
        """Take out of a row that heads a phase its title, and what it says of the steps below together."""
        layout = self._layout
        if len(layout.grid.cells(at)) == 1:
            self._unread.take(layout.grid, at)
        for heading in layout.headings:
            cell = cell_at(layout.grid.rows[at], heading.column)
            if cell is not None and self._is_sum(heading, cell):
                self._unread.take(layout.grid, at, heading.column)

    def _is_sum(self, heading: Heading, cell: Cell) -> bool:
        text = text_of(cell)
        if heading.field in DAYS_HELD:
            return self._days.read(cell) is not None or text.casefold() in NOTHING
        match heading.field:
            case "number" | "id" | "level":
                return text.replace(".", "").isdigit()
            case "duration":
                return amount(cell) is not None
            case "percent" | "status":
                return percent(cell) is not None or (known_words(text) and stage(text) != "blocked")
            case "kind":
                return kind(text) is not None or text.casefold() in {"phase", "summary"}
        return heading.field in {"step", "computed", "program"} or text.casefold() in NOTHING


_TOTAL = re.compile(
    r"((grand|sub)[- ]?)?totals?:?( (days|weeks|hours|duration|effort|time|costs?))?:?"
    r"|summe:?|gesamt(summe|dauer|aufwand)?:?|zwischensumme:?",
    re.IGNORECASE,
)
"""What a row is called that sums up others."""
_EVERY_STEP_HAS = frozenset({"owner", "side", "start", "finish", "agreed", "deadline", "duration", "status", "percent"})
"""What nobody leaves out for one step and writes for the next; a predecessor or a remark not every step has."""


def _is_phase(layout: Layout, at: int, below: int | None) -> bool:
    """Tell whether a row holds nothing but a title, and the row below what a step has: it heads the steps below."""
    if layout.column("phase") is not None or below is None or not _single(layout, at):
        return False
    fields = [heading.field for heading in layout.headings if heading.field in _EVERY_STEP_HAS]
    # Beside a single column, a row without it is as likely a step that lacks it.
    return len(fields) > 1 and any(layout.cell(below, str(field)) is not None for field in fields)


def _single(layout: Layout, at: int) -> bool:
    """Tell whether a row holds one text, and at most its number besides."""
    aside = {heading.column for heading in layout.headings if heading.field in {"number", "level"}}
    row = layout.grid.cells(at)
    cells = [cell for column, cell in row if column not in aside] or [cell for _, cell in row]
    return len(cells) == 1 and isinstance(cells[0], str)


def _alone(layout: Layout, at: int) -> str:
    """Return the only text of a row where it stands before the steps: titles of phases often begin in the margin."""
    column = layout.column("step") or 0
    texts = layout.grid.cells(at)
    return " ".join(text_of(texts[0][1]).split()) if len(texts) == 1 and texts[0][0] < column else ""


def _above_headings(layout: Layout) -> set[int]:
    """Return the rows with a text alone that stand right above headings that come again: titles of what follows."""
    grid = layout.grid
    again = [at for at in range(layout.head + 1, len(grid.rows)) if grid.rows[at] == grid.rows[layout.head]]
    above = [
        next((row for row in range(at - 1, layout.head, -1) if not grid.is_blank(row)), layout.head) for at in again
    ]
    return {at for at in above if len(grid.cells(at)) == 1}


def _waited_for(layout: Layout, rows: list[int]) -> set[str]:
    """Return the titles that others wait for, in small letters: what is waited for is a step."""
    cells = [layout.text(at, "after").casefold() for at in rows]
    return {part.strip() for cell in cells for part in (cell, *re.split(r"[;,]", cell)) if part.strip()}


def _parents(layout: Layout, rows: list[int]) -> set[int]:
    """Return the rows that others stand below: `2` where there is a `2.1`, or that are followed by one further in."""
    numbers = {number: at for at in rows for number in layout.numbers(at)}
    above = {number.rpartition(".")[0] for number in numbers if re.fullmatch(r"\d+(\.\d+)+", number)}
    depths = [(at, layout.depth(at)) for at in rows]
    outlined = {at for (at, depth), (_, below) in pairwise(depths) if below > depth}
    if sum(depth > 0 for _, depth in depths) < _TWO:
        outlined = set()
    return {numbers[number] for number in above if number in numbers} | outlined


_TWO = 2
"""Rows that stand further in; one alone is an accident."""


def _phases_are_merged(layout: Layout, rows: list[int]) -> bool:
    """Tell whether each phase is written once, beside the first of its steps, as in a sheet with merged cells."""
    if layout.exported:
        return False
    written = [layout.text(at, "phase") for at in rows]
    named = [phase for phase in written if phase]
    return len(named) < len(written) and len(set(named)) == len(named) and bool(written and written[0])


def _without_footer(layout: Layout) -> list[int]:
    """Return the rows without what stands below the steps: a legend, remarks, who changed the sheet last."""
    rows, grid = list(layout.rows), layout.grid
    last = max((at for at in rows if not grid.is_blank(at) and not _is_remark(layout, at)), default=-1)
    blank = next((at for at in rows if at > last >= 0 and (grid.is_blank(at) or _is_named_so(layout, at))), None)
    return [at for at in rows if blank is None or at < blank]


def _is_remark(layout: Layout, at: int) -> bool:
    """Tell whether a row may stand below the steps: it holds one text, or begins with a name and a colon."""
    return _single(layout, at) or _is_named_so(layout, at) or _is_labelled(layout, at)


def _is_named_so(layout: Layout, at: int) -> bool:
    cells = layout.grid.cells(at)
    return bool(cells) and len(cells) <= _PAIR and bool(_REMARK.match(text_of(cells[0][1])))


def _is_labelled(layout: Layout, at: int) -> bool:
    """Tell whether a row is a name with a colon and what it says, in a table whose steps have more than that."""
    cells = layout.grid.cells(at)
    known = sum(heading.field is not None for heading in layout.headings)
    return known > _PAIR >= len(cells) > 0 and bool(_LABEL.match(text_of(cells[0][1])))


_PAIR = 2
"""Cells of a remark: a name, and what it says."""
_LABEL = re.compile(r"[^\W\d]+([ -][^\W\d]+){0,2}:(\s|$)")
_REMARK = re.compile(
    r"\s*(\*|notes?\b.{0,3}:|legend|legende|hinweis|anmerkung|disclaimer|©"
    r"|(prepared|created|approved|reviewed) by\b|(last )?(updated|changed|printed|exported|saved)\b.*:|version\b.*:)",
    re.IGNORECASE,
)
"""How remarks below a table begin."""
