"""One row of a sheet as a step: what each of its cells says, before steps are looked at together."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from app.document.identifiers import slug
from scheduler.wording import listed

from .amounts import NOTHING, amount, percent
from .days import DAYS_HELD
from .draft import Draft
from .grid import cell_at, text_of
from .notes import some
from .order import day_only
from .people import NOBODY, Ids
from .statuses import kind, known_words, stage
from .unread import shortened

if TYPE_CHECKING:
    from datetime import date

    from .days import Days
    from .grid import Cell
    from .headings import Heading
    from .notes import Notes
    from .people import Everybody
    from .step_rows import StepRow
    from .unread import Unread

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")
_ADDRESS = re.compile(r"(?:https?://|mailto:)\S+")
_PERCENT = re.compile(r"\d{1,3}(?:[.,]\d+)?\s*%")
_NUMBER = re.compile(r"\d+([.,]\d+)*\.?")
LONGEST = 300
"""Letters of a cell that holds names or how far a step is."""
_COMPANY = re.compile(r"party|company|organi[sz]ation|firma|unternehmen", re.IGNORECASE)


_BEGIN = frozenset({"start", "actual_start", "planned_start"})
"""Days on which a step begins."""
_MAY_BE_NOTHING = frozenset({*DAYS_HELD, "duration", "percent", "owner", "side", "kind"})
"""Fields for which people write that there is nothing."""


class Drafts:
    """Reads rows one by one."""

    def __init__(self, days: Days, everybody: Everybody, unread: Unread, notes: Notes, *, minutes: bool) -> None:
        """Keep what all rows are read with."""
        self._days = days
        self._everybody = everybody
        self._unread = unread
        self._notes = notes
        self._minutes = minutes
        self._ids = Ids()
        self._whole_days: set[str] = set()
        self._judged: set[str] = set()
        self._became: dict[str, dict[str, None]] = {}
        self._nearest: dict[str, dict[str, None]] = {}
        self._hidden: list[str] = []

    def of(self, row: StepRow) -> Draft:
        """Return a row as a step."""
        grid = row.layout.grid
        draft = Draft(row=row, id=self._id(row), private=row.at in grid.marks.hidden_rows)
        for heading in row.layout.headings:
            cell = cell_at(grid.rows[row.at], heading.column)
            if cell is not None:
                if not _says_nothing(heading, cell):
                    self._tell_struck(draft, heading, cell)
                    self._take(draft, heading, cell)
                self._unread.take(grid, row.at, heading.column)
        self._owners(draft)
        self._settle(draft)
        return draft

    def _id(self, row: StepRow) -> str:
        written = row.layout.text(row.at, "id")
        if _ID.fullmatch(written) and written not in self._ids:
            return self._ids.take(written)
        if written:
            sentence = f"{written!r} is no id that a plan can have, or stands twice; one was made of the title"
            self._notes.tell(row.layout.place(row.at, "id"), sentence)
        return self._ids.take(slug(row.title, "step"))

    def _settle(self, draft: Draft) -> None:
        """Look at all that a row says together: what is hidden, struck through, or contradicts itself."""
        if draft.private:
            self._hidden.append(draft.place)
        if draft.kind == "milestone" and draft.duration:
            self._notes.tell(
                draft.place, f"{draft.title!r} is called a milestone and takes {draft.duration}; read as a task"
            )
            draft.kind = None
        begun_late = {"start", "finish"} <= set(draft.days) and day_only(draft.days["start"]) > day_only(
            draft.days["finish"]
        )
        if begun_late:
            self._notes.tell(draft.place, f"{draft.title!r} ends before it starts; its start was left out")
            del draft.days["start"]
        self._settle_share(draft)
        layout = draft.row.layout
        if (draft.row.at, layout.column("step")) in layout.grid.marks.struck and draft.stage not in {"done", "skipped"}:
            self._strike(draft)

    def _settle_share(self, draft: Draft) -> None:
        """Decide between a word and a share that contradict each other: for the one that says that it is done."""
        whole = 100
        if draft.percent is None or (draft.percent == whole) == (draft.stage == "done"):
            return
        if draft.percent == whole and draft.stage in {"open", "begun", "blocked"}:
            sentence = f"{draft.status!r} and 100% contradict each other; {draft.title!r} was read as done"
            self._notes.tell(draft.place, sentence)
        elif draft.stage == "done":
            sentence = f"{draft.status!r} and {draft.percent}% contradict each other; {draft.title!r} was read as done"
            self._notes.tell(draft.place, sentence)

    def _strike(self, draft: Draft) -> None:
        """Read a step that is struck through: done, unless the sheet has words for that or its day is still to come."""
        layout, day = draft.row.layout, draft.days.get("finish") or draft.days.get("agreed")
        ahead = day is not None and day_only(day) > day_only(self._days.today)
        told = layout.column("status") is not None or layout.column("percent") is not None
        draft.stage = "skipped" if ahead or told else "done"
        self._notes.tell(draft.place, f"{draft.title!r} is struck through; it was read as {draft.stage}")

    def _tell_struck(self, draft: Draft, heading: Heading, cell: Cell) -> None:
        if (draft.row.at, heading.column) in draft.row.layout.grid.marks.struck and heading.field != "step":
            sentence = f"{shortened(text_of(cell))!r} is struck through, and was read all the same"
            self._notes.tell(draft.place_of(heading), sentence)

    def _take(self, draft: Draft, heading: Heading, cell: Cell) -> None:
        """Read one cell."""
        name = heading.field
        if name in DAYS_HELD:
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
        else:
            self._to_read(draft, heading, cell)

    def _day(self, draft: Draft, heading: Heading, cell: Cell) -> None:
        day = self._days.read(cell, last=heading.field not in _BEGIN)
        if day is None:
            self._keep(draft, heading, cell, "is no day")
            return
        if isinstance(cell, str) and not _says_exactly(cell, day):
            column = draft.row.layout.grid.column_place(heading.column)
            self._nearest.setdefault(column, {})[f"{cell!r} was read as {day_only(day)}"] = None
        if not self._minutes and day_only(day) != day:
            self._whole_days.add(heading.text)
            day = day_only(day)
        draft.days[str(heading.field)] = day

    def tell_what_is_left_out(self) -> None:
        """Tell the durations that were converted, times of day left out, and judgements that a plan computes."""
        for column, said in self._became.items():
            self._notes.tell(column, "; ".join(said))
        for column, read in self._nearest.items():
            first, *others = read
            more = f", and {len(others)} more are not said in full either" if others else ""
            self._notes.tell(column, f"{first}{more}")
        if self._hidden:
            are = (
                "is hidden in the sheet; its step is"
                if len(self._hidden) == 1
                else "are hidden in the sheet; their steps are"
            )
            self._notes.tell("", f"{some(self._hidden)} {are} private to the seller")
        if self._judged:
            words = listed(sorted(map(repr, self._judged)))
            self._notes.leave_out("", f"{words}: how a step stands is computed from its days")
        for text in sorted(self._whole_days):
            self._notes.leave_out("", f"times of day below {text!r}; a plan that counts in days keeps the days alone")

    def _duration(self, draft: Draft, heading: Heading, cell: Cell) -> None:
        found = amount(cell, unit=heading.unit, minutes=self._minutes)
        if found is None:
            self._keep(draft, heading, cell, "is no amount of time")
            return
        draft.duration, draft.low = found.text, found.low
        if found.said:
            self._became.setdefault(draft.row.layout.grid.column_place(heading.column), {})[found.said] = None

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
        if share is None and heading.field == "percent" and _PERCENT.search(text):
            self._keep(draft, heading, cell, "is no share from 0 to 100%")
        elif words and not (share is not None and isinstance(cell, (int, float))):
            self._stage(draft, heading, cell, words)

    def _stage(self, draft: Draft, heading: Heading, cell: Cell, words: str) -> None:
        """Take how far a step is from the first cell that says it; words beside that are kept to be read."""
        found, said = stage(words[:LONGEST]), {"title": f"{heading.text}: {text_of(cell)}"}
        if found is None:
            self._keep(draft, heading, cell, "says nothing that is known of how far a step is")
        elif draft.stage:
            draft.references.append(said)
        else:
            draft.stage, draft.status = found, words
            whole = found == "blocked" or (len(words) <= LONGEST and known_words(words))
            draft.references += [] if whole else [said]
            self._judged |= {words} if found == "judged" else set()

    def _side(self, draft: Draft, heading: Heading, cell: Cell) -> None:
        text = " ".join(text_of(cell).split())
        known = self._everybody.parties_of(text) if len(text) <= LONGEST else None
        if known is None and len(text) <= LONGEST and is_company(heading.text):
            known = tuple(self._everybody.party_named(part) for part in _parts(text, ";"))
        if known is None:
            self._keep(draft, heading, cell, "is none of the sides of the plan")
        else:
            draft.side = known

    def _to_read(self, draft: Draft, heading: Heading, cell: Cell) -> None:
        """Keep links, and what no field holds, as something to read with the step, unless others must not."""
        if heading.withheld:
            self._notes.leave_out(draft.place_of(heading), f"{heading.text}: {shortened(text_of(cell))}")
        elif heading.field == "link":
            self._link(draft, heading, text_of(cell))
        elif heading.field == "number" and not _NUMBER.fullmatch(text_of(cell)):
            self._keep(draft, heading, cell, "is no number")
        elif heading.field is None or (
            heading.field == "customer" and " ".join(text_of(cell).split()) != self._everybody.sides.customer
        ):
            draft.references.append({"title": f"{heading.text}: {text_of(cell)}"})

    def _link(self, draft: Draft, heading: Heading, text: str) -> None:
        addresses = _ADDRESS.findall(text)
        title = " ".join(_ADDRESS.sub(" ", text).split())
        if not addresses:
            draft.references.append({"title": f"{heading.text}: {title}"})
        for address in addresses:
            draft.references.append({"title": title, "url": address} if title else {"url": address})

    def _keep(self, draft: Draft, heading: Heading, cell: Cell, why: str) -> None:
        """Keep a cell that is not understood as something to read with the step, and tell it."""
        said = shortened(text_of(cell))
        self._notes.tell(draft.place_of(heading), f"{said!r} {why}; kept with the step as something to read")
        draft.references.append({"title": f"{heading.text}: {text_of(cell)}"})

    def _owners(self, draft: Draft) -> None:
        """Read the columns of owners, and whose step it is by them where no column says it."""
        named: list[str] = []
        layout = draft.row.layout
        for heading in layout.headings:
            cell = cell_at(layout.grid.rows[draft.row.at], heading.column)
            if heading.field == "owner" and cell is not None and text_of(cell).casefold() not in NOTHING:
                named += self._owning(draft, heading, " ".join(text_of(cell).split(" ")))
        others = [party for party in dict.fromkeys(named) if party not in {*(draft.side or named), *draft.owners}]
        if others:
            who = listed([self._everybody.called(party) for party in others])
            self._notes.tell(draft.place, f"{draft.title!r} is not said to be the work of {who}, who own it")
        draft.side = draft.side or tuple(dict.fromkeys(sorted(named, key=_seller_first)))

    def _owning(self, draft: Draft, heading: Heading, text: str) -> list[str]:
        """Read a cell of owners; return the parties that it names."""
        if len(text) > LONGEST:
            self._keep(draft, heading, text, "is too long for names")
            return []
        of = self._everybody.parties_of(heading.party) if heading.party else None
        party = of[0] if of and len(of) == 1 else None
        if party and text.casefold() in _MARKS:
            return [party]
        if text.casefold() in NOBODY:
            self._notes.tell(draft.place_of(heading), f"{text!r} names nobody; the step has no owner there yet")
            return []
        named = []
        for one, person in self._everybody.owners(text, party=party, side=draft.side):
            named.append(one)
            if person is not None and draft.owners.setdefault(one, person) != person:
                sentence = f"a step has one owner on each side; {text!r} names more, the first was taken"
                self._notes.tell(draft.place_of(heading), sentence)
        return named


def _says_nothing(heading: Heading, cell: Cell) -> bool:
    """Tell whether somebody wrote that there is nothing, as in `N/A`."""
    return isinstance(cell, str) and heading.field in _MAY_BE_NOTHING and cell.casefold() in NOTHING


def _says_exactly(text: str, day: date) -> bool:
    """Tell whether a text names day and year."""
    return f"{day.year % 100:02}" in text and bool(re.search(rf"(?<!\d)0?{day.day}(?!\d)|\d{{5}}", text))


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
