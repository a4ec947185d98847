"""What webhooks are still to be told of plans that are gone."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from sqlalchemy import delete, insert, select

from . import tables

if TYPE_CHECKING:
    from datetime import datetime

    from .unit import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Farewell:
    """One event that a plan was erased, on its way to one webhook."""

    id: str
    """By which the receiver recognises a repetition."""
    webhook: str
    made_at: datetime
    body: str
    """What is sent, byte for byte."""


def add_farewell(unit: Unit, farewell: Farewell) -> None:
    """Keep something that a webhook is to be told."""
    unit.connection.execute(insert(tables.webhook_farewells).values(**asdict(farewell)))


def farewell_with(unit: Unit, farewell: str) -> Farewell | None:
    """Return what is to be told a webhook of the unit's workspace."""
    table = tables.webhook_farewells
    query = select(table).join(tables.webhooks).where(table.c.id == farewell)
    row = unit.connection.execute(query.where(tables.webhooks.c.workspace == unit.workspace)).one_or_none()
    return None if row is None else Farewell(**row._mapping)  # noqa: SLF001 - SQLAlchemy's documented name


def drop_farewell(unit: Unit, farewell: str) -> None:
    """Forget what was told, or never will be."""
    unit.connection.execute(delete(tables.webhook_farewells).where(tables.webhook_farewells.c.id == farewell))


def forget_farewells(unit: Unit, *, made_before: datetime) -> None:
    """Forget what webhooks of all workspaces were to be told long ago."""
    table = tables.webhook_farewells
    unit.connection.execute(delete(table).where(table.c.made_at < made_before))
