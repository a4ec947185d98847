"""What calendars remember of each entry: how often its content changed for a party, and when."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, bindparam, insert, select, update

from . import tables

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

    from .unit import Unit


FORGOTTEN = ""
"""Stands for the digest of what is not known any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Remembered:
    """What is remembered of an entry."""

    audience: str
    """The party that reads it."""
    uid: str
    sequence: int
    """Raised by one each time that the content changes for this audience; it never falls."""
    content: str
    """A digest of what the reader sees."""
    made_at: datetime
    changed_at: datetime
    cancelled_at: datetime | None
    """When it ceased to be in the plan."""
    last_seen: dict[str, Any]
    """What a cancellation still shows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """An entry as the readers of a party see it now."""

    audience: str
    uid: str
    content: str
    """A digest of it."""
    last_seen: dict[str, Any]
    """What a cancellation will show."""


def remembered(unit: Unit, plan: str, audience: str | None = None) -> dict[tuple[str, str], Remembered]:
    """Return what is remembered of a plan's entries, by audience and UID; of one audience where it is named.

    Nothing is of those that went long ago, but the number.
    """
    table = tables.calendar_entries
    query = select(table).where(table.c.plan == plan, table.c.content != FORGOTTEN)
    if audience is not None:
        query = query.where(table.c.audience == audience)
    columns = [column for column in table.c if column.name != "plan"]
    rows = unit.connection.execute(query.with_only_columns(*columns).order_by(table.c.audience, table.c.uid))
    return {(row.audience, row.uid): Remembered(**row._mapping) for row in rows}  # noqa: SLF001 - documented name


def digests(unit: Unit, plan: str) -> dict[tuple[str, str], str | None]:
    """Return the digest of what each reader sees of a plan's entries, by audience and UID; None of a cancelled one."""
    table = tables.calendar_entries
    query = select(table.c.audience, table.c.uid, table.c.content, table.c.cancelled_at).where(table.c.plan == plan)
    rows = unit.connection.execute(query).all()
    return {(audience, uid): content if cancelled_at is None else None for audience, uid, content, cancelled_at in rows}


def remember(unit: Unit, plan: str, entries: Iterable[Seen]) -> None:
    """Keep entries that are new."""
    counted = {"plan": plan, "sequence": 0, "made_at": unit.now, "changed_at": unit.now}
    if rows := [{**asdict(one), **counted} for one in entries]:
        unit.connection.execute(insert(tables.calendar_entries), rows)


def raise_seen(unit: Unit, plan: str, entries: Iterable[Seen]) -> None:
    """Keep what is seen now of entries that are other than before."""
    values: dict[str, Any] = {
        "content": bindparam("now_content"),
        "last_seen": bindparam("now_last_seen"),
        "cancelled_at": None,
    }
    rows = [
        {**_own(one.audience, one.uid), "now_content": one.content, "now_last_seen": one.last_seen} for one in entries
    ]
    _raise(unit, plan, rows, values)


def rewrite_seen(unit: Unit, plan: str, change: Callable[[dict[str, Any]], dict[str, Any]]) -> None:
    """Let entries have been seen otherwise; of a cancelled one whose title is another one, the number is raised."""
    table = tables.calendar_entries
    for one in remembered(unit, plan).values():
        seen = change(one.last_seen)
        if seen != one.last_seen:
            own = and_(table.c.plan == plan, table.c.audience == one.audience, table.c.uid == one.uid)
            unit.connection.execute(update(table).where(own).values(last_seen=seen))
        if one.cancelled_at is not None and seen["summary"] != one.last_seen["summary"]:
            _raise(unit, plan, [_own(one.audience, one.uid)], {})


def cancel(unit: Unit, plan: str, keys: Iterable[tuple[str, str]]) -> None:
    """Keep that entries, by audience and UID, are in the plan no more."""
    _raise(unit, plan, [_own(*key) for key in keys], {"cancelled_at": unit.now})


def _own(audience: str, uid: str) -> dict[str, Any]:
    return {"of_audience": audience, "of_uid": uid}


def _raise(unit: Unit, plan: str, rows: list[dict[str, Any]], values: dict[str, Any]) -> None:
    """Change entries, and raise their sequence numbers by one."""
    table = tables.calendar_entries
    if rows:
        of = and_(
            table.c.plan == plan, table.c.audience == bindparam("of_audience"), table.c.uid == bindparam("of_uid")
        )
        changed = {"sequence": table.c.sequence + 1, "changed_at": unit.now, **values}
        unit.connection.execute(update(table).where(of).values(changed), rows)


def forget(unit: Unit, plan: str, *, cancelled_before: datetime) -> None:
    """Forget what entries showed that were cancelled so long ago that every calendar has heard of it.

    Their numbers stay: one that comes back has a higher one.
    """
    table = tables.calendar_entries
    of = and_(table.c.plan == plan, table.c.cancelled_at < cancelled_before, table.c.content != FORGOTTEN)
    unit.connection.execute(update(table).where(of).values(content=FORGOTTEN, last_seen={"summary": ""}))
