"""One row of a sheet as a step: what each of its cells says, before steps are looked at together."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from scheduler.wording import listed

from .amounts import amount, percent
from .grid import cell_at, text_of
from .headings import internal
from .order import day_only
from .people import Ids, slug
from .statuses import kind, stage

if TYPE_CHECKING:
    from datetime import date

    from .days import Days
    from .grid import Cell
    from .headings import Heading
    from .notes import Notes
    from .people import Everybody
    from .step_rows import Layout, StepRow

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")
_ADDRESS = re.compile(r"(?:https?://|mailto:)\S+")
_PERCENT = re.compile(r"\d{1,3}(?:[.,]\d+)?\s*%")
_COMPANY = re.compile(r"party|company|organi[sz]ation|firma|unternehmen", re.IGNORECASE)
_DAYS_HELD = (
    "start",
    "finish",
    "agreed",
    "deadline",
    "actual_start",
    "actual_finish",
    "planned_start",
    "planned_finish",
)


@dataclass(slots=True, kw_only=True)
class Draft:
    """A step as its row says it."""

    at: int
    id: str
    title: str
    phase: str
    days: dict[str, date] = field(default_factory=dict)
    """By the field of its column."""
    kind: str | None = None
    duration: str | None = None
    """Empty where the sheet says that it takes no time."""
    low: str = ""
    side: tuple[str, ...] = ()
    owners: dict[str, str] = field(default_factory=dict)
    stage: str | None = None
    status: str = ""
    percent: int | None = None
    texts: dict[str, Any] = field(default_factory=dict)
    """What comes along as it stands: exit criteria, results, tags."""
    references: list[dict[str, str]] = field(default_factory=list)


class Drafts:
    """Reads the rows of one table."""

    def __init__(self, layout: Layout, days: Days, everybody: Everybody, notes: Notes, *, minutes: bool) -> None:
        """Keep what all rows are read with."""
        self._layout = layout
        self._days = days
        self._everybody = everybody
        self._notes = notes
        self._minutes = minutes
        self._ids = Ids()
        self._whole_days: set[str] = set()
        self._judged: set[str] = set()
        self._became: dict[int, dict[str, None]] = {}

    def of(self, row: StepRow) -> Draft:
        """Return a row as a step."""
        draft = Draft(at=row.at, id=self._id(row), title=row.title, phase=row.phase)
        for heading in self._layout.headings:
            cell = cell_at(self._layout.grid.rows[row.at], heading.column)
            if cell is not None:
                self._take(draft, heading, cell)
        self._owners(draft)
        return draft

    def _id(self, row: StepRow) -> str:
        written = self._layout.text(row.at, "id")
        if _ID.fullmatch(written) and written not in self._ids:
            return self._ids.take(written)
        if written:
            sentence = f"{written!r} is no id that a plan can have, or stands twice; one was made of the title"
            self._notes.tell(self._layout.place(row.at, "id"), sentence)
        return self._ids.take(slug(row.title, "step"))

    def _take(self, draft: Draft, heading: Heading, cell: Cell) -> None:
        """Read one cell."""
        name = heading.field
        if name in _DAYS_HELD:
            self._day(draft, heading, cell)
        elif name == "duration":
            self._duration(draft, heading, cell)
        elif name in {"status", "percent", "kind"}:
            self._progress(draft, heading, cell)
        elif name == "side":
            self._side(draft, heading, cell)
        elif name == "exit_criteria":
            draft.texts[name] = text_of(cell)
        elif name in {"result", "bring", "tags"}:
            draft.texts[name] = _parts(text_of(cell), ";," if name == "tags" else ";")
        elif name == "link":
            self._link(draft, heading, text_of(cell))
        elif name is None:
            self._else(draft, heading, cell)

    def _day(self, draft: Draft, heading: Heading, cell: Cell) -> None:
        day = self._days.read(cell)
        if day is None:
            self._keep(draft, heading, cell, "is no day")
            return
        if isinstance(cell, str) and f"{day.year % 100:02}" not in cell:
            place = self._layout.grid.place(draft.at, heading.column)
            self._notes.tell(place, f"{cell!r} has no year; {day_only(day)}, the nearest, was taken")
        if not self._minutes and day_only(day) != day:
            self._whole_days.add(heading.text)
            day = day_only(day)
        draft.days[str(heading.field)] = day

    def tell_what_is_left_out(self) -> None:
        """Tell the durations that were converted, times of day left out, and judgements that a plan computes."""
        for column, said in self._became.items():
            self._notes.tell(self._layout.grid.column_place(column), "; ".join(said))
        if self._judged:
            words = listed(sorted(map(repr, self._judged)))
            self._notes.tell("", f"{words} did not come along: how a step stands is computed from its days")
        for text in sorted(self._whole_days):
            self._notes.tell("", f"{text!r} has times of day; a plan that counts in days keeps the days alone")

    def _duration(self, draft: Draft, heading: Heading, cell: Cell) -> None:
        found = amount(cell, unit=heading.unit, minutes=self._minutes)
        if found is None:
            self._keep(draft, heading, cell, "is no amount of time")
            return
        draft.duration, draft.low = found.text, found.low
        if found.said:
            self._became.setdefault(heading.column, {})[found.said] = None

    def _progress(self, draft: Draft, heading: Heading, cell: Cell) -> None:
        text = " ".join(text_of(cell).split())
        if heading.field == "kind":
            draft.kind = kind(text)
            if draft.kind is None:
                self._keep(draft, heading, cell, "is none of task, meeting, milestone, gate and value event")
            return
        share = percent(cell) if heading.field == "percent" or "%" in text else None
        draft.percent = draft.percent if share is None else share
        words = _PERCENT.sub("", text).strip(" ,;()")
        if words and not (share is not None and isinstance(cell, (int, float))):
            self._stage(draft, heading, cell, words)

    def _stage(self, draft: Draft, heading: Heading, cell: Cell, words: str) -> None:
        draft.stage, draft.status = stage(words), words
        if draft.stage is None:
            self._keep(draft, heading, cell, "says nothing that is known of how far a step is")
        if draft.stage == "judged":
            self._judged.add(words)

    def _side(self, draft: Draft, heading: Heading, cell: Cell) -> None:
        text = " ".join(text_of(cell).split())
        known = self._everybody.parties_of(text)
        if known is None and is_company(heading.text):
            known = tuple(self._everybody.party_named(part) for part in _parts(text, ";"))
        if known is None:
            self._keep(draft, heading, cell, "is none of the sides of the plan")
        else:
            draft.side = known

    def _link(self, draft: Draft, heading: Heading, text: str) -> None:
        addresses = _ADDRESS.findall(text)
        title = " ".join(_ADDRESS.sub(" ", text).split())
        if not addresses:
            draft.references.append({"title": f"{heading.text}: {title}"})
        for address in addresses:
            draft.references.append({"title": title, "url": address} if title else {"url": address})

    def _else(self, draft: Draft, heading: Heading, cell: Cell) -> None:
        """Keep what no field holds as something to read with the step, unless the sheet calls it internal."""
        if internal(heading.text):
            place = self._layout.grid.place(draft.at, heading.column)
            self._notes.tell(place, f"not taken along: {text_of(cell)}")
        else:
            draft.references.append({"title": f"{heading.text}: {text_of(cell)}"})

    def _keep(self, draft: Draft, heading: Heading, cell: Cell, why: str) -> None:
        """Keep a cell that is not understood as something to read with the step, and tell it."""
        place = self._layout.grid.place(draft.at, heading.column)
        self._notes.tell(place, f"{text_of(cell)!r} {why}; kept with the step as something to read")
        draft.references.append({"title": f"{heading.text}: {text_of(cell)}"})

    def _owners(self, draft: Draft) -> None:
        """Read the columns of owners, and whose step it is by them where no column says it."""
        named: list[str] = []
        for heading in self._layout.headings:
            cell = cell_at(self._layout.grid.rows[draft.at], heading.column)
            if heading.field != "owner" or cell is None:
                continue
            of = self._everybody.parties_of(heading.party) if heading.party else None
            party = of[0] if of and len(of) == 1 else None
            text = text_of(cell)
            if party and text.casefold() in _MARKS:
                named.append(party)
                continue
            for one, person in self._everybody.owners(text, party=party, side=draft.side):
                named.append(one)
                if person is not None and draft.owners.setdefault(one, person) != person:
                    place = self._layout.grid.place(draft.at, heading.column)
                    self._notes.tell(
                        place, f"a step has one owner on each side; {text!r} names more, the first was taken"
                    )
        draft.side = draft.side or tuple(dict.fromkeys(sorted(named, key=_seller_first)))


def is_company(heading: str) -> bool:
    """Tell whether a column holds names of organisations, not of teams within one."""
    return bool(_COMPANY.search(heading)) or heading.casefold() == "side"


_MARKS = {"x", "✓", "✔", "yes", "y", "r", "a", "ja"}
"""What people write into a side's column instead of a name."""


def _seller_first(party: str) -> tuple[int, str]:
    return ({"seller": 0, "customer": 1}.get(party, 2), party)


def _parts(text: str, marks: str) -> list[str]:
    """Return the parts of a cell with several things in it."""
    return [part for one in re.split(rf"[\n{marks}]", text) if (part := " ".join(one.split()))]
