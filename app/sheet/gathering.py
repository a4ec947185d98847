"""Who belongs to whom, from tables of people and from what stands above the steps."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .grid import cell_at, text_of

if TYPE_CHECKING:
    from .notes import Notes
    from .people import Everybody
    from .tables import Named, Tables
    from .unread import Unread

_ADDRESS = re.compile(r"[^@\s]+@[^@\s]+")


def gather_people(tables: Tables, everybody: Everybody, notes: Notes) -> None:
    """Learn who belongs to whom, before the steps name their owners."""
    for one in tables.said_people:
        everybody.add(one.name, one.party, role=one.role)
        notes.tell(one.place, f"{one.name} was taken for {everybody.called(one.party)}'s {one.role}")
    for table in tables.people:
        for at in table.rows:
            _gather(table, at, everybody, tables.unread, notes)


def _gather(table: Named, at: int, everybody: Everybody, unread: Unread, notes: Notes) -> None:
    """Take one row of a table of people."""
    row = table.grid.rows[at]
    said = {name: " ".join(text_of(cell_at(row, column)).split()) for name, column in table.columns.items()}
    who = said.get("name", "") or said.get("email", "") or said.get("role", "")
    if not who or who.endswith(":"):
        return
    for column in table.columns.values():
        unread.take(table.grid, at, column)
    if said.get("email") and not _ADDRESS.fullmatch(said["email"]):
        place = table.grid.place(at, table.columns["email"])
        notes.leave_out(place, f"{said.pop('email')!r} is no e-mail address, such as jo@northwind.example")
    party = everybody.party_named(said["party"]) if said.get("party") else everybody.guessed(who)
    name, role, email = (said.get(field, "") for field in ("name", "role", "email"))
    if name.casefold() == role.casefold():
        name = ""  # an export calls people without a name by their part
    if role and everybody.role_of(name or email, party) not in {"", role}:
        notes.leave_out(table.grid.place(at, table.columns["role"]), f"{role}, since a person has one role in a plan")
    if name or role or email:
        everybody.add(name, party, role=role, email=email, person=said.get("id", ""))
