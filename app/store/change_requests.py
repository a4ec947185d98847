"""Changes that one side asks the other for, until they are settled."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from sqlalchemy import and_, insert, select, update

from . import tables
from .log import actor_of

if TYPE_CHECKING:
    from datetime import datetime

    from app.actors import Actor

    from .unit import Unit

State = Literal["open", "accepted", "declined", "withdrawn"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeRequest:
    """Operations that one side would have done, if the other agrees."""

    number: int
    """Counted from 1 in its plan."""
    entry: int
    """The entry of the log that asked for it."""
    revision: int
    """The document's that the one who asked had seen."""
    party: str
    """The side that asks."""
    operations: list[dict[str, Any]]
    by: Actor
    """Who asked, when, and why, as the log knows it."""
    at: datetime
    why: str | None
    state: State = "open"
    shows_by: bool = True
    """Whether who looks sees who asked."""
    settled_by: int | None = None
    """The entry that settled it."""


def add_request(unit: Unit, plan: str, request: ChangeRequest) -> None:
    """Keep a request."""
    values = {name: getattr(request, name) for name in ("number", "entry", "revision", "party", "operations", "state")}
    unit.connection.execute(insert(tables.change_requests).values(plan=plan, **values))


def settle(unit: Unit, plan: str, number: int, *, state: State, by: int) -> None:
    """Say how a request ended, and by which entry."""
    table = tables.change_requests
    own = and_(table.c.plan == plan, table.c.number == number)
    unit.connection.execute(update(table).where(own).values(state=state, settled_by=by))


def rewrite_request(unit: Unit, plan: str, number: int, operations: list[dict[str, Any]]) -> None:
    """Let a request have asked for something else."""
    table = tables.change_requests
    own = and_(table.c.plan == plan, table.c.number == number)
    unit.connection.execute(update(table).where(own).values(operations=operations))


def requests(unit: Unit, plan: str) -> list[ChangeRequest]:
    """Return all requests of a plan, oldest first."""
    table, log = tables.change_requests, tables.log
    author = (log.c[name] for name in ("by_kind", "by_id", "by_name", "by_party", "by_person", "by_verified"))
    said = and_(log.c.plan == table.c.plan, log.c.number == table.c.entry)
    query = select(table, *author, log.c.at, log.c.why).join(log, said)
    rows = unit.connection.execute(query.where(table.c.plan == plan).order_by(table.c.number))
    return [
        ChangeRequest(
            number=row.number,
            entry=row.entry,
            revision=row.revision,
            party=row.party,
            operations=row.operations,
            by=actor_of(row),
            at=row.at,
            why=row.why,
            state=row.state,
            settled_by=row.settled_by,
        )
        for row in rows
    ]
