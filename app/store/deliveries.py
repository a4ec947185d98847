"""What webhooks are told: each message with what came of every attempt to deliver it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Literal

from sqlalchemy import and_, delete, exists, func, insert, literal, select, tuple_, update

from . import tables

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

    from sqlalchemy import ColumnElement, Row, Select

    from .unit import Unit

State = Literal["waiting", "delivered", "dead"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One event on its way to one webhook."""

    id: str
    """By which the receiver recognises a repetition."""
    webhook: str
    plan: str
    type: str
    sequence: int
    """Counted from 1 for the webhook and the plan."""
    made_at: datetime
    body: str
    """What is sent, byte for byte."""
    queued: bool
    """Whether a job has it."""
    attempts: int = 0
    delivered_at: datetime | None = None
    failed_at: datetime | None = None
    """When it was given up."""

    @property
    def state(self) -> State:
        """Tell how it stands."""
        if self.delivered_at is not None:
            return "delivered"
        return "waiting" if self.failed_at is None else "dead"


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """One attempt to deliver, and what came of it."""

    number: int
    """Counted from 1."""
    at: datetime
    status: int | None
    """Of the answer; None where there was none."""
    milliseconds: int
    answer: str
    """Its beginning."""
    problem: str | None
    """Why it does not count; None where it was taken."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A delivery that stands back until its workspace has room."""

    delivery: str
    attempt: int
    """The one that it was at, counted by its job."""
    since: datetime


def add_delivery(unit: Unit, delivery: Delivery) -> None:
    """Keep something that a webhook is to be told."""
    unit.connection.execute(insert(tables.webhook_deliveries).values(**asdict(delivery)))


def delivery_with(unit: Unit, delivery: str, *, to_change: bool = False) -> Delivery | None:
    """Return a delivery of the unit's workspace."""
    query = _of_workspace(unit).where(tables.webhook_deliveries.c.id == delivery)
    if to_change:
        query = query.with_for_update(of=tables.webhook_deliveries)
    row = unit.connection.execute(query).one_or_none()
    return None if row is None else _read(row)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a page of deliveries ends: what is of one moment stands by its plan, and by its number of that."""

    made_at: datetime
    plan: str
    sequence: int


LARGEST_SEQUENCE = 2**31 - 1


def deliveries_of(
    unit: Unit, webhook: str, *, state: State | None = None, behind: Place | None = None, limit: int
) -> list[Delivery]:
    """Return what a webhook of the unit's workspace was told, newest first."""
    table = tables.webhook_deliveries
    place = table.c.made_at, table.c.plan, table.c.sequence
    query = _of_workspace(unit).where(table.c.webhook == webhook)
    if state is not None:
        query = query.where(is_in(state))
    if behind is not None:
        there = tuple_(literal(behind.made_at, table.c.made_at.type), literal(behind.plan), literal(behind.sequence))
        query = query.where(tuple_(*place) < there)
    rows = unit.connection.execute(query.order_by(*(one.desc() for one in place)).limit(limit))
    return [_read(row) for row in rows]


def made_now(unit: Unit, plan: str) -> list[Delivery]:
    """Return what webhooks are to be told of a plan that is new in this transaction."""
    table = tables.webhook_deliveries
    query = _of_workspace(unit).where(table.c.plan == plan, table.c.made_at == unit.now, table.c.attempts == 0)
    return [_read(row) for row in unit.connection.execute(query)]


def how_many(unit: Unit) -> dict[str, dict[str, int]]:
    """Return, by webhook of the unit's workspace, how many deliveries wait, and how many were given up."""
    found = dict[str, dict[str, int]]()
    for state in ("waiting", "dead"):
        table = tables.webhook_deliveries
        query = select(table.c.webhook, func.count()).join(tables.webhooks)
        query = query.where(tables.webhooks.c.workspace == unit.workspace, is_in(state)).group_by(table.c.webhook)
        for webhook, count in unit.connection.execute(query):
            found.setdefault(webhook, {})[state] = count
    return found


def is_in(state: str) -> ColumnElement[bool]:
    """Return what is true of deliveries that stand so."""
    table = tables.webhook_deliveries
    if state == "delivered":
        return table.c.delivered_at.is_not(None)
    given_up = table.c.failed_at.is_(None) if state == "waiting" else table.c.failed_at.is_not(None)
    return and_(table.c.delivered_at.is_(None), given_up)


def keep_deliveries(unit: Unit, which: ColumnElement[bool], **values: Any) -> None:  # noqa: ANN401 - any columns
    """Keep what changed of deliveries."""
    unit.connection.execute(update(tables.webhook_deliveries).where(which).values(**values))


def with_ids(deliveries: Iterable[str]) -> ColumnElement[bool]:
    """Return which deliveries have ids."""
    return tables.webhook_deliveries.c.id.in_([*deliveries])


def of_webhook(webhook: str, state: State) -> ColumnElement[bool]:
    """Return which deliveries of a webhook stand so."""
    return and_(tables.webhook_deliveries.c.webhook == webhook, is_in(state))


def at_rest(unit: Unit, webhook: str, *, limit: int) -> list[str]:
    """Return the oldest deliveries of a webhook that wait and that no job has."""
    table = tables.webhook_deliveries
    query = select(table.c.id).where(of_webhook(webhook, "waiting"), table.c.queued.is_(False))
    return [*unit.connection.scalars(query.order_by(table.c.made_at, table.c.sequence).limit(limit))]


def add_attempt(unit: Unit, delivery: str, attempt: Attempt) -> None:
    """Keep what came of an attempt."""
    unit.connection.execute(insert(tables.webhook_attempts).values(delivery=delivery, **asdict(attempt)))


def attempts_of(unit: Unit, deliveries: Iterable[str]) -> dict[str, list[Attempt]]:
    """Return, by delivery, all attempts, oldest first."""
    table = tables.webhook_attempts
    query = select(table).where(table.c.delivery.in_([*deliveries])).order_by(table.c.delivery, table.c.number)
    found = dict[str, list[Attempt]]()
    for row in unit.connection.execute(query):
        values = {name: value for name, value in row._mapping.items() if name != "delivery"}  # noqa: SLF001 - theirs
        found.setdefault(row.delivery, []).append(Attempt(**values))
    return found


def waiting_since(unit: Unit, webhook: str, since: datetime, *, limit: int) -> int:
    """Count what a webhook is to be told since, and was not yet, as far as a limit."""
    table = tables.webhook_deliveries
    query = select(table.c.id).where(of_webhook(webhook, "waiting"), table.c.made_at >= since).limit(limit)
    return unit.connection.execute(select(func.count()).select_from(query.subquery())).scalar_one()


def stand_back(unit: Unit, standing: Standing) -> None:
    """Keep that a delivery of the unit's workspace stands back; what stands already goes on standing."""
    table = tables.webhook_standing
    if unit.connection.execute(select(table.c.delivery).where(table.c.delivery == standing.delivery)).first() is None:
        unit.connection.execute(insert(table).values(workspace=unit.workspace, **asdict(standing)))


def take_up(unit: Unit) -> Standing | None:
    """Let what stood longest in the unit's workspace stand no more, and return it; nothing where none does."""
    table = tables.webhook_standing
    query = _standing(unit).limit(1).with_for_update(skip_locked=True)
    row = unit.connection.execute(query).one_or_none()
    if row is None:
        return None
    unit.connection.execute(delete(table).where(table.c.delivery == row.delivery))
    return Standing(delivery=row.delivery, attempt=row.attempt, since=row.since)


def standing(unit: Unit) -> list[str]:
    """Return the deliveries of the unit's workspace that stand back, those that stood longest first."""
    return [row.delivery for row in unit.connection.execute(_standing(unit))]


def _standing(unit: Unit) -> Select[Any]:
    table = tables.webhook_standing
    query = select(table).where(table.c.workspace == unit.workspace)
    return query.order_by(table.c.since, table.c.delivery)


def let_go(unit: Unit, *, untouched_since: datetime) -> list[tuple[str, str]]:
    """Take from jobs what waits and was not tried for so long, and return the workspaces and webhooks that it is of."""
    table, tries = tables.webhook_deliveries, tables.webhook_attempts
    tried = exists().where(tries.c.delivery == table.c.id, tries.c.at >= untouched_since)
    lost = and_(is_in("waiting"), table.c.queued, table.c.made_at < untouched_since, ~tried)
    hooks = tables.webhooks.c
    query = select(hooks.workspace, hooks.id).distinct().join(table, table.c.webhook == hooks.id).where(lost)
    found = [(row.workspace, row.id) for row in unit.connection.execute(query.order_by(hooks.workspace, hooks.id))]
    keep_deliveries(unit, lost, queued=False)
    return found


def forget_deliveries(unit: Unit, *, made_before: datetime) -> None:
    """Forget what webhooks of all workspaces were to be told, however that stands."""
    table = tables.webhook_deliveries
    unit.connection.execute(delete(table).where(table.c.made_at < made_before))


def forget_told(unit: Unit, plan: str, tells_of: Callable[[str], bool]) -> bool:
    """Forget what webhooks were told of a plan, or never will be, that tells of something; tell whether any did."""
    table = tables.webhook_deliveries
    query = select(table.c.id, table.c.body).where(table.c.plan == plan, ~is_in("waiting"))
    told = [row.id for row in unit.connection.execute(query) if tells_of(row.body)]
    unit.connection.execute(delete(table).where(with_ids(told)))
    return told != []


def _of_workspace(unit: Unit) -> Select[Any]:
    """Return what finds deliveries in the unit's workspace alone."""
    query = select(tables.webhook_deliveries).join(tables.webhooks)
    return query.where(tables.webhooks.c.workspace == unit.workspace)


def _read(row: Row[Any]) -> Delivery:
    return Delivery(**row._mapping)  # noqa: SLF001 - SQLAlchemy's documented name
