"""What stands above a table, or on a sheet without one: the title of the plan, and facts by name."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import groupby, pairwise, zip_longest
from operator import itemgetter
from typing import TYPE_CHECKING

from scheduler.plan import CUSTOMER, SELLER

from .grid import text_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .grid import At, Cell, Grid
    from .unread import Unread


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """Something said by name."""

    value: Cell
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedPerson:
    """Somebody who is said by the part that they play: `Champion: Jo Kern`."""

    party: str
    role: str
    name: str
    place: str


@dataclass(slots=True, kw_only=True)
class Above:
    """What was found so far."""

    facts: dict[str, Fact] = field(default_factory=dict)
    people: list[NamedPerson] = field(default_factory=list)
    title: str = ""


def read_above(grid: Grid, rows: Iterable[int], unread: Unread, found: Above, *, titled: bool) -> None:
    """Add the facts in these rows, and the title: the first text that is none; whatever else stands there is left."""
    cells = {(at, column): cell for at in rows for column, cell in grid.cells(at)}
    values = _values(cells)
    for where, (name, value, taken) in values.items():
        if _keep(found, name, value, grid.place(*where)):
            for at, column in taken:
                unread.take(grid, at, column)
    of_facts = {at for _, _, taken in values.values() if len(taken) > 1 for at in taken}
    for where in (row[0] for row in _rows(cells) if titled and not found.title):
        if where not in of_facts and unread.has(grid, *where) and _may_be_a_title(cells[where]):
            found.title = " ".join(text_of(cells[where]).split())
            unread.take(grid, *where)
    for where, cell in cells.items():
        if where not in values and _is_bare_name(cell) and _is_known(_named(cell)[0]):
            unread.take(grid, *where)
    said = found.facts.get("title")
    if said is not None and titled:
        found.title = " ".join(text_of(said.value).split())


def _keep(found: Above, name: str, value: Cell, place: str) -> bool:
    """Keep a fact that is known by its name and new; tell whether it was."""
    fact = next((fact for fact, names in _FACTS.items() if names.fullmatch(name)), None)
    if fact is not None and fact not in found.facts:
        found.facts[fact] = Fact(value=value, place=place)
        return True
    role = next((role for role, names in _ROLES.items() if names.fullmatch(name)), None)
    if fact is None and role is not None and isinstance(value, str) and _ONE_NAME.fullmatch(value):
        party, part = role
        found.people.append(NamedPerson(party=party, role=part, name=" ".join(value.split()), place=place))
        return True
    return False


def _values(cells: dict[At, Cell]) -> dict[At, tuple[str, Cell, list[At]]]:
    """Return what is said by name: in the same cell, right of it, or below where a whole row is names."""
    found: dict[At, tuple[str, Cell, list[At]]] = {}
    used: set[At] = set()
    for row in _rows(cells):
        heads = any(_is_bare_name(cells[one]) and _is_bare_name(cells[other]) for one, other in pairwise(row))
        for where, right in zip_longest(row, row[1:]):
            name, rest = _named(cells[where])
            below = (where[0] + 1, where[1])
            value = below if heads and below in cells else right
            if name and rest and where not in used:
                found[where] = (name, rest, [where])
            elif name and where not in used and value is not None and not _is_name(cells[value]):
                found[where] = (name, cells[value], [where, value])
                used.add(value)
    return found


def _rows(cells: dict[At, Cell]) -> list[list[At]]:
    """Return the places of cells row by row."""
    return [list(places) for _, places in groupby(cells, key=itemgetter(0))]


def _named(cell: Cell) -> tuple[str, str]:
    """Return the name in a cell and what the same cell says of it; a text without a colon is a name if it is known."""
    if not isinstance(cell, str):
        return "", ""
    name, colon, rest = cell.partition(":")
    folded = " ".join(name.casefold().split())
    return (
        (folded, " ".join(rest.split())) if _is_known(folded) or (colon and len(folded.split()) <= _WORDS) else ("", "")
    )


def _is_known(name: str) -> bool:
    return any(names.fullmatch(name) for names in (*_FACTS.values(), *_ROLES.values()))


_WORDS = 4
"""Words of a name before a colon."""


def _is_name(cell: Cell) -> bool:
    return bool(_named(cell)[0])


def _is_bare_name(cell: Cell) -> bool:
    return _is_name(cell) and not _named(cell)[1]


def _may_be_a_title(cell: Cell) -> bool:
    """Tell whether a text is none that stands over every sheet."""
    if not isinstance(cell, str) or _BANNER.search(cell):
        return False
    return not _is_name(cell) or bool(_PLAN.search(cell))


_PLAN = re.compile(r"\bplan\b|project|roadmap|timeline|roll-?out|implementation|projekt", re.IGNORECASE)
"""What titles of plans are about, also behind a colon."""
_BANNER = re.compile(
    r"confidential|vertraulich|\bdraft\b|entwurf|\bversion\b|^v\d|^page |^https?:|^(last )?(updated|printed|exported)\b"
    r"|^(this|please|use|fill|how to|instructions?|hinweis|note)\b",
    re.IGNORECASE,
)
_ONE_NAME = re.compile(r"[^\W\d_][^,;/&@\d\n]{1,60}")
_GO_LIVE = (
    r"((target|planned|desired|required|requested|customer'?s?|expected|projected) )?"
    r"(go[- ]?live|live|launch|roll-?out|produktivstart|inbetriebnahme)"
)
_FACTS = {
    fact: re.compile(names)
    for fact, names in (
        ("customer", r"(customer|client|account)( name)?|company name|buyer|prospect|kunde|auftraggeber"),
        ("seller", r"(vendor|seller|supplier)( name)?|provider|anbieter|auftragnehmer"),
        ("as_of", r"as of|stand|status date"),
        ("time_zone", r"time ?zone|zeitzone"),
        ("resolution", r"counts in"),
        ("title", r"plan|project|projekt|title|(plan|project) (name|title)|projektname"),
        (
            "go_live",
            rf"{_GO_LIVE}([- ]?(date|target|by|day|termin|datum))?|target date|critical date|zieltermin|live by",
        ),
    )
}  # fmt: skip
"""What is said above a table by name."""
_ROLES = {
    role: re.compile(names)
    for role, names in (
        (
            (SELLER, "account executive"),
            r"account executive|ae|sales rep(resentative)?|account manager|seller'?s? lead",
        ),
        ((SELLER, "solutions engineer"), r"solutions? engineer|se|sales engineer|solutions? consultant"),
        ((SELLER, "customer success manager"), r"customer success( manager)?|csm"),
        ((CUSTOMER, "champion"), r"(customer |internal )?champion"),
        ((CUSTOMER, "economic buyer"), r"economic buyer|budget owner"),
        ((CUSTOMER, "executive sponsor"), r"(customer )?(executive |exec )?sponsor"),
        ((CUSTOMER, "decision maker"), r"decision[- ]maker"),
    )
}
"""Parts that people play, with the party that they mostly belong to."""
