"""Share links, as digests of their secrets, and the visits that came by them."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Literal
from uuid import uuid4

from sqlalchemy import ColumnElement, Row, and_, delete, func, insert, select, update

from . import tables

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection

    from .unit import Unit

Level = Literal["open", "name", "code", "listed", "password"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareLink:
    """A way into one plan for the people of one party, without its secret."""

    id: str
    plan: str
    party: str
    """Whose eyes it gives; never the seller's."""
    level: Level
    """What somebody has to show beside it."""
    label: str | None = None
    """What its maker calls it."""
    password: str | None = None
    """Its argon2id hash."""
    listed: tuple[str, ...] = ()
    """E-mail addresses beside those of the party's people."""
    person: str | None = None
    """The one among the plan's people whom it is for."""
    handed_on_from: str | None = None
    """The link of the one who handed a step on; it goes with that one."""
    keeps_visits: bool = False
    """Whether it is kept who opens it when; the page says so."""
    made_at: datetime
    made_by: str
    made_by_name: str
    """Whom to ask once it holds no more."""
    expires_at: datetime | None = None
    used_at: datetime | None = None
    revoked_at: datetime | None = None

    def holds(self, now: datetime) -> bool:
        """Tell whether it lets anybody in."""
        return self.revoked_at is None and (self.expires_at is None or self.expires_at > now)


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """Somebody opened a plan by a link."""

    link: str
    participant: str | None
    name: str | None
    """None of a stranger, who has not said a name."""
    at: datetime


def add_link(unit: Unit, link: ShareLink, digest: str) -> None:
    """Keep a new link."""
    values = {**asdict(link), "listed": [*link.listed]}
    unit.connection.execute(insert(tables.share_links).values(**values, digest=digest))


def link_by_digest(connection: Connection, digest: str) -> tuple[str, ShareLink] | None:
    """Return the link with a secret, and the workspace of its plan: this is how that is found."""
    return _anywhere(connection, tables.share_links.c.digest == digest)


def link_by_id(connection: Connection, link: str) -> tuple[str, ShareLink] | None:
    """Return the link by which somebody came in whose secret is known, and the workspace of its plan."""
    return _anywhere(connection, tables.share_links.c.id == link)


def _anywhere(connection: Connection, own: ColumnElement[bool]) -> tuple[str, ShareLink] | None:
    table, plans = tables.share_links, tables.plans
    query = select(plans.c.workspace, *_COLUMNS).join(plans, plans.c.id == table.c.plan)
    row = connection.execute(query.where(own)).one_or_none()
    return None if row is None else (row.workspace, _link(row))


def links_of(unit: Unit, plan: str) -> list[ShareLink]:
    """Return the links of a plan of the unit's workspace, newest first."""
    table = tables.share_links.c
    query = select(*_COLUMNS).where(table.plan == plan, _is_here(unit)).order_by(table.made_at.desc(), table.id)
    return [_link(row) for row in unit.connection.execute(query)]


def keep_link(unit: Unit, link: str, **values: Any) -> None:  # noqa: ANN401 - columns of any type
    """Keep what changed of a link that was found."""
    table = tables.share_links
    unit.connection.execute(update(table).where(table.c.id == link, _is_here(unit)).values(**values))


def revoke_links(unit: Unit, link: str) -> None:
    """Revoke a link and those that came of it by handing on, however often."""
    table, gone = tables.share_links, [link]
    while gone:
        own = and_(table.c.id.in_(gone), table.c.revoked_at.is_(None), _is_here(unit))
        unit.connection.execute(update(table).where(own).values(revoked_at=unit.now))
        further = and_(table.c.handed_on_from.in_(gone), table.c.revoked_at.is_(None), _is_here(unit))
        gone = [*unit.connection.scalars(select(table.c.id).where(further))]


def add_visit(unit: Unit, link: str, participant: str | None) -> None:
    """Keep that somebody opened a plan."""
    unit.connection.execute(
        insert(tables.visits).values(id=str(uuid4()), link=link, participant=participant, at=unit.now)
    )


def last_visit(unit: Unit, link: str, participant: str | None) -> datetime | None:
    """Return when somebody opened a plan last."""
    table = tables.visits.c
    who = table.participant.is_(None) if participant is None else table.participant == participant
    found: datetime | None = unit.connection.scalar(select(func.max(table.at)).where(table.link == link, who))
    return found


def visits_of(unit: Unit, plan: str) -> list[Visit]:
    """Return who opened a plan of the unit's workspace when, newest first."""
    table, people = tables.visits, tables.participants
    query = (
        select(table.c.link, table.c.participant, people.c.name, table.c.at)
        .join(tables.share_links, tables.share_links.c.id == table.c.link)
        .outerjoin(people, people.c.id == table.c.participant)
        .where(tables.share_links.c.plan == plan, _is_here(unit))
        .order_by(table.c.at.desc(), table.c.id)
    )
    return [Visit(**row._mapping) for row in unit.connection.execute(query)]  # noqa: SLF001 - theirs


def forget_visits(unit: Unit, *, before: datetime) -> None:
    """Forget who opened plans before a moment, of all workspaces."""
    unit.connection.execute(delete(tables.visits).where(tables.visits.c.at < before))


def _is_here(unit: Unit) -> ColumnElement[bool]:
    """Return what binds a query to links of the unit's workspace."""
    here = select(tables.plans.c.id).where(tables.plans.c.workspace == unit.workspace)
    return tables.share_links.c.plan.in_(here)


_COLUMNS = [column for column in tables.share_links.c if column.name != "digest"]


def _link(row: Row[Any]) -> ShareLink:
    values = {column.name: getattr(row, column.name) for column in _COLUMNS}
    return ShareLink(**{**values, "listed": tuple(row.listed)})
