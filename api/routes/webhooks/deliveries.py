"""What a webhook was told: listed page by page, looked at, and sent again where it was given up."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query
from pydantic import Field
from starlette.responses import Response

from api.accept import json_accepted
from api.answers import computed
from api.cursors import Page, cursor_of, no_cursor, place_in
from api.declared import LOOKING, answers, changed_answers
from api.once import OnceOnly
from api.routes.people.declaring import ENDING
from app.answers.webhooks import DeliveredEventAnswer, DeliveriesAnswer, DeliveryAnswer, WebhookAnswer
from app.store.deliveries import LARGEST_SEQUENCE, Place, State
from app.webhooks import Delivered, deliveries_of, delivery_of, resend, resend_all, webhook_of

from .asked import Listing, Managing, WebhookId, shown

router = APIRouter(
    prefix="/v1/webhooks/{webhook_id}/deliveries", tags=["webhooks"], dependencies=[Depends(json_accepted)]
)

DeliveryId = Annotated[
    str,
    Path(max_length=64, description="The delivery's UUID.", examples=["00000000-0000-4000-8000-000000000010"]),
]


class AskedDeliveries(Page):
    """Which deliveries are wanted."""

    state: State | None = Field(None, description="How they stand; all where absent.", examples=["dead"])

    @property
    def behind(self) -> Place | None:
        """Return where the page before ended."""
        if self.cursor is None:
            return None
        at, plan, sequence = place_in(self.cursor, str, str, int)
        try:
            made_at = datetime.fromisoformat(at)
        except ValueError:
            raise no_cursor() from None
        if made_at.tzinfo is None or "\0" in plan or not 0 <= sequence <= LARGEST_SEQUENCE:
            raise no_cursor()
        return Place(made_at=made_at, plan=plan, sequence=sequence)


@router.get(
    "",
    operation_id="list_deliveries",
    summary="List what a webhook was told",
    responses=answers(DeliveriesAnswer, "What it was told.", "not-acceptable", *LOOKING),
)
def list_deliveries(unit: Listing, webhook_id: WebhookId, asked: Annotated[AskedDeliveries, Query()]) -> Response:
    """Return what a webhook was told in the last 30 days and what came of it, newest first, page by page."""
    found = deliveries_of(unit, webhook_id, state=asked.state, behind=asked.behind, limit=asked.limit + 1)
    page, cursor = found[: asked.limit], None
    if len(found) > asked.limit:
        last = page[-1].delivery
        cursor = cursor_of([last.made_at.isoformat(), last.plan, last.sequence])
    shown = tuple(DeliveryAnswer.of(one.delivery, one.attempts) for one in page)
    return computed(DeliveriesAnswer(deliveries=shown, next=cursor))


@router.post(
    "/resend",
    operation_id="resend_deliveries",
    summary="Send everything again that was given up",
    responses=changed_answers(WebhookAnswer, "The webhook.", *ENDING, tagged=False),
)
def send_all_again(unit: Managing, webhook_id: WebhookId, once: OnceOnly) -> Response:
    """Send every event of a webhook again that was given up, each under its id, the oldest first."""

    def do() -> Response:
        resend_all(unit, webhook_id)
        return shown(webhook_of(unit, webhook_id))

    return once.answer(unit, do)


@router.get(
    "/{delivery_id}",
    operation_id="show_delivery",
    summary="Show one event that a webhook was told",
    responses=answers(DeliveredEventAnswer, "What is sent, and how it stands.", "not-acceptable", *LOOKING),
)
def show(unit: Listing, webhook_id: WebhookId, delivery_id: DeliveryId) -> Response:
    """Return what is sent, and what came of each attempt."""
    return _event(delivery_of(unit, webhook_id, delivery_id))


@router.post(
    "/{delivery_id}/resend",
    operation_id="resend_delivery",
    summary="Send an event again that was given up",
    responses=changed_answers(DeliveredEventAnswer, "The event, which is on its way again.", *ENDING, tagged=False),
)
def send_again(unit: Managing, webhook_id: WebhookId, delivery_id: DeliveryId, once: OnceOnly) -> Response:
    """Send an event again that was given up, under the same id; it has a day again."""
    return once.answer(unit, lambda: _event(resend(unit, webhook_id, delivery_id)))


def _event(one: Delivered) -> Response:
    return computed(DeliveredEventAnswer.of(one.delivery, one.attempts))
