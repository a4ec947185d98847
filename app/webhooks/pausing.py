"""Webhooks that rest: on request, or since nothing came through for long; what they would be told waits meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.actors import SYSTEM
from app.callers import ADMIN
from app.jobs import enqueue
from app.mail import Mail, send
from app.mail.kinds import WEBHOOKS
from app.store.deliveries import at_rest, keep_deliveries, with_ids
from app.store.members import members
from app.store.webhooks import keep_webhook, webhook_with

from .jobs import DELIVER, RELEASE
from .making import webhook_of

if TYPE_CHECKING:
    from datetime import datetime

    from app.jobs import Task
    from app.store import Database, Unit
    from app.store.webhooks import Webhook

ASKED, FAILING, GONE = "asked", "failing", "gone"
WHY = {
    ASKED: "somebody asked for it",
    FAILING: "nothing has come through for most of a day",
    GONE: "its receiver answered 410, that it wants nothing more",
}
"""Why a webhook rests."""
AT_ONCE = 200
"""Events that are taken up in one transaction."""


def pause_webhook(unit: Unit, webhook_id: str) -> Webhook:
    """Let a webhook rest: what it is to be told is kept, and sent once it goes on."""
    held = webhook_of(unit, webhook_id, to_change=True)
    if held.paused_at is None:
        keep_webhook(unit, held.id, paused_at=unit.now, paused_because=ASKED)
    return webhook_of(unit, webhook_id)


def resume_webhook(unit: Unit, webhook_id: str) -> Webhook:
    """Let a webhook go on: what waited is sent, the oldest first."""
    held = webhook_of(unit, webhook_id, to_change=True)
    if held.paused_at is not None:
        keep_webhook(unit, held.id, paused_at=None, paused_because=None, failing_since=None)
        enqueue(unit, RELEASE, held.id)
    return webhook_of(unit, webhook_id)


def release_events(database: Database, task: Task, now: datetime) -> None:
    """Have everything delivered that waits for a webhook and that no job has, a batch at a time."""
    done = 0
    while (released := _released(database, task, now, done)) == AT_ONCE:
        done += released


def _released(database: Database, task: Task, now: datetime, done: int) -> int:
    with database.writing(workspace=task.workspace, actor=SYSTEM, now=now) as unit:
        webhook = webhook_with(unit, task.about, to_change=True)
        if webhook is None or webhook.paused_at is not None:
            return 0
        waiting = at_rest(unit, webhook.id, limit=AT_ONCE)
        keep_deliveries(unit, with_ids(waiting), queued=True)
        for behind, delivery in enumerate(waiting, start=done):
            enqueue(unit, DELIVER, delivery, behind=behind)
        return len(waiting)


def pause_with_word(unit: Unit, webhook: Webhook, because: str, *, address: str, mails: bool) -> None:
    """Let a webhook rest that nobody asked to, and write to the admins of its workspace."""
    if webhook.paused_at is not None:
        return
    keep_webhook(unit, webhook.id, paused_at=unit.now, paused_because=because)
    if mails:
        for one in members(unit):
            if one.is_in and one.role == ADMIN:
                text = TEXT.format(name=webhook.name, url=webhook.url, why=WHY[because], address=address)
                subject = f"The webhook {webhook.name} is paused"
                send(unit, Mail(to=one.email, name=one.name, kind=WEBHOOKS.id, subject=subject, text=text))


TEXT = """\
The webhook "{name}" is paused: {why}.

  {url}

What it would have been told is kept for 30 days. Once its receiver is well again, open

  {address}/workspace/webhooks

try it there, and let it go on: then everything is sent that waited.
What was given up before is sent again when you ask for it.
"""
