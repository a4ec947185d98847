"""That a plan was erased: told with what it is called elsewhere, as nothing of it is kept, and forgotten once taken.

It is in no list of deliveries, since these belong to their plan; it is tried as often as they are.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

from app.actors import SYSTEM
from app.answers.events import EventBody, EventName, EventPlan, WebhookEvent
from app.jobs import NotYet, enqueue
from app.jobs.report import report
from app.store.external_ids import names_of
from app.store.farewells import Farewell, add_farewell, drop_farewell, farewell_with
from app.store.views import newest_views
from app.store.webhooks import count_of, webhook_with, webhooks_for
from scheduler.plan import SELLER

from .events import ERASED
from .jobs import FAREWELL
from .signing import signed
from .standing import take_up_next

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from app.jobs import Task
    from app.store import Database, Unit
    from app.store.webhooks import Webhook

    from .delivering import Courier

A_WHILE = timedelta(seconds=15)
"""For so long it waits where its workspace has as much under way as it may."""
IS_GONE = 410
PAUSED = "it waits: the webhook is paused"


def tell_erased(unit: Unit, plan: str) -> None:
    """Have every webhook told that a plan will be gone at the end of this transaction, as far as it knows of it."""
    for webhook in webhooks_for(unit, plan):
        known = count_of(unit, webhook.id, plan)
        if webhook.wants(ERASED) and (known is not None or webhook.party == SELLER):
            sequence, revision = (known.sequence + 1, known.revision) if known else (1, 1)
            body = _written(unit, plan, webhook, sequence=sequence, revision=revision)
            one = Farewell(id=str(uuid4()), webhook=webhook.id, made_at=unit.now, body=body)
            add_farewell(unit, one)
            enqueue(unit, FAREWELL, one.id)


def _written(unit: Unit, plan: str, webhook: Webhook, *, sequence: int, revision: int) -> str:
    names = tuple[EventName, ...]()
    if webhook.party == SELLER:
        newest = newest_views(unit, plan).get(SELLER)
        revision = newest.number if newest else revision
        names = tuple(EventName(system=one.system, id=one.id) for one in names_of(unit, plan))
    body = EventBody(
        audience=webhook.party,
        sequence=sequence,
        plan=EventPlan(id=plan, title="", revision=revision, external_ids=names),
        step=None,
        headline="",
        critical_dates=(),
        moves=(),
        more_moves=0,
    )
    return WebhookEvent(type=ERASED, timestamp=unit.now, data=body).model_dump_json()


def say_farewell(database: Database, courier: Courier, task: Task, now: Callable[[], datetime]) -> None:
    """Tell a webhook what a task is about, unless it was; raise NotYet where it has to be tried again."""
    if not courier.lanes.enter(task.workspace):
        with database.writing(workspace=task.workspace, actor=SYSTEM, now=now()) as unit:
            enqueue(unit, FAREWELL, task.about, after=A_WHILE, attempt=task.attempt)
        return
    try:
        _say(database, courier, task, now)
    finally:
        courier.lanes.leave(task.workspace)
        take_up_next(database, task.workspace, now())


def _say(database: Database, courier: Courier, task: Task, now: Callable[[], datetime]) -> None:
    began = now()
    with database.reading(workspace=task.workspace, actor=SYSTEM, now=began) as unit:
        farewell = farewell_with(unit, task.about)
        webhook = None if farewell is None else webhook_with(unit, farewell.webhook)
    if farewell is None or webhook is None:
        return
    problem, rest, is_over = PAUSED, timedelta(0), task.is_last
    if webhook.paused_at is None:
        headers = signed(webhook, farewell.id, farewell.body, began)
        answered = courier.outside.post(webhook.url, headers, farewell.body.encode())
        report("event sent", {"delivery": farewell.id, "webhook": webhook.id, "status": answered.status})
        problem, rest = answered.problem or "", answered.asks_for
        is_over = is_over or not problem or answered.status == IS_GONE
    if is_over:
        with database.writing(workspace=task.workspace, actor=SYSTEM, now=now()) as unit:
            drop_farewell(unit, farewell.id)
    if problem and (task.is_last or not is_over):
        raise NotYet(problem, rest=rest)
