"""Daily digests: whose is due, one row a person and day, and the plans that it is about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from sqlalchemy import Select, String, and_, cast, delete, exists, insert, null, or_, select, tuple_, union, update
from sqlalchemy.dialects import postgresql, sqlite

from . import tables

if TYPE_CHECKING:
    from datetime import date, datetime

    from .unit import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """Somebody whose digest of a day nobody has begun."""

    workspace: str
    email_key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """The digest of one person for one day."""

    id: str
    workspace: str
    email_key: str
    day: date
    made_at: datetime
    done_at: datetime | None
    mail: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnPlan:
    """A plan that somebody is told of, and as whom."""

    plan: str
    member: str | None
    """The user's id, of a member; None of who came in by a link."""
    participant: str | None
    address: str
    name: str


def due(unit: Unit, zone: str, day: date, *, after: Due | None, limit: int) -> list[Due]:
    """Return who has plans in a zone and no digest of a day, in all workspaces, in order, from one on."""
    people = _people(tables.plans.c.zone == zone).subquery()
    done = tables.digests.c
    same = and_(done.workspace == people.c.workspace, done.email_key == people.c.email_key, done.day == day)
    place = tuple_(people.c.workspace, people.c.email_key)
    query = select(people.c.workspace, people.c.email_key).distinct().where(~exists().where(same))
    if after is not None:
        query = query.where(place > tuple_(after.workspace, after.email_key))
    query = query.order_by(people.c.workspace, people.c.email_key).limit(limit)
    return [Due(**row._mapping) for row in unit.connection.execute(query)]  # noqa: SLF001 - documented name


def begin_digest(unit: Unit, email_key: str, day: date) -> str | None:
    """Keep that somebody's digest of a day is begun, and return its id; None where it was already."""
    table, is_postgres = tables.digests, unit.connection.dialect.name == "postgresql"
    new = postgresql.insert(table) if is_postgres else sqlite.insert(table)
    values = {"id": str(uuid4()), "workspace": unit.workspace, "email_key": email_key, "day": day}
    kept = new.values(**values, made_at=unit.now).on_conflict_do_nothing().returning(table.c.id)
    begun: str | None = unit.connection.scalar(kept)
    return begun


def digest_of(unit: Unit, digest_id: str, *, to_change: bool = False) -> Digest | None:
    """Return a digest of the unit's workspace."""
    table = tables.digests
    query = select(table).where(table.c.id == digest_id, table.c.workspace == unit.workspace)
    row = unit.connection.execute(query.with_for_update() if to_change else query).one_or_none()
    return None if row is None else Digest(**row._mapping)  # noqa: SLF001 - SQLAlchemy's documented name


def end_digest(unit: Unit, digest_id: str, mail: str | None) -> None:
    """Keep that a digest is written; without a mail where there was nothing to say."""
    table = tables.digests
    unit.connection.execute(update(table).where(table.c.id == digest_id).values(done_at=unit.now, mail=mail))


def last_told(unit: Unit, email_key: str, before: date) -> datetime | None:
    """Return when somebody was last told anything, before a day; of whom never was, when that was first looked at."""
    table = tables.digests.c
    query = select(table.done_at).where(table.workspace == unit.workspace, table.email_key == email_key)
    query = query.where(table.day < before, table.done_at.is_not(None))
    told = query.where(table.mail.is_not(None)).order_by(table.day.desc()).limit(1)
    at: datetime | None = unit.connection.scalar(told) or unit.connection.scalar(query.order_by(table.day).limit(1))
    return at


def own_plans(unit: Unit, email_key: str) -> list[OwnPlan]:
    """Return the plans of the unit's workspace that somebody is told of, each once; a member is told as one."""
    people = _people(tables.plans.c.workspace == unit.workspace).subquery()
    query = select(people).where(people.c.email_key == email_key)
    found = dict[str, OwnPlan]()
    for row in unit.connection.execute(query.order_by(people.c.plan, people.c.member, people.c.made_at)):
        one = OwnPlan(plan=row.plan, member=row.member, participant=row.participant, address=row.address, name=row.name)
        if row.plan not in found or one.member is not None or found[row.plan].member is None:
            found[row.plan] = one
    return [*found.values()]


def forget_digests(unit: Unit, *, before: date) -> None:
    """Forget digests of days that are long ago."""
    unit.connection.execute(delete(tables.digests).where(tables.digests.c.day < before))


def forget_digests_of(unit: Unit, email_key: str) -> None:
    """Forget the digests of somebody in the unit's workspace."""
    table = tables.digests
    own = and_(table.c.workspace == unit.workspace, table.c.email_key == email_key)
    unit.connection.execute(delete(table).where(own))


def forget_ways_of(unit: Unit, plan: str, email_key: str) -> None:
    """Forget the ways into a plan that were made for somebody's digests."""
    table = tables.digest_ways
    unit.connection.execute(delete(table).where(table.c.plan == plan, table.c.email_key == email_key))


def way_of(unit: Unit, plan: str, email_key: str) -> list[tuple[str, str]]:
    """Return the ways into a plan that were made for somebody's digests: the link, and its secret."""
    table = tables.digest_ways.c
    query = select(table.link, table.secret).where(table.plan == plan, table.email_key == email_key)
    return [(row.link, row.secret) for row in unit.connection.execute(query)]


def keep_way(unit: Unit, plan: str, email_key: str, *, link: str, secret: str) -> None:
    """Keep a way into a plan for somebody's digests."""
    values = {"plan": plan, "email_key": email_key, "link": link, "secret": secret}
    unit.connection.execute(insert(tables.digest_ways).values(**values))


def _people(plans: Any) -> Any:  # noqa: ANN401 - a condition and a query of SQLAlchemy's
    """Return who is told of plans: who proved an address there, who answers for one, and with whom it is shared."""
    return union(_came(plans), _answers(plans), _helps(plans))


def _came(plans: Any) -> Select[Any]:  # noqa: ANN401 - a condition
    one, link, plan = tables.participants, tables.share_links, tables.plans
    query = select(
        plan.c.workspace,
        plan.c.id.label("plan"),
        one.c.email_key,
        one.c.email.label("address"),
        one.c.name,
        _nobody().label("member"),
        one.c.id.label("participant"),
        one.c.made_at,
    ).select_from(one.join(link, link.c.id == one.c.link).join(plan, plan.c.id == one.c.plan))
    is_in = and_(one.c.proved_at.is_not(None), one.c.revoked_at.is_(None), link.c.revoked_at.is_(None))
    return query.where(plans, is_in, one.c.email_key.is_not(None), tables.DAYS_PASS)


def _answers(plans: Any) -> Select[Any]:  # noqa: ANN401 - a condition
    return _members(plans, tables.plans.join(tables.users, tables.users.c.id == tables.plans.c.owner))


def _helps(plans: Any) -> Select[Any]:  # noqa: ANN401 - a condition
    shared, plan, users = tables.sharing, tables.plans, tables.users
    return _members(plans, shared.join(plan, plan.c.id == shared.c.plan).join(users, users.c.id == shared.c.member))


def _members(plans: Any, found: Any) -> Select[Any]:  # noqa: ANN401 - a condition and a join
    plan, users, members = tables.plans.c, tables.users.c, tables.members.c
    here = and_(members.workspace == plan.workspace, members.user == users.id)
    query = select(
        plan.workspace,
        plan.id.label("plan"),
        users.email_key,
        users.email.label("address"),
        users.name,
        users.id.label("member"),
        _nobody().label("participant"),
        members.joined_at.label("made_at"),
    ).select_from(found.join(tables.members, here))
    is_in = and_(members.disabled_at.is_(None), users.disabled_at.is_(None))
    return query.where(plans, is_in, tables.DAYS_PASS, _goes_on())


def _goes_on() -> Any:  # noqa: ANN401 - a condition
    """Return what holds for plans that the seller did not give up: its own people need no more mail of those."""
    outcome = tables.plans.c.outcome
    return or_(outcome.is_(None), outcome == "won")


def _nobody() -> Any:  # noqa: ANN401 - an expression
    return cast(null(), String(64))
