"""Webhooks of a workspace: where its events go, for whose eyes, and how that has gone of late."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, delete, exists, insert, or_, select, update

from . import tables

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from sqlalchemy import ColumnElement, Row

    from .unit import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Webhook:
    """One address that is told of events."""

    id: str
    workspace: str
    name: str
    """What people call it."""
    url: str
    party: str
    """Whose eyes it has: nothing is told that this party does not see."""
    events: tuple[str, ...]
    """The types of events that it is told; all where there is none."""
    all_plans: bool
    plans: tuple[str, ...] = ()
    """Those that it is for, unless it is for all."""
    secret: str
    secret_before: str | None = None
    """The one before, which signs too for a while."""
    secret_before_until: datetime | None = None
    made_at: datetime
    made_by: str
    failing_since: datetime | None = None
    """Since when nothing came through; None where the last thing did."""
    paused_at: datetime | None = None
    paused_because: str | None = None
    """`asked`, `failing` or `gone`."""

    def wants(self, event: str) -> bool:
        """Tell whether it is told of a type of events."""
        return not self.events or event in self.events


def add_webhook(unit: Unit, webhook: Webhook) -> None:
    """Keep a new webhook."""
    values = {name: getattr(webhook, name) for name in Webhook.__slots__ if name != "plans"}
    unit.connection.execute(insert(tables.webhooks).values(**{**values, "events": [*webhook.events]}))
    _add_plans(unit, webhook.id, webhook.plans)


def keep_webhook(unit: Unit, webhook: str, **values: Any) -> None:  # noqa: ANN401 - columns of any type
    """Keep what changed of a webhook of the unit's workspace."""
    unit.connection.execute(update(tables.webhooks).where(_own(unit, webhook)).values(**values))


def keep_plans(unit: Unit, webhook: str, plans: Iterable[str]) -> None:
    """Keep for which plans a webhook is from now on."""
    unit.connection.execute(delete(tables.webhook_plans).where(tables.webhook_plans.c.webhook == webhook))
    _add_plans(unit, webhook, plans)


def remove_webhook(unit: Unit, webhook: str) -> None:
    """Remove a webhook of the unit's workspace, with all that it was told."""
    unit.connection.execute(delete(tables.webhooks).where(_own(unit, webhook)))


def webhooks_here(unit: Unit) -> list[Webhook]:
    """Return the webhooks of the unit's workspace, oldest first; those of one moment by what they are."""
    table = tables.webhooks
    query = select(table).where(table.c.workspace == unit.workspace).order_by(*_ORDER)
    found = unit.connection.execute(query).all()
    plans = _plans_of(unit, [row.id for row in found])
    return [_webhook(row, plans.get(row.id, ())) for row in found]


def webhook_with(unit: Unit, webhook: str, *, to_change: bool = False) -> Webhook | None:
    """Return a webhook of the unit's workspace; nobody else changes one that was asked for to change it."""
    query = select(tables.webhooks).where(_own(unit, webhook))
    row = unit.connection.execute(query.with_for_update(key_share=True) if to_change else query).one_or_none()
    return None if row is None else _webhook(row, _plans_of(unit, [webhook]).get(webhook, ()))


def webhooks_for(unit: Unit, plan: str) -> list[Webhook]:
    """Return the webhooks that are told of a plan, oldest first; none of them goes until the transaction ends."""
    table, chosen = tables.webhooks, tables.webhook_plans.c
    named = exists().where(chosen.webhook == table.c.id, chosen.plan == plan)
    query = select(table).where(table.c.workspace == unit.workspace, or_(table.c.all_plans, named))
    query = query.order_by(*_ORDER).with_for_update(read=True, key_share=True)
    return [_webhook(row, ()) for row in unit.connection.execute(query)]


_HOOK = tables.webhooks.c
_ORDER = (_HOOK.made_at, _HOOK.name, _HOOK.url, _HOOK.party, _HOOK.id)
"""The id, which is drawn, decides only between two that are called the same in everything."""


def _add_plans(unit: Unit, webhook: str, plans: Iterable[str]) -> None:
    rows = [{"webhook": webhook, "plan": plan} for plan in dict.fromkeys(plans)]
    if rows:
        unit.connection.execute(insert(tables.webhook_plans), rows)


def _plans_of(unit: Unit, webhooks: list[str]) -> dict[str, tuple[str, ...]]:
    table = tables.webhook_plans.c
    query = select(table.webhook, table.plan).where(table.webhook.in_(webhooks)).order_by(table.plan)
    found = dict[str, tuple[str, ...]]()
    for row in unit.connection.execute(query):
        found[row.webhook] = (*found.get(row.webhook, ()), row.plan)
    return found


def _own(unit: Unit, webhook: str) -> ColumnElement[bool]:
    return and_(tables.webhooks.c.id == webhook, tables.webhooks.c.workspace == unit.workspace)


def _webhook(row: Row[Any], plans: tuple[str, ...]) -> Webhook:
    return Webhook(**{**row._mapping, "events": tuple(row.events), "plans": plans})  # noqa: SLF001 - documented name


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How far a webhook has come with a plan."""

    sequence: int
    """How many events of it it was told."""
    revision: int
    """The number of the state that it knows, counted by what it sees."""


def count_of(unit: Unit, webhook: str, plan: str) -> Count | None:
    """Return how far a webhook has come with a plan; None where it was told nothing of it."""
    table = tables.webhook_counts
    query = select(table.c.sequence, table.c.revision).where(table.c.webhook == webhook, table.c.plan == plan)
    row = unit.connection.execute(query).one_or_none()
    return None if row is None else Count(sequence=row.sequence, revision=row.revision)


def keep_count(unit: Unit, webhook: str, plan: str, count: Count, *, is_new: bool) -> None:
    """Keep how far a webhook has come with a plan, whose row nobody else has as long as its plan is held."""
    table = tables.webhook_counts
    values = {"sequence": count.sequence, "revision": count.revision}
    if is_new:
        unit.connection.execute(insert(table).values(webhook=webhook, plan=plan, **values))
    else:
        own = and_(table.c.webhook == webhook, table.c.plan == plan)
        unit.connection.execute(update(table).where(own).values(**values))
