"""Erasures of people: who is to be forgotten, as long as that is not done."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert, select, update

from . import tables

if TYPE_CHECKING:
    from datetime import datetime

    from .unit import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Erasure:
    """Somebody who is to be forgotten, or was."""

    id: str
    workspace: str
    pseudonym: str
    """What the one is called from then on, where something stays."""
    about: dict[str, Any] | None
    """Who it is, and by what known; None once it is over."""
    plan: str | None
    """The one plan in which; None for all of the workspace."""
    asked_at: datetime
    asked_by: str
    finished_at: datetime | None = None


def add_erasure(unit: Unit, erasure: Erasure) -> None:
    """Keep that somebody is to be forgotten."""
    unit.connection.execute(insert(tables.erasures).values(**asdict(erasure)))


def erasures(unit: Unit) -> list[Erasure]:
    """Return those of the unit's workspace, newest first."""
    table = tables.erasures
    query = select(table).where(table.c.workspace == unit.workspace).order_by(table.c.asked_at.desc(), table.c.id)
    return [Erasure(**row._mapping) for row in unit.connection.execute(query)]  # noqa: SLF001 - documented name


def erasure_of(unit: Unit, erasure: str) -> Erasure | None:
    """Return one of the unit's workspace."""
    return next((one for one in erasures(unit) if one.id == erasure), None)


def keep_about(unit: Unit, erasure: str, about: dict[str, Any]) -> None:
    """Keep what is known now of somebody who is to be forgotten."""
    table = tables.erasures
    own = (table.c.id == erasure, table.c.workspace == unit.workspace)
    unit.connection.execute(update(table).where(*own).values(about=about))


def finish_erasure(unit: Unit, erasure: str) -> None:
    """Say that it is done, and forget whom it was about."""
    table = tables.erasures
    own = (table.c.id == erasure, table.c.workspace == unit.workspace)
    unit.connection.execute(update(table).where(*own).values(about=None, finished_at=unit.now))
