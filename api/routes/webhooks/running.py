"""What is done with a webhook that is there: tried, paused and taken up again, given a new secret."""

from __future__ import annotations

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from api.accept import json_accepted
from api.answers import computed
from api.calling import calling
from api.declared import answers, changed_answers
from api.entry import Known, refuse_unkeepable
from api.once import OnceOnly, shown_once
from api.routes.people.declaring import ENDING
from api.state import service_of
from app.access import allow
from app.answers.webhooks import SecretWebhookAnswer, TriedAnswer, WebhookAnswer
from app.callers import Right
from app.webhooks import pause_webhook, replace_secret, resume_webhook, try_webhook, webhook_of

from .asked import Managing, WebhookId, shown, shown_with_secret

router = APIRouter(prefix="/v1/webhooks/{webhook_id}", tags=["webhooks"], dependencies=[Depends(json_accepted)])


@router.post(
    "/test",
    operation_id="try_webhook",
    summary="Send a test",
    dependencies=[Depends(calling, scope="function")],
    responses=answers(TriedAnswer, "What came of it.", "not-acceptable", *ENDING),
)
def test(request: Request, webhook_id: WebhookId, caller: Known) -> Response:
    """Send a `ping`, signed as all events are, and return what was answered. Nothing of it is kept or tried again."""
    service = service_of(request)
    refuse_unkeepable(request)
    allow(caller, Right.MANAGE_WEBHOOKS)
    now = service.now()
    with service.database.reading(workspace=caller.workspace, actor=caller.actor, now=now) as unit:
        webhook = webhook_of(unit, webhook_id)
    tried = try_webhook(service.outside, webhook, now)
    return computed(TriedAnswer(**{name: getattr(tried, name) for name in TriedAnswer.model_fields}))


@router.post(
    "/pause",
    operation_id="pause_webhook",
    summary="Pause a webhook",
    responses=changed_answers(WebhookAnswer, "The webhook, which rests.", *ENDING, tagged=False),
)
def pause(unit: Managing, webhook_id: WebhookId, once: OnceOnly) -> Response:
    """Let a webhook rest: what it is to be told is kept for 30 days, and sent once it goes on."""
    return once.answer(unit, lambda: shown(pause_webhook(unit, webhook_id)))


@router.post(
    "/resume",
    operation_id="resume_webhook",
    summary="Let a webhook go on",
    responses=changed_answers(WebhookAnswer, "The webhook, which goes on.", *ENDING, tagged=False),
)
def resume(unit: Managing, webhook_id: WebhookId, once: OnceOnly) -> Response:
    """Let a webhook go on that rested: what waited is sent, the oldest first."""
    return once.answer(unit, lambda: shown(resume_webhook(unit, webhook_id)))


@router.post(
    "/secret",
    operation_id="replace_webhook_secret",
    summary="Give a webhook another secret",
    responses=changed_answers(SecretWebhookAnswer, "The webhook, with its new secret.", *ENDING, tagged=False),
)
def renew(unit: Managing, webhook_id: WebhookId, once: OnceOnly) -> Response:
    """Draw another secret, which is shown this once. The one before signs too for 24 hours."""
    make = once.answer
    return make(unit, lambda: shown_with_secret(replace_secret(unit, webhook_id)), without=shown_once("secret"))
