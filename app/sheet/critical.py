"""The critical dates of a sheet: those of their own table, else what is said above the steps or stands beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.document.identifiers import slug
from app.exports.rows import WHOLE_PLAN
from scheduler.plan import CUSTOMER
from scheduler.refusals import moment_written

from .amounts import amount
from .grid import cell_at, text_of
from .order import day_only
from .together import critical_date, go_live_of

if TYPE_CHECKING:
    from datetime import date

    from .document import ReadSteps
    from .grid import Cell
    from .tables import Named
    from .unread import Unread


def go_live_said(read: ReadSteps) -> date | None:
    """Return the day of the go-live that stands above the table, which is that of its step too."""
    said = read.tables.facts.get("go_live")
    day = None if said is None else read.days.read(said.value)
    if said is not None and day is None:
        read.notes.tell(said.place, f"{text_of(said.value)!r} is no day, and was not taken for the critical date")
    go_live = go_live_of(read.drafts)
    if said is not None and day and go_live:
        own = go_live.days.setdefault("finish", day)
        if day_only(own) != day_only(day):
            sentence = f"{go_live.title!r} has {moment_written(own)} in its own row; the day above the table was taken"
            read.notes.tell(said.place, sentence)
    return day


def critical_dates(read: ReadSteps, said: date | None) -> list[dict[str, Any]]:
    """Return the critical dates as a plan has them."""
    if not read.tables.dates:
        found = critical_date(read.drafts, said, read.notes)
        return [] if found is None else [found]
    go_live = read.tables.facts.get("go_live")
    if go_live is not None:
        sentence = f"{text_of(go_live.value)}: the table of critical dates was taken instead"
        read.notes.leave_out(go_live.place, sentence)
    lines = [_Line(table, at, read.tables.unread) for table in read.tables.dates for at in table.rows]
    return [date for line in lines if (date := _critical(line, read)) is not None]


class _Line:
    """A row of a table whose columns have names; what it is asked for counts as read."""

    def __init__(self, table: Named, at: int, unread: Unread) -> None:
        self._table = table
        self._at = at
        self._unread = unread

    def cell(self, name: str) -> Cell:
        column = self._table.columns.get(name)
        if column is None:
            return None
        self._unread.take(self._table.grid, self._at, column)
        return cell_at(self._table.grid.rows[self._at], column)

    def text(self, name: str) -> str:
        return " ".join(text_of(self.cell(name)).split())

    def leave_computed(self) -> None:
        """Take what was computed as read: it is computed anew."""
        for name, column in self._table.columns.items():
            if name.startswith("computed"):
                self._unread.take(self._table.grid, self._at, column)

    @property
    def place(self) -> str:
        return self._table.grid.place(self._at)

    def place_of(self, name: str) -> str:
        return self._table.grid.place(self._at, self._table.columns[name])


def _critical(row: _Line, read: ReadSteps) -> dict[str, Any] | None:
    day, title = read.days.read(row.cell("date")), row.text("title")
    folded = title.casefold()
    step = next((draft.id for draft in read.drafts if folded in {draft.id.casefold(), draft.title.casefold()}), None)
    if day is None or (step is None and folded != WHOLE_PLAN.casefold()):
        why = "no step is called so" if day else f"{row.text('date')!r} is no day"
        read.notes.leave_out(row.place, f"the critical date {title!r}: {why}")
        return None
    row.leave_computed()
    party = read.everybody.party_named(row.text("party")) if row.text("party") else CUSTOMER
    return {
        "id": row.text("id") or step or slug(title, "date"),
        "step": step,
        "date": moment_written(day),
        "reason": text_of(row.cell("reason")),
        "party": party if party != CUSTOMER else None,
        "standing": _standing(row, read),
        "buffer": _buffer(row, read),
    }


def _standing(row: _Line, read: ReadSteps) -> str | None:
    said = row.text("standing")
    if said.casefold() in {"wished", "confirmed", "contractual"}:
        return said.casefold() if said.casefold() != "wished" else None
    if said:
        read.notes.tell(row.place_of("standing"), f"{said!r} is none of wished, confirmed and contractual; left out")
    return None


def _buffer(row: _Line, read: ReadSteps) -> str | None:
    cell = row.cell("buffer")
    found = amount(cell, minutes=read.minutes)
    if found is None and cell is not None:
        read.notes.tell(row.place_of("buffer"), f"{text_of(cell)!r} is no amount of time; the date has no reserve")
    return found.text if found else None
