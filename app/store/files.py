"""Files that are attached to plans: what is known of them; their content is in a storage, under their ids."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import and_, delete, insert, select, update

from . import tables
from .log import actor_of

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from app.actors import Actor

    from .unit import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A file that somebody handed in."""

    id: str
    """Drawn, and the key of its content."""
    at: datetime
    by: Actor
    step: str | None
    """The step that it is about; the whole plan where absent."""
    name: str
    media_type: str
    size: int
    """In bytes."""
    sha256: str
    private: str | None
    """The party that alone may read it."""


def add_file(unit: Unit, plan: str, entry: int, file: File) -> None:
    """Keep what is known of the file of an entry of the log, which has who attached it and when."""
    names = ("id", "step", "name", "media_type", "size", "sha256", "private")
    values = {name: getattr(file, name) for name in names}
    unit.connection.execute(insert(tables.files).values(plan=plan, entry=entry, **values))


def files_in(unit: Unit, plan: str) -> list[File]:
    """Return the files of a plan that were not removed, oldest first."""
    table, log = tables.files, tables.log
    lines = and_(log.c.plan == table.c.plan, log.c.number == table.c.entry)
    who = (log.c.at, log.c.by_kind, log.c.by_id, log.c.by_name, log.c.by_party, log.c.by_person, log.c.by_verified)
    own = and_(table.c.plan == plan, table.c.removed_at.is_(None))
    query = select(table, *who).join(log, lines).where(own).order_by(table.c.entry)
    return [
        File(
            id=row.id,
            at=row.at,
            by=actor_of(row),
            step=row.step,
            name=row.name,
            media_type=row.media_type,
            size=row.size,
            sha256=row.sha256,
            private=row.private,
        )
        for row in unit.connection.execute(query)
    ]


def remove(unit: Unit, plan: str, file_id: str) -> None:
    """Say that a file is gone, and discard its content."""
    table = tables.files
    own = and_(table.c.plan == plan, table.c.id == file_id)
    unit.connection.execute(update(table).where(own).values(removed_at=unit.now))
    discard(unit, [file_id])


def discard(unit: Unit, keys: Collection[str]) -> None:
    """Note, in the transaction that makes it so, that nobody can reach some content any more."""
    if keys:
        rows = [{"key": key, "at": unit.now} for key in keys]
        unit.connection.execute(insert(tables.discarded), rows)


def discarded(unit: Unit, *, limit: int) -> list[str]:
    """Return keys of content that nobody can reach any more, of all workspaces."""
    table = tables.discarded
    return [*unit.connection.scalars(select(table.c.key).order_by(table.c.at, table.c.key).limit(limit))]


def forget(unit: Unit, keys: Collection[str]) -> None:
    """Say that discarded content is deleted."""
    unit.connection.execute(delete(tables.discarded).where(tables.discarded.c.key.in_(keys)))


def reachable(unit: Unit, keys: Collection[str]) -> set[str]:
    """Return those of some keys under which a plan of any workspace has a file."""
    table = tables.files
    return {*unit.connection.scalars(select(table.c.id).where(table.c.id.in_(keys), table.c.removed_at.is_(None)))}
