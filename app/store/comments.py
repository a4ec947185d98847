"""Comments: their texts stand here alone, so that the log keeps its line where one is erased."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import and_, insert, select, update

from . import tables
from .log import actor_of

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import datetime

    from app.actors import Actor

    from .unit import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """What somebody said about a plan."""

    id: str
    """Drawn: a number would tell how much is hidden before it."""
    at: datetime
    by: Actor
    step: str | None
    """The step that it is about; the whole plan where absent."""
    text: str | None
    """None once it was erased."""
    mentions: tuple[str, ...]
    """Ids of the people whom it asks to look."""
    private: str | None
    """The party that alone may read it."""
    erased_at: datetime | None = None


def add_comment(unit: Unit, plan: str, entry: int, comment: Comment) -> None:
    """Keep the comment of an entry of the log, which has its author and time."""
    values = {name: getattr(comment, name) for name in ("id", "step", "text", "private")}
    mentions = [*comment.mentions]
    unit.connection.execute(insert(tables.comments).values(plan=plan, entry=entry, mentions=mentions, **values))


def comments_in(unit: Unit, plan: str) -> list[Comment]:
    """Return all comments of a plan, oldest first."""
    table, log = tables.comments, tables.log
    lines = and_(log.c.plan == table.c.plan, log.c.number == table.c.entry)
    who = (log.c.at, log.c.by_kind, log.c.by_id, log.c.by_name, log.c.by_party, log.c.by_person, log.c.by_verified)
    query = select(table, *who).join(log, lines).where(table.c.plan == plan).order_by(table.c.entry)
    return [
        Comment(
            id=row.id,
            at=row.at,
            by=actor_of(row),
            step=row.step,
            text=row.text,
            mentions=tuple(row.mentions),
            private=row.private,
            erased_at=row.erased_at,
        )
        for row in unit.connection.execute(query)
    ]


def rewrite_mentions(unit: Unit, plan: str, ids: Mapping[str, str]) -> None:
    """Let comments ask the same people to look under other ids."""
    table = tables.comments
    for row in unit.connection.execute(select(table.c.id, table.c.mentions).where(table.c.plan == plan)).all():
        mentions = [ids.get(one, one) for one in row.mentions]
        if mentions != row.mentions:
            own = and_(table.c.plan == plan, table.c.id == row.id)
            unit.connection.execute(update(table).where(own).values(mentions=mentions))


def erase_texts(unit: Unit, plan: str, entries: Collection[int]) -> None:
    """Forget what some entries of the log said, and whom they asked to look."""
    table = tables.comments
    own = and_(table.c.plan == plan, table.c.entry.in_(entries), table.c.erased_at.is_(None))
    unit.connection.execute(update(table).where(own).values(text=None, mentions=[], erased_at=unit.now))


def erase_text(unit: Unit, plan: str, comment_id: str) -> None:
    """Forget what a comment said, and whom it asked to look."""
    table = tables.comments
    own = and_(table.c.plan == plan, table.c.id == comment_id)
    unit.connection.execute(update(table).where(own).values(text=None, mentions=[], erased_at=unit.now))
