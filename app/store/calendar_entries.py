"""What calendars remember of each entry: how often its content changed for a party, and when."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import BindParameter, and_, bindparam, delete, insert, select, update

from . import tables

if TYPE_CHECKING:
    from datetime import datetime

    from .unit import Unit


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


def remembered(unit: Unit, plan: str, audience: str | None = None) -> dict[tuple[str, str], Remembered]:
    """Return what is remembered of a plan's entries, by audience and UID; of one audience where it is named."""
    table = tables.calendar_entries
    query = select(table).where(table.c.plan == plan)
    if audience is not None:
        query = query.where(table.c.audience == audience)
    columns = [column for column in table.c if column.name != "plan"]
    rows = unit.connection.execute(query.with_only_columns(*columns).order_by(table.c.audience, table.c.uid))
    return {(row.audience, row.uid): Remembered(**row._mapping) for row in rows}  # noqa: SLF001 - documented name


def remember(unit: Unit, plan: str, *, new: list[Remembered], other: list[Remembered]) -> None:
    """Keep entries that are new, and those that are other than before."""
    table = tables.calendar_entries
    if new:
        unit.connection.execute(insert(table), [{"plan": plan, **asdict(one)} for one in new])
    if other:
        own = and_(
            table.c.plan == plan, table.c.audience == bindparam("of_audience"), table.c.uid == bindparam("of_uid")
        )
        values: dict[str, BindParameter[Any]] = {
            name: bindparam(name) for name in asdict(other[0]) if name not in {"audience", "uid"}
        }
        rows = [{**asdict(one), "of_audience": one.audience, "of_uid": one.uid} for one in other]
        unit.connection.execute(update(table).where(own).values(values), rows)


def forget(unit: Unit, plan: str, *, cancelled_before: datetime) -> None:
    """Forget entries that were cancelled so long ago that every calendar has heard of it."""
    table = tables.calendar_entries
    unit.connection.execute(delete(table).where(table.c.plan == plan, table.c.cancelled_at < cancelled_before))
