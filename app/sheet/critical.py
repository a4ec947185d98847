"""The critical dates of a sheet: those of their own table, else what is said above the steps or stands beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.exports.rows import WHOLE_PLAN
from scheduler.plan import CUSTOMER
from scheduler.refusals import moment_written

from .amounts import amount
from .grid import cell_at, text_of
from .people import slug
from .together import critical_date, go_live_of

if TYPE_CHECKING:
    from datetime import date

    from .document import ReadSteps
    from .grid import Cell
    from .tables import Named


def go_live_said(read: ReadSteps) -> date | None:
    """Return the day of the go-live that stands above the table, which is that of its step too."""
    said = read.tables.facts.get("go_live")
    day = None if said is None else read.days.read(said.value)
    if said is not None and day is None:
        read.notes.tell(said.place, f"{text_of(said.value)!r} is no day, and was not taken for the critical date")
    go_live = go_live_of(read.drafts)
    if day and go_live:
        go_live.days.setdefault("finish", day)
    return day


def critical_dates(read: ReadSteps, said: date | None) -> list[dict[str, Any]]:
    """Return the critical dates as a plan has them."""
    table = read.tables.dates
    if table is None:
        found = critical_date(read.drafts, said, read.notes)
        return [] if found is None else [found]
    return [date for at in table.rows if (date := _critical(_Line(table, at), read)) is not None]


class _Line:
    """A row of a table whose columns have names."""

    def __init__(self, table: Named, at: int) -> None:
        self._table = table
        self._at = at

    def cell(self, name: str) -> Cell:
        column = self._table.columns.get(name)
        return None if column is None else cell_at(self._table.grid.rows[self._at], column)

    def text(self, name: str) -> str:
        return " ".join(text_of(self.cell(name)).split())

    @property
    def place(self) -> str:
        return self._table.grid.place(self._at)


def _critical(row: _Line, read: ReadSteps) -> dict[str, Any] | None:
    day, title = read.days.read(row.cell("date")), row.text("title")
    step = next((draft.id for draft in read.drafts if title in {draft.id, draft.title}), None)
    if day is None or (step is None and title != WHOLE_PLAN):
        why = f"no step is called {title!r}" if day else f"{row.text('date')!r} is no day"
        read.notes.tell(row.place, f"a critical date was not read: {why}")
        return None
    buffer = amount(row.cell("buffer"), minutes=read.minutes)
    standing = row.text("standing").casefold()
    party = read.everybody.party_named(row.text("party")) if row.text("party") else CUSTOMER
    return {
        "id": row.text("id") or step or slug(title, "date"),
        "step": step,
        "date": moment_written(day),
        "reason": text_of(row.cell("reason")),
        "party": party if party != CUSTOMER else None,
        "standing": standing if standing in {"wished", "confirmed", "contractual"} else None,
        "buffer": buffer.text if buffer else None,
    }
