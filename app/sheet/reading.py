"""Read a plan that is kept in a sheet: bytes in, a document out, with how each column was read and what to look at."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from app.document import Unreadable, read_plain
from scheduler.plan import CUSTOMER, SELLER
from scheduler.wording import listed

from .book import grids_of
from .days import days_of
from .document import ReadSteps, document_of
from .drafts import Drafts, is_company
from .grid import cell_at, text_of
from .limits import SheetLimits
from .notes import Note, Notes
from .people import Everybody, organisations_in
from .problems import SheetProblem, refused
from .sides import Sides
from .step_rows import Layout, step_rows
from .tables import find_tables

if TYPE_CHECKING:
    from datetime import date

    from app.document import PlanDocument

    from .grid import Cell
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


def read_sheet(
    raw: bytes,
    *,
    name: str,
    today: date,
    seller: str = "",
    customer: str = "",
    limits: SheetLimits = _LIMITS,
) -> SheetReading:
    """Return the plan that a workbook or text file holds; raise Unreadable, with the place, where it holds none.

    `name` is the file's, for messages and a plan without a title; `today` tells past from future. The names of the two
    sides help to tell whose owners are whose where the sheet does not say.
    """
    notes = Notes()
    tables = find_tables(
        grids_of(raw, file=name, limits=limits, notes=notes), Sides(seller=seller, customer=customer), notes, file=name
    )
    everybody, tables = _everybody(tables, notes)
    rows = step_rows(tables, notes)
    if not rows:
        where = tables.grid.place(tables.head)
        raise refused("sheet-without-steps", "below these headings there is no step", file=name, where=where)
    days = days_of(_cells_of_days(tables), today)
    if days.why:
        notes.tell("", days.why)
    minutes = "resolution" in tables.facts and str(tables.facts["resolution"].value).startswith("minute")
    layout = Layout(grid=tables.grid, headings=tables.headings)
    _gather_people(tables, everybody)
    drafts = Drafts(layout, days, everybody, notes, minutes=minutes)
    read = [drafts.of(row) for row in rows]
    drafts.tell_what_is_left_out()
    everybody.tell_guesses(notes)
    written = document_of(
        ReadSteps(tables=tables, rows=rows, drafts=read, everybody=everybody, days=days, notes=notes, minutes=minutes)
    )
    return SheetReading(
        document=_checked(written, tables, [draft.at for draft in read], name=name, today=today),
        columns=tuple(ReadColumn(heading=one.text, field=one.field, why=one.why) for one in tables.headings),
        notes=notes.told(),
    )


def _checked(written: dict[str, Any], tables: Tables, rows: list[int], *, name: str, today: date) -> PlanDocument:
    """Return the document, once it can be scheduled; what is wrong with it is told at its row of the sheet."""
    try:
        return read_plain(written, file=name, as_of=today.isoformat()).document
    except Unreadable as unreadable:
        problems = []
        for problem in unreadable.problems:
            match problem.path:
                case ("steps", int(at), *_):
                    where = tables.grid.place(rows[at])
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
        sides = _guessed(unknown, {everybody.parties_of(one.party) for one in tables.headings if one.party}, notes)
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
    """Return the names of organisations: in headings of owners, in brackets behind them, in a column of companies."""
    found = [one.party for one in tables.headings if one.party]
    rows = [tables.grid.rows[at] for at in tables.rows]
    for heading in tables.headings:
        texts = [text_of(cell) for row in rows if (cell := cell_at(row, heading.column)) is not None]
        if heading.field == "owner":
            found += [name for text in texts for name in organisations_in(text)]
        if heading.field == "side" and is_company(heading.text):
            found += [" ".join(part.split()) for text in texts for part in text.split(";")]
    if tables.people is not None and "party" in tables.people.columns:
        cells = [cell_at(tables.people.grid.rows[at], tables.people.columns["party"]) for at in tables.people.rows]
        found += [" ".join(text_of(cell).split()) for cell in cells if cell is not None]
    return list(dict.fromkeys(found))


def _cells_of_days(tables: Tables) -> list[Cell]:
    """Return all cells that hold days, column by column."""
    held = ("start", "finish", "agreed", "deadline", "actual_start", "actual_finish", "planned_start", "planned_finish")
    columns = [heading.column for heading in tables.headings if heading.field in held]
    rows = [tables.grid.rows[at] for at in tables.rows]
    cells: list[Cell] = [row[column] for column in columns for row in rows if column < len(row)]
    return [*cells, *(fact.value for name, fact in tables.facts.items() if name in {"go_live", "as_of"})]


def _gather_people(tables: Tables, everybody: Everybody) -> None:
    """Learn who belongs to whom from the table of people."""
    table = tables.people
    if table is None:
        return
    for at in table.rows:
        said = {
            name: " ".join(str(table.grid.rows[at][column] or "").split()) if column < len(table.grid.rows[at]) else ""
            for name, column in table.columns.items()
        }
        who = said.get("name", "") or said.get("email", "")
        party = everybody.party_named(said["party"]) if said.get("party") else everybody.guessed(who)
        everybody.add(
            said.get("name", ""),
            party,
            role=said.get("role", ""),
            email=said.get("email", ""),
            person=said.get("id", ""),
        )
