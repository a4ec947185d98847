"""The log of a plan: every operation on it, who did it, when, why, and what it did to the forecasts."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sqlalchemy import Row, and_, insert, or_, select, update

from app.actors import Actor

from . import tables

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date, datetime

    from .unit import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class ForecastMove:
    """A critical date whose forecast an operation moved."""

    before: str | None
    """An ISO day; None for a date that is new."""
    after: str | None
    """None for a date that is gone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of the log."""

    number: int
    """Counted from 1, without gaps."""
    before: int
    """The document's revision before it; 0 before there was one."""
    revision: int
    """The one after it; the same where it left the document alone."""
    at: datetime
    by: Actor
    verb: str
    """What was done; `several` where more than one thing was."""
    asked: list[dict[str, Any]]
    """The operations, as they were asked for."""
    step: str | None
    """The step that it was about."""
    why: str | None
    day: date
    """As of which the dates before and after it are."""
    effect: dict[str, ForecastMove] = field(default_factory=dict)
    """What it did to the forecasts, by critical date."""
    undoes: int | None = None
    """The entry that it takes back."""
    private: str | None = None
    """The party that alone knows of it, where that cannot be told from the document."""


def add_entry(unit: Unit, plan: str, entry: Entry) -> None:
    """Write a line."""
    unit.connection.execute(
        insert(tables.log).values(
            plan=plan,
            number=entry.number,
            before=entry.before,
            revision=entry.revision,
            at=entry.at,
            by_kind=entry.by.kind,
            by_id=entry.by.id,
            by_name=entry.by.name,
            by_party=entry.by.party,
            by_person=entry.by.person,
            by_verified=entry.by.verified,
            verb=entry.verb,
            asked=entry.asked,
            step=entry.step,
            why=entry.why,
            day=entry.day,
            effect={date: [move.before, move.after] for date, move in entry.effect.items()},
            undoes=entry.undoes,
            private=entry.private,
        )
    )


def rewrite_entry(unit: Unit, plan: str, entry: Entry) -> None:
    """Let a line say otherwise who wrote it, what was asked for and why."""
    own = (tables.log.c.plan == plan, tables.log.c.number == entry.number)
    who = {"by_name": entry.by.name, "by_person": entry.by.person}
    unit.connection.execute(update(tables.log).where(*own).values(asked=entry.asked, why=entry.why, **who))


def entries(unit: Unit, plan: str, *, after: int = 0, limit: int | None = None) -> list[Entry]:
    """Return the lines behind a number, oldest first."""
    table = tables.log
    query = select(table).where(table.c.plan == plan, table.c.number > after).order_by(table.c.number).limit(limit)
    return [_entry(row) for row in unit.connection.execute(query)]


def entry_of(unit: Unit, plan: str, number: int) -> Entry:
    """Return a line that is there."""
    [found] = entries(unit, plan, after=number - 1, limit=1)
    return found


def times(unit: Unit, plan: str, numbers: Iterable[int]) -> dict[int, datetime]:
    """Return when lines were written, by their numbers."""
    table = tables.log
    query = select(table.c.number, table.c.at).where(table.c.plan == plan, table.c.number.in_(sorted(numbers)))
    return {row.number: row.at for row in unit.connection.execute(query)}


def entries_by(unit: Unit, plan: str, ids: Iterable[str]) -> list[Entry]:
    """Return the lines that people wrote, members and who came in by a link, oldest first."""
    table = tables.log
    own = (table.c.plan == plan, table.c.by_kind.in_(("member", "participant")), table.c.by_id.in_(sorted(ids)))
    return [_entry(row) for row in unit.connection.execute(select(table).where(*own).order_by(table.c.number))]


def newest_first(unit: Unit, plan: str, *, by: Actor | None = None) -> Iterator[Entry]:
    """Yield the lines, or those that somebody wrote, newest first, as many as are read."""
    table = tables.log
    query = select(table).where(table.c.plan == plan).order_by(table.c.number.desc())
    if by is not None:
        query = query.where(table.c.by_kind == by.kind, table.c.by_id == by.id)
    with unit.connection.execute(
        query.execution_options(yield_per=50)
    ) as rows:  # of the query: else of all that follow
        yield from map(_entry, rows)


def latest(
    unit: Unit, plan: str, *, until: datetime | None = None, before: Entry | None = None, limit: int
) -> list[Entry]:
    """Return lines by their moments, newest first: those that were written by a moment, or before another line."""
    table = tables.log
    query = select(table).where(table.c.plan == plan)
    if before is not None:
        at_once = and_(table.c.at == before.at, table.c.number < before.number)
        query = query.where(or_(table.c.at < before.at, at_once))
    elif until is not None:
        query = query.where(table.c.at <= until)
    query = query.order_by(table.c.at.desc(), table.c.number.desc()).limit(limit)
    return [_entry(row) for row in unit.connection.execute(query)]


def _entry(row: Row[Any]) -> Entry:
    return Entry(
        number=row.number,
        before=row.before,
        revision=row.revision,
        at=row.at,
        by=actor_of(row),
        verb=row.verb,
        asked=row.asked,
        step=row.step,
        why=row.why,
        day=row.day,
        effect={date: ForecastMove(before=before, after=after) for date, (before, after) in row.effect.items()},
        undoes=row.undoes,
        private=row.private,
    )


def actor_of(row: Row[Any]) -> Actor:
    """Return who wrote a line."""
    return Actor(
        kind=row.by_kind,
        id=row.by_id,
        name=row.by_name,
        party=row.by_party,
        person=row.by_person,
        verified=row.by_verified,
    )
