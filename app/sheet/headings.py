"""What the heading of a column most probably means, in English or German."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .grid import text_of
from .sides import sides_in

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .grid import Cell, Row
    from .sides import Sides

Field = str
"""What a column holds: a name of `FIELDS`."""

FIELDS = {
    "step": "the step",
    "phase": "its phase",
    "number": "its number, by which others name it",
    "id": "its id",
    "level": "how deep it stands below others",
    "kind": "whether it is a task, meeting, milestone or gate",
    "side": "whose work it is",
    "owner": "who answers for it",
    "start": "a start that is proposed",
    "finish": "a finish that is proposed",
    "agreed": "the finish that both sides agreed",
    "deadline": "the day by which it has to be done",
    "actual_start": "when it began",
    "actual_finish": "when it was done",
    "planned_start": "a start that was computed",
    "planned_finish": "a finish that was computed",
    "computed": "what was computed",
    "customer": "the customer's name",
    "program": "left out: what the program keeps for itself",
    "duration": "how long it takes",
    "after": "what it waits for",
    "status": "how far it is",
    "percent": "how much of it is done",
    "exit_criteria": "how both sides know that it is done",
    "result": "what comes out of it",
    "bring": "what people bring to it",
    "link": "what to read for it",
    "tags": "words to find it by",
}
"""What columns of steps can hold, in words."""

_OWNER = (
    r"owner|owned|responsib|accountable|assigned|assignee|resource|\blead\b|\bwho\b|\bcontact|\bpoc\b|\bdri\b"
    r"|verantwort|zuständig|bearbeiter"
)
_RULES = tuple(
    (field, re.compile(pattern))
    for field, pattern in (
        ("number", r"^(#|no|nr|num|number|wbs|wbs code|row|item #|step #|task #|lfd nr|outline number)$"),
        ("program", r"^(active|task mode|indicators?|unique id|guid|row id)$"),
        ("program", r"^(last (modified|changed|updated|activity)|modified|created)( date| by| on| at)?$"),
        ("id", r"^((step|task|activity|record) )?id$|^key$"),
        ("customer", r"^account( name)?$|^(customer|client|company) name$"),
        ("level", r"^(outline level|level|indent|gliederungsebene|ebene)$"),
        ("after", r"predecessor|depend|waits? for|blocked by|prerequisite|\bafter\b|vorgänger|abhängig|wartet auf"),
        ("percent", r"%|percent|fortschritt"),
        ("exit_criteria", r"exit crit|done when|definition of done|(success|acceptance) crit|abnahmekrit|fertig wenn"),
        ("owner", _OWNER),
        ("actual_start", r"(actual|ist) ?-?(start|begin|anfang)|^(started|begun)( on)?$"),
        (
            "actual_finish",
            r"(actual|ist) ?-?(finish|end|completion|ende)|^(completed|finished|done|erledigt)( on| am)$",
        ),
        ("actual_finish", r"(date|day) (completed|finished|done)|completed date"),
        ("agreed", r"\bagreed\b|vereinbart"),
        ("deadline", r"deadline|no later than|spätestens"),
        ("start", r"\b(start|begin|begins|beginn|anfang)\b|^(from|von)$"),
        (
            "duration",
            r"\bduration|^(days|weeks|hours|tage|wochen|length|dauer|effort|lead time|estimate)$|dauer|est days",
        ),
        (
            "finish",
            r"\b(due|end|ends|finish|finishes|completion|complete by|target|by when|eta|ende|fällig|bis|until)\b",
        ),
        ("finish", r"^(date|dates|day|when|termin|datum|plan date|to)$|\bdate$"),
        ("status", r"\bstatus|^(state|done|complete|completed|stand|erledigt)$"),
        ("phase", r"\b(phase|stage|section|work ?stream|track|bucket|abschnitt|kategorie|category)\b"),
        ("kind", r"^(kind|type|art|typ|step type|task type)$"),
        ("side", r"^(side|party|company|organi[sz]ation|team|seite|firma|unternehmen|whose)$"),
        ("result", r"deliverable|\boutcome|\boutput|^result|ergebnis"),
        ("bring", r"^(bring|inputs?|to bring|mitbringen)$"),
        ("link", r"^(links?|urls?|documents?|references?|dokumente?)$"),
        ("tags", r"^(tags?|labels?)$"),
        ("step", r"^(task|step|activity|action|item)( item)? (name|title)$|^subject$"),
        ("step", r"\b(tasks?|steps?|activity|activities|actions?|what|events?|to ?do|title|name|item|subject)\b"),
        ("step", r"milestone|aufgabe|vorgang|schritt|aktivität|meilenstein|maßnahme|titel"),
    )
)
"""The first that fits; the particular stand before the general."""

_OURS = {
    "start by": "computed",
    "planned start": "planned_start",
    "planned finish": "planned_finish",
    "critical": "computed",
}
"""Columns that an export of a plan has besides: nothing that anybody typed."""

DATES = {
    "critical date": "title", "critical dates": "title", "due": "date", "date": "date", "standing": "standing",
    "forecast": "computed forecast", "status": "computed status", "key date": "title", "reason": "reason",
    "whose": "party", "reserve": "buffer", "why": "reason", "id": "id",
}  # fmt: skip
"""The columns of a table of critical dates."""

PEOPLE = {
    "name": "name", "contact": "name", "person": "name", "party": "party", "company": "party", "organisation": "party",
    "organization": "party", "role": "role", "title": "role", "job title": "role", "function": "role", "rolle": "role",
    "e-mail": "email", "email": "email", "mail": "email", "id": "id", "firma": "party", "side": "party",
}  # fmt: skip
"""The columns of a table of people."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A column of a table of steps, and what it is read as."""

    column: int
    text: str
    field: Field | None
    """One of `FIELDS`; none where no field of a plan holds such a thing."""
    why: str
    """Why it is read so, or what becomes of it."""
    unit: str = "d"
    """Of durations: what a bare number counts."""
    party: str = ""
    """Of owners: whose, as the heading says it."""
    withheld: bool = False
    """Whether its cells are told and do not come along, because others must not read them."""


def headings_of(row: Row, sides: Sides) -> tuple[Heading, ...]:
    """Return what the columns below a row of headings are, each field once and owners as often as there are parties."""
    texts = {column: _one_line(cell) for column, cell in enumerate(row) if cell is not None}
    bases = {column: _base(text) for column, text in texts.items()}
    ours = {"waits for", "planned start", "planned finish", "id"} <= set(bases.values())
    grouped = _grouping_milestone(bases)
    found: list[Heading] = []
    for column, text in texts.items():
        taken = {heading.field for heading in found} - _MANY
        base = bases[column]
        field = "phase" if column == grouped else _OURS[base] if ours and base in _OURS else _field(text, sides, taken)
        found.append(_heading(column, text, field, sides))
    return tuple(found)


def known_fields(row: Row, sides: Sides) -> tuple[bool, int]:
    """Return whether a row names a column of steps, and how many columns it names; nothing where it cannot be one."""
    cells = [cell for cell in row if cell is not None]
    if not all(isinstance(cell, str) and len(cell) <= _LONGEST for cell in cells):
        return False, 0
    known = [heading for heading in headings_of(row, sides) if heading.field is not None]
    steps = [heading for heading in known if heading.field == "step"]
    if len(known) > 1 or any(_base(heading.text) in _ALONE for heading in steps):
        return bool(steps), len(known)
    return False, 0


_MANY = {"owner", "number", "program"}
"""What may have several columns: owners by party, numbers and what programs keep by program."""
_LONGEST = 60
"""Letters of a heading; what is longer is a sentence."""
_ALONE = {"task", "tasks", "step", "steps", "activity", "milestone", "aufgabe", "schritt", "vorgang", "task name"}
"""Headings that name steps whatever stands beside them."""


def columns_by_name(row: Row, names: dict[str, str]) -> dict[str, int]:
    """Return the columns of a table whose headings have fixed names, by what they hold."""
    found: dict[str, int] = {}
    for column, cell in enumerate(row):
        field = names.get(_base(cell)) if isinstance(cell, str) and len(cell) <= _LONGEST else None
        if field is not None:
            found.setdefault(field, column)
    return found


def _heading(column: int, text: str, field: Field | None, sides: Sides) -> Heading:
    if field is None:
        inside = internal(text)
        return Heading(column=column, text=text, field=None, why=_INSIDE if inside else KEPT, withheld=inside)
    if field != "owner":
        return Heading(column=column, text=text, field=field, why=FIELDS[field], unit=_unit(text))
    party = _party(text, sides)
    return Heading(
        column=column, text=text, field=field, why=FIELDS[field] + (f" at {party}" if party else ""), party=party
    )


KEPT = "no part of a plan; kept with each step as something to read"
_INSIDE = "not taken along, since the sheet calls it internal; each cell is told"
HIDDEN = "not taken along, since the column is hidden; each cell is told"
_INTERNAL = re.compile(r"internal|private|confidential|intern\b|vertraulich", re.IGNORECASE)


def internal(heading: str) -> bool:
    """Tell whether a heading says that others must not read what stands below it."""
    return bool(_INTERNAL.search(heading))


def _field(text: str, sides: Sides, taken: Iterable[Field | None]) -> Field | None:
    base = _base(text)
    for field, pattern in _RULES:
        if field not in taken and pattern.search(base):
            return field
    # `Customer`, `Acme`: whose owner stands in the column.
    return "owner" if base and sides_in(base, sides) and len(base.split()) <= _WORDS else None


_WORDS = 3
"""Words of a heading that names nothing but a side."""


def _party(text: str, sides: Sides) -> str:
    """Return whose owner a column holds, by its heading: `Acme` of `Owner (Acme)`, `customer` of `Customer lead`."""
    inside = re.search(r"[(\[]\s*([^)\]]+?)\s*[)\]]", text)
    if inside:
        return inside[1]
    rest = " ".join(word for word in text.split() if not _GENERAL.fullmatch(word.strip("*:?.'")))
    return sides_in(_base(text), sides) or rest


_GENERAL = re.compile(
    rf"({_OWNER})\w*|the|main|primary|task|action|step|name|names?|person|people|party|to|by|of|for|is|and|&|/|-|team",
    re.IGNORECASE,
)
"""Words of a heading of owners that name nobody."""


def _grouping_milestone(bases: dict[int, str]) -> int | None:
    """Return the column of milestones where tasks have a column of their own: there a milestone is a phase."""
    milestones = [column for column, base in bases.items() if re.fullmatch(r"milestones?|meilensteine?", base)]
    others = [
        base for base in bases.values() if re.search(r"\b(tasks?|steps?|actions?|activity|activities)\b|aufgabe", base)
    ]
    phases = [base for base in bases.values() if base.startswith("phase")]
    return milestones[0] if milestones and others and not phases else None


def _unit(text: str) -> str:
    """Return what bare numbers below a heading count."""
    if re.search(r"week|woche|\bwks?\b", text, re.IGNORECASE):
        return "w"
    return "h" if re.search(r"hour|stunde|\bhrs?\b", text, re.IGNORECASE) else "d"


def _base(text: str) -> str:
    """Return a heading in small letters, without what stands in brackets and without marks at its end."""
    plain = re.sub(r"[(\[].*?[)\]]", " ", text.casefold())
    return " ".join(re.sub(r"[*:?.!_/]+", " ", plain).split()) or " ".join(text.casefold().split())


def _one_line(cell: Cell) -> str:
    return " ".join(text_of(cell).split())
