"""Calendar feeds: who reads which part of a plan by a secret address, kept as a digest."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, and_, delete, exists, func, insert, select, update

from . import tables
from .makers import WayIn, way_in_of
from .plans import StoredPlan
from .users import key_of

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import datetime

    from .database import Database
    from .unit import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """One subscription of one reader, without its secret."""

    id: str
    workspace: str
    plan: str
    name: str
    """What its reader calls it, such as the calendar app that it is for."""
    party: str
    """Whose view it is."""
    person: str | None
    """Whose steps it holds; those of the side, or the whole plan, where absent."""
    ahead: int | None
    """Days that it looks ahead; without end where absent."""
    past: int
    bars: bool
    remind: int | None
    """Days before an entry on which apps are asked to remind of it."""
    by_kind: str
    by_id: str
    """Who made it, and may take it back."""
    made_at: datetime
    expires_at: datetime | None = None
    reader: str | None = None
    """Who reads it, of the plan's people; None where nobody knows."""
    side: bool = False
    """Whether it holds only the steps of the side whose view it is."""
    invited: bool = False
    """Whether it holds what its reader is invited to by mail."""
    anew_at: datetime | None = None
    """When its reader last chose which mails to get, which decides what else stands in it."""
    used_at: datetime | None = None
    revoked_at: datetime | None = None

    def lets_in(self, now: datetime) -> bool:
        """Tell whether its address is good at a moment."""
        return self.revoked_at is None and (self.expires_at is None or now < self.expires_at)


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscription:
    """A feed, and the plan as the store has it now."""

    feed: Feed
    plan: StoredPlan
    maker: WayIn

    def lets_in(self, now: datetime) -> bool:
        """Tell whether its address is good at a moment, and whoever made it still comes in."""
        return self.feed.lets_in(now) and self.maker.is_in and (self.maker.until is None or now < self.maker.until)


_FEED = [column for column in tables.feeds.c if column.name != "digest"]


def add_feed(unit: Unit, feed: Feed, digest: str) -> None:
    """Keep a new feed."""
    unit.connection.execute(insert(tables.feeds).values(**asdict(feed), digest=digest))


def feeds_in(unit: Unit, plan: str) -> list[Feed]:
    """Return the feeds of a plan that are not revoked, oldest first; those of one moment by what they are."""
    table = tables.feeds
    own = and_(table.c.plan == plan, table.c.workspace == unit.workspace, table.c.revoked_at.is_(None))
    order = table.c.made_at, table.c.name, table.c.party, func.coalesce(table.c.person, ""), table.c.id
    rows = unit.connection.execute(select(*_FEED).where(own).order_by(*order))
    return [Feed(**row._mapping) for row in rows]  # noqa: SLF001 - SQLAlchemy's documented name


def revoke_feeds(unit: Unit, *, where: ColumnElement[bool]) -> None:
    """Let nobody in by some of the workspace's feeds any more."""
    table = tables.feeds
    own = and_(table.c.workspace == unit.workspace, table.c.revoked_at.is_(None))
    unit.connection.execute(update(table).where(own, where).values(revoked_at=unit.now))


def forget_feeds_by(unit: Unit, plan: str, makers: Collection[str]) -> None:
    """Forget the feeds of a plan that some made."""
    table = tables.feeds
    own = and_(table.c.plan == plan, table.c.workspace == unit.workspace, table.c.by_id.in_(makers))
    unit.connection.execute(delete(table).where(own))


def rename_person(unit: Unit, plan: str, before: str, after: str) -> None:
    """Let feeds of somebody's steps follow who is called otherwise in the plan."""
    table = tables.feeds
    for column in (table.c.person, table.c.reader):
        own = and_(table.c.plan == plan, table.c.workspace == unit.workspace, column == before)
        unit.connection.execute(update(table).where(own).values({column: after}))


def make_anew(unit: Unit, email: str) -> None:
    """Let the feeds of whoever was invited at an address be made anew: which mails it gets decides what is in them."""
    table, invited = tables.feeds, tables.invitations
    own = and_(invited.c.email_key == key_of(email), invited.c.plan == table.c.plan, invited.c.person == table.c.reader)
    query = update(table).where(table.c.workspace == unit.workspace, exists(select(invited.c.id).where(own)))
    unit.connection.execute(query.values(anew_at=unit.now))


def with_id(feed: str) -> ColumnElement[bool]:
    """Return which feed has an id."""
    return tables.feeds.c.id == feed


def subscription_of(database: Database, digest: str) -> Subscription | None:
    """Return what a secret with a digest subscribes to, of whatever workspace: this is how a workspace is found."""
    table, plans = tables.feeds, tables.plans
    query = select(*_FEED, *(one.label(f"plan_{one.name}") for one in plans.c))
    query = query.join(plans, plans.c.id == table.c.plan).where(table.c.digest == digest)
    with database.engine.connect() as connection:
        row = connection.execute(query).one_or_none()
        if row is None:
            return None
        maker = way_in_of(connection, row.workspace, row.by_kind, row.by_id)
    plan = {one.name: row._mapping[f"plan_{one.name}"] for one in plans.c}  # noqa: SLF001 - documented name
    return Subscription(
        feed=Feed(**{one.name: row._mapping[one.name] for one in _FEED}),  # noqa: SLF001
        plan=StoredPlan(**plan),
        maker=maker,
    )


def keep_last_use(database: Database, used: Mapping[str, datetime]) -> None:
    """Keep when feeds were last read, by their ids."""
    with database.engine.execution_options(writing=True).begin() as connection:
        for feed, at in sorted(used.items()):
            connection.execute(update(tables.feeds).where(tables.feeds.c.id == feed).values(used_at=at))
