"""Sign-ins that are under way at an identity provider."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from sqlalchemy import delete, insert, select

from . import tables

if TYPE_CHECKING:
    from datetime import datetime

    from .unit import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """One that began, until its browser comes back."""

    digest: str
    """Of the state, which the browser alone keeps."""
    nonce: str
    verifier: str
    """Of PKCE: whoever took the code on its way has not got it."""
    leads_to: str
    made_at: datetime


def add_start(unit: Unit, start: Start) -> None:
    """Keep that one began."""
    unit.connection.execute(insert(tables.oidc_starts).values(**asdict(start)))


def take_start(unit: Unit, digest: str) -> Start | None:
    """Return one that began, and forget it; of two at once one gets it."""
    table = tables.oidc_starts
    row = unit.connection.execute(select(table).where(table.c.digest == digest)).one_or_none()
    gone = unit.connection.execute(delete(table).where(table.c.digest == digest)).rowcount
    return Start(**row._mapping) if row is not None and gone == 1 else None  # noqa: SLF001 - SQLAlchemy's documented name


def forget_starts(unit: Unit, *, before: datetime) -> None:
    """Forget those whose browser never came back."""
    unit.connection.execute(delete(tables.oidc_starts).where(tables.oidc_starts.c.made_at < before))
