"""Views: the revisions of a document as a party can tell them apart, counted for that party alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, insert, select

from . import tables

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .unit import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A state of a document as a party sees it."""

    number: int
    """Counted from 1 for the party: what changed out of its sight is not counted."""
    revision: int
    """The revision of the document that made it."""


def add_view(unit: Unit, plan: str, party: str, view: View) -> None:
    """Keep that a party sees something else from now on."""
    values = {"plan": plan, "party": party, "number": view.number, "revision": view.revision}
    unit.connection.execute(insert(tables.views).values(**values))


def newest_views(unit: Unit, plan: str) -> dict[str, View]:
    """Return the newest view of each party."""
    table = tables.views
    newest = (
        select(table.c.party, func.max(table.c.number).label("number"))
        .where(table.c.plan == plan)
        .group_by(table.c.party)
        .subquery()
    )
    query = select(table).join(newest, (table.c.party == newest.c.party) & (table.c.number == newest.c.number))
    rows = unit.connection.execute(query.where(table.c.plan == plan))
    return {row.party: View(number=row.number, revision=row.revision) for row in rows}


def views_made(unit: Unit, plan: str, party: str, revisions: Iterable[int]) -> dict[int, int]:
    """Return, by the revision that made it, the number of each view of a party that one of these revisions made."""
    table = tables.views
    query = select(table.c.revision, table.c.number).where(
        table.c.plan == plan, table.c.party == party, table.c.revision.in_(sorted(revisions))
    )
    return {row.revision: row.number for row in unit.connection.execute(query)}


def view_numbered(unit: Unit, plan: str, party: str, number: int) -> View | None:
    """Return a view of a party; None where it has none of that number."""
    table = tables.views
    query = select(table).where(table.c.plan == plan, table.c.party == party, table.c.number == number)
    row = unit.connection.execute(query).one_or_none()
    return None if row is None else View(number=row.number, revision=row.revision)
