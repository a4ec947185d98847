"""Read a plan that is kept in a sheet: bytes in, a document out, with how each column was read and what to look at."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from app.document import Unreadable, read_plain
from scheduler.plan import CUSTOMER, SELLER
from scheduler.wording import listed

from .amounts import NOTHING
from .book import grids_of
from .days import DAYS_HELD, days_of
from .document import ReadSteps, document_of
from .drafts import LONGEST, Drafts, is_company
from .gathering import gather_people
from .grid import cell_at, text_of
from .limits import SheetLimits
from .notes import Note, Notes
from .people import Everybody, organisations_in
from .problems import SheetProblem, refused
from .sides import Sides
from .step_rows import step_rows
from .tables import find_tables
from .unread import Unread, shortened

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from app.document import PlanDocument

    from .draft import Draft
    from .grid import Cell
    from .layout import Layout
    from .tables import Tables

_LIMITS = SheetLimits()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadColumn:
    """A column of the sheet and what became of it."""

    heading: str
    """As the sheet has it."""
    field: str | None
    """What it was read as; none where no part of a plan holds such a thing."""
    why: str
    """What that is, or what became of its cells."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetReading:
    """A sheet as a plan document that can be scheduled."""

    document: PlanDocument
    columns: tuple[ReadColumn, ...]
    notes: tuple[Note, ...]
    """All that was guessed, and all that did not come along."""


def read_sheet(  # noqa: PLR0913 - a file, and all that a reader may say about it
    raw: bytes,
    *,
    name: str,
    today: date,
    seller: str = "",
    customer: str = "",
    sheet: str = "",
    limits: SheetLimits = _LIMITS,
) -> SheetReading:
    """Return the plan that a workbook or text file holds; raise Unreadable, with the place, where it holds none.

    `name` is the file's, for messages and a plan without a title; `today` tells past from future. The names of the two
    sides help to tell whose owners are whose where the sheet does not say; `sheet` is which one of a workbook is meant.
    """
    notes = Notes()
    grids = grids_of(raw, file=name, limits=limits, notes=notes)
    unread = Unread(grids)
    sides = Sides(seller=seller, customer=customer)
    everybody, tables = _everybody(find_tables(grids, sides, unread, notes, file=name, sheet=sheet), notes)
    days = days_of(_cells_of_days(tables), today)
    rows = step_rows(tables, days, notes)
    if not rows:
        where = tables.steps[0].grid.place(tables.steps[0].head)
        raise refused("sheet-without-steps", "below these headings there is no step", file=name, where=where)
    if days.why:
        notes.tell("", days.why)
    minutes = "resolution" in tables.facts and str(tables.facts["resolution"].value).startswith("minute")
    gather_people(tables, everybody, notes)
    drafts = Drafts(days, everybody, unread, notes, minutes=minutes)
    read = [drafts.of(row) for row in rows]
    drafts.tell_what_is_left_out()
    everybody.tell_guesses(notes)
    written = document_of(
        ReadSteps(tables=tables, drafts=read, everybody=everybody, days=days, notes=notes, minutes=minutes)
    )
    document = _checked(written, read, name=name, today=today)
    unread.tell(notes)
    _tell_comments(tables, notes)
    notes.leave_out("", NO_HOLIDAYS)
    return SheetReading(document=document, columns=_columns(tables), notes=notes.told())


NO_HOLIDAYS = (
    "holidays and closed days: a sheet tells none, so every Monday to Friday counts as worked; "
    "name them under `calendars` in the plan"
)


def _tell_comments(tables: Tables, notes: Notes) -> None:
    """Tell the comments on cells: they are talk among those who work in the sheet, and others must not read them."""
    grids = [table.grid for table in tables.steps] + [table.grid for table in (*tables.dates, *tables.people)]
    for grid in {grid.name: grid for grid in grids}.values():
        for (at, column), text in sorted(grid.marks.comments.items()):
            notes.leave_out(grid.place(at, column), f"a comment: {shortened(text)}")


def _columns(tables: Tables) -> tuple[ReadColumn, ...]:
    """Return what the columns of all tables of steps were read as; the same of several tables once."""
    found = [
        ReadColumn(heading=one.text, field=one.field, why=one.why) for table in tables.steps for one in table.headings
    ]
    return tuple(dict.fromkeys(found))


def _checked(written: dict[str, Any], drafts: Sequence[Draft], *, name: str, today: date) -> PlanDocument:
    """Return the document, once it can be scheduled; what is wrong with it is told at its row of the sheet."""
    try:
        return read_plain(written, file=name, as_of=today.isoformat()).document
    except Unreadable as unreadable:
        problems = []
        for problem in unreadable.problems:
            match problem.path:
                case ("steps", int(at), *_):
                    where = drafts[at].place
                case _:
                    where = ""
            problems.append(
                SheetProblem(code=problem.code, path=problem.path, sentence=problem.sentence, file=name, where=where)
            )
        raise Unreadable(problems) from unreadable


def _everybody(tables: Tables, notes: Notes) -> tuple[Everybody, Tables]:
    """Return the parties by the names in headings and behind owners; which is which may be a guess."""
    everybody, sides = Everybody(tables.sides), tables.sides
    unknown = [name for name in _organisations(tables) if everybody.parties_of(name) is None]
    if unknown and not sides.seller and not sides.customer:
        sides = _guessed(
            unknown,
            {everybody.parties_of(one.party) for table in tables.steps for one in table.headings if one.party},
            notes,
        )
        everybody = Everybody(sides)
    for name in unknown:
        everybody.party_named(name)
    return everybody, replace(tables, sides=sides)


def _guessed(unknown: list[str], headed: set[tuple[str, ...] | None], notes: Notes) -> Sides:
    """Return which organisation is which: `headed` are the sides that headings of owners name by another word."""
    if (CUSTOMER,) in headed or (SELLER,) in headed:
        sides = Sides(seller=unknown[0]) if (CUSTOMER,) in headed else Sides(customer=unknown[0])
    elif len(unknown) > 1:
        sides = Sides(seller=unknown[0], customer=unknown[1])
    else:
        sides = Sides(customer=unknown[0])
    who = [f"{name!r} for the {side}" for name, side in ((sides.seller, SELLER), (sides.customer, CUSTOMER)) if name]
    wrong = "write 'Seller:' and 'Customer:' with their names above the table where that is wrong"
    notes.tell("", f"{listed(who)} {'was' if len(who) == 1 else 'were'} guessed; {wrong}")
    return sides


def _organisations(tables: Tables) -> list[str]:
    """Return the names of organisations: in headings of owners, in brackets behind them, in columns of companies."""
    found = [one.party for layout in tables.steps for one in layout.headings if one.party]
    for layout in tables.steps:
        found += [name for text in _short_texts(layout, "owner") for name in organisations_in(text)]
        side = next((heading for heading in layout.headings if heading.field == "side"), None)
        if side is not None and is_company(side.text):
            found += [" ".join(part.split()) for text in _short_texts(layout, "side") for part in text.split(";")]
    for table in tables.people:
        cells = [cell_at(table.grid.rows[at], table.columns["party"]) for at in table.rows if "party" in table.columns]
        found += [" ".join(text_of(cell).split()) for cell in cells if cell is not None]
    return [name for name in dict.fromkeys(found) if name.casefold() not in NOTHING]


def _short_texts(layout: Layout, field: str) -> list[str]:
    return [text for cell in layout.cells(field) if len(text := text_of(cell)) <= LONGEST]


def _cells_of_days(tables: Tables) -> list[Cell]:
    """Return all cells that hold days, column by column."""
    cells = [cell for layout in tables.steps for field in DAYS_HELD for cell in layout.cells(field)]
    return [*cells, *(fact.value for name, fact in tables.facts.items() if name in {"go_live", "as_of"})]
