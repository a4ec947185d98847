"""How often somebody tried something in vain, and until when no further attempt is looked at."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from sqlalchemy import delete, select, update
from sqlalchemy.dialects import postgresql, sqlite

from . import tables

if TYPE_CHECKING:
    from datetime import datetime

    from .unit import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempts:
    """Attempts at one account, or from one address of origin."""

    key: str
    """A digest: no address is kept that nobody has an account for."""
    count: int
    """Since the last one that came to something."""
    last_at: datetime
    waits_until: datetime | None


def attempts_of(unit: Unit, key: str) -> Attempts:
    """Return the attempts under a key; nobody else counts there until the transaction ends."""
    table, is_postgres = tables.attempts, unit.connection.dialect.name == "postgresql"
    new = postgresql.insert(table) if is_postgres else sqlite.insert(table)
    unit.connection.execute(new.values(key=key, count=0, last_at=unit.now).on_conflict_do_nothing())
    row = unit.connection.execute(select(table).where(table.c.key == key).with_for_update()).one()
    return Attempts(**row._mapping)  # noqa: SLF001 - SQLAlchemy's documented name


def keep_attempts(unit: Unit, attempts: Attempts) -> None:
    """Keep how often somebody tried."""
    table = tables.attempts
    unit.connection.execute(update(table).where(table.c.key == attempts.key).values(**asdict(attempts)))


def forget_attempts(unit: Unit, key: str) -> None:
    """Begin anew under a key."""
    unit.connection.execute(delete(tables.attempts).where(tables.attempts.c.key == key))


def forget_old_attempts(unit: Unit, *, before: datetime) -> None:
    """Forget attempts that are long ago."""
    unit.connection.execute(delete(tables.attempts).where(tables.attempts.c.last_at < before))
