"""What only a look at a whole database tells: whether its file is sound, and which rows belong to no row."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import select, text

from . import tables

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from .unit import Unit

MOST = 100
"""Faults of a file that are told; a file that has so many is replaced, not mended."""


class Kept(NamedTuple):
    """Which plan, of which workspace."""

    plan: str
    workspace: str


class Line(NamedTuple):
    """What a line of the log says of revisions."""

    number: int
    before: int
    revision: int
    undoes: int | None


class Waiting(NamedTuple):
    """A mail that is to be sent."""

    mail: str
    workspace: str | None


def broken_pages(unit: Unit) -> Iterator[str]:
    """Yield what SQLite finds wrong with its file: pages, indexes, rows that refer to none."""
    if unit.connection.dialect.name != "sqlite":
        return
    for said in unit.connection.scalars(text(f"PRAGMA integrity_check({MOST})")):
        if said != "ok":
            yield str(said)
    for table, row, parent, _ in unit.connection.execute(text("PRAGMA foreign_key_check")):
        yield f"row {row} of {table} belongs to a row of {parent} that is not there"


def some_plans(unit: Unit, *, after: str, limit: int) -> list[Kept]:
    """Return the next plans of all workspaces, in the order of their ids."""
    table = tables.plans
    query = select(table.c.id, table.c.workspace).where(table.c.id > after).order_by(table.c.id).limit(limit)
    return [Kept(*row) for row in unit.connection.execute(query)]


def lines_of(unit: Unit, plan: str) -> Iterator[Line]:
    """Yield the lines of a plan's log, oldest first, a few at a time."""
    table = tables.log
    query = select(table.c.number, table.c.before, table.c.revision, table.c.undoes).where(table.c.plan == plan)
    with unit.connection.execute(query.order_by(table.c.number).execution_options(yield_per=500)) as rows:
        yield from (Line(*row) for row in rows)


def views_of(unit: Unit, plan: str) -> Iterator[tuple[str, int, int]]:
    """Yield the views of a plan as party, number and revision, in their order."""
    table = tables.views
    query = select(table.c.party, table.c.number, table.c.revision).where(table.c.plan == plan)
    with unit.connection.execute(
        query.order_by(table.c.party, table.c.number).execution_options(yield_per=500)
    ) as rows:
        yield from ((row.party, row.number, row.revision) for row in rows)


def strays_of(unit: Unit, plan: str) -> Iterator[str]:
    """Yield what is said to belong to a plan, but to another workspace than the plan does."""
    for table, key in ((tables.feeds, tables.feeds.c.id), (tables.external_ids, tables.external_ids.c.id)):
        query = select(key).where(table.c.plan == plan, table.c.workspace != unit.workspace).order_by(key)
        yield from (f"{table.name}: {one}" for one in unit.connection.scalars(query))


def begun_answers(unit: Unit) -> Iterator[tuple[str, datetime]]:
    """Yield the keys of requests whose answer was begun and never kept: half of a transaction."""
    table = tables.kept_answers
    query = select(table.c.key, table.c.at).where(table.c.status.is_(None)).order_by(table.c.at).limit(MOST)
    yield from ((row.key, row.at) for row in unit.connection.execute(query))


def waiting_mails(unit: Unit) -> Iterator[Waiting]:
    """Yield mails that are neither sent nor given up, a few at a time."""
    table = tables.mails
    query = select(table.c.id, table.c.workspace).where(table.c.sent_at.is_(None), table.c.failed_at.is_(None))
    with unit.connection.execute(query.order_by(table.c.id).execution_options(yield_per=500)) as rows:
        yield from (Waiting(*row) for row in rows)
