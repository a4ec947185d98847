"""The job that delivers an event: at least once, each time with the same id, and not again once it was taken."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from app.actors import SYSTEM
from app.jobs import NotYet
from app.jobs.report import report
from app.store.deliveries import Attempt, add_attempt, delivery_with, keep_deliveries, with_ids
from app.store.webhooks import keep_webhook, webhook_with

from .lanes import Lanes
from .pausing import FAILING, GONE, pause_with_word
from .signing import signed
from .standing import stand_aside, take_up_next

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from app.jobs import Task
    from app.store import Database, Unit
    from app.store.deliveries import Delivery
    from app.store.webhooks import Webhook

    from .outside import Answered, Outside

IS_GONE = 410
"""By this status a receiver says that it wants nothing more."""
LONG = timedelta(hours=20)
"""When something is given up and nothing came through for so long, the webhook is paused."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Courier:
    """What delivers events."""

    outside: Outside
    address: str
    """Where people reach the service, for the mail that something is paused."""
    mails: bool
    """Whether the service sends mail."""
    lanes: Lanes = field(default_factory=Lanes)


def deliver_event(database: Database, courier: Courier, task: Task, now: Callable[[], datetime]) -> None:
    """Deliver what a task is about, unless it was, or rests; raise NotYet where it has to be tried again.

    While its workspace has as much under way as it may, it stands back, so that others come to their turn.
    """
    if not courier.lanes.enter(task.workspace):
        stand_aside(database, courier.lanes, task, now())
        return
    try:
        _deliver(database, courier, task, now)
    finally:
        courier.lanes.leave(task.workspace)
        take_up_next(database, task.workspace, now())


def _deliver(database: Database, courier: Courier, task: Task, now: Callable[[], datetime]) -> None:
    found = _found(database, task, now())
    if found is None:
        return
    delivery, webhook = found
    began = now()
    answered = courier.outside.post(
        webhook.url, signed(webhook, delivery.id, delivery.body, began), delivery.body.encode()
    )
    with database.writing(workspace=task.workspace, actor=SYSTEM, now=now()) as unit:
        goes_on = _noted(unit, courier, delivery.id, answered, began, is_last=task.is_last)
    facts = {"delivery": delivery.id, "webhook": webhook.id, "status": answered.status, "ms": answered.milliseconds}
    report("event sent", facts)
    if goes_on and answered.problem is not None:
        raise NotYet(answered.problem, rest=answered.asks_for)


def _found(database: Database, task: Task, now: datetime) -> tuple[Delivery, Webhook] | None:
    """Return what is to be delivered, and to whom; what is for a webhook that is paused rests."""
    with database.writing(workspace=task.workspace, actor=SYSTEM, now=now) as unit:
        delivery = delivery_with(unit, task.about)
        if delivery is None or delivery.state != "waiting":
            return None
        webhook = webhook_with(unit, delivery.webhook, to_change=True)
        if webhook is None:
            return None
        if webhook.paused_at is not None:
            keep_deliveries(unit, with_ids([delivery.id]), queued=False)
            return None
        return delivery, webhook


def _noted(
    unit: Unit, courier: Courier, delivery_id: str, answered: Answered, began: datetime, *, is_last: bool
) -> bool:
    """Keep what came of an attempt, and tell whether it is tried again; nothing where it was forgotten meanwhile."""
    delivery = delivery_with(unit, delivery_id)
    webhook = None if delivery is None else webhook_with(unit, delivery.webhook, to_change=True)
    delivery = delivery_with(unit, delivery_id, to_change=True)
    if delivery is None or webhook is None or delivery.state != "waiting":
        return False
    attempt = Attempt(
        number=delivery.attempts + 1,
        at=began,
        status=answered.status,
        milliseconds=answered.milliseconds,
        answer=answered.answer,
        problem=answered.problem,
    )
    add_attempt(unit, delivery.id, attempt)
    keep_deliveries(unit, with_ids([delivery.id]), attempts=attempt.number)
    if answered.problem is None:
        keep_deliveries(unit, with_ids([delivery.id]), delivered_at=unit.now, queued=False)
        keep_webhook(unit, webhook.id, failing_since=None)
        return False
    return _failed(unit, courier, webhook, delivery, answered, is_last=is_last)


def _failed(
    unit: Unit, courier: Courier, webhook: Webhook, delivery: Delivery, answered: Answered, *, is_last: bool
) -> bool:
    """Keep that an attempt failed; whoever wants nothing, or was away for long, is left in peace."""
    since = webhook.failing_since or unit.now
    keep_webhook(unit, webhook.id, failing_since=since)
    if answered.status == IS_GONE:
        keep_deliveries(unit, with_ids([delivery.id]), queued=False)
        _pause(unit, courier, webhook, GONE)
        return False
    if not is_last:
        return True
    keep_deliveries(unit, with_ids([delivery.id]), failed_at=unit.now, queued=False)
    if unit.now - since >= LONG:
        _pause(unit, courier, webhook, FAILING)
    return True


def _pause(unit: Unit, courier: Courier, webhook: Webhook, because: str) -> None:
    pause_with_word(unit, webhook, because, address=courier.address, mails=courier.mails)
