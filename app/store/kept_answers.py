"""Answers that are kept for a while, so that who asks again with the same key gets the same one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, delete, select, update
from sqlalchemy.dialects import postgresql, sqlite

from . import tables

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from sqlalchemy import ColumnElement

    from .unit import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptAnswer:
    """What was answered, and to what."""

    digest: str
    """Of what was asked for."""
    at: datetime
    status: int
    headers: Mapping[str, str]
    body: bytes
    plan: str | None = None
    """The plan that it tells of, with which it goes."""


def claim(unit: Unit, key: str, digest: str) -> bool:
    """Take a key for the actor; False where it is taken. Whoever comes at the same time waits for the transaction."""
    table = tables.kept_answers
    insert = postgresql.insert if unit.connection.dialect.name == "postgresql" else sqlite.insert
    values = {**_whose(unit), "key": key, "digest": digest, "at": unit.now}
    claiming = insert(table).values(**values).on_conflict_do_nothing().returning(table.c.key)
    return unit.connection.execute(claiming).one_or_none() is not None


def keep_answer(unit: Unit, key: str, answer: KeptAnswer) -> None:
    """Keep what is answered under a key that was claimed in this transaction."""
    values = {name: getattr(answer, name) for name in ("status", "body", "plan")} | {"headers": dict(answer.headers)}
    unit.connection.execute(update(tables.kept_answers).where(_own(unit, key)).values(**values))


def kept_answer(unit: Unit, key: str) -> KeptAnswer:
    """Return the answer under a key that is taken."""
    row = unit.connection.execute(select(tables.kept_answers).where(_own(unit, key))).one()
    values = {name: getattr(row, name) for name in ("digest", "at", "status", "headers", "body", "plan")}
    return KeptAnswer(**values)


def drop_answer(unit: Unit, key: str) -> None:
    """Forget the answer under a key."""
    unit.connection.execute(delete(tables.kept_answers).where(_own(unit, key)))


def forget_answers(unit: Unit, tells_of: Callable[[str], bool], *, plan: str | None = None) -> None:
    """Forget the answers of the workspace, or those about a plan, that tell of something."""
    table = tables.kept_answers
    own = table.c.workspace == unit.workspace if plan is None else table.c.plan == plan
    query = select(table.c.by_kind, table.c.by_id, table.c.key, table.c.body, table.c.headers).where(own)
    for row in unit.connection.execute(query).all():
        if tells_of((row.body or b"").decode("utf-8", "replace")) or tells_of(str(row.headers)):
            this = and_(table.c.by_kind == row.by_kind, table.c.by_id == row.by_id, table.c.key == row.key)
            unit.connection.execute(delete(table).where(own, this))


def sweep_answers(unit: Unit, *, before: datetime) -> None:
    """Forget the answers of all workspaces that are older."""
    unit.connection.execute(delete(tables.kept_answers).where(tables.kept_answers.c.at < before))


def _whose(unit: Unit) -> dict[str, Any]:
    return {"workspace": unit.workspace, "by_kind": unit.actor.kind, "by_id": unit.actor.id}


def _own(unit: Unit, key: str) -> ColumnElement[bool]:
    table = tables.kept_answers
    return and_(*(table.c[name] == value for name, value in (*_whose(unit).items(), ("key", key))))
