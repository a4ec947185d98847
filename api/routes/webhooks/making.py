"""Webhooks of a workspace: listed, made, changed, removed."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

from api.accept import json_accepted
from api.answers import computed
from api.body import require_json
from api.declared import LOOKING, answers, created_once, refusals, takes
from api.entry import InTurn
from api.models import SMALL, model_of
from api.once import OnceOnly, shown_once
from api.routes.people.declaring import CHANGING, ENDING, LISTING
from api.state import service_of
from app.answers.webhooks import SecretWebhookAnswer, WebhookAnswer, WebhooksAnswer
from app.store.deliveries import how_many
from app.store.webhooks import webhooks_here
from app.webhooks import (
    EVENTS,
    Wanted,
    change_webhook,
    make_webhook,
    remove_webhook,
    wanted_of,
    webhook_of,
)
from scheduler.plan import SELLER

from .asked import Listing, Managing, WebhookId, shown, shown_with_secret

router = APIRouter(prefix="/v1/webhooks", tags=["webhooks"])

ADDRESS = "Where events are sent: an address that begins with `https://` and that everybody reaches."
AUDIENCE = (
    "Whose eyes it has: `seller`, `customer` or another party; it is told nothing that these, or you, do not see."
)
TYPES = f"The types of events that it is told, of {', '.join(f'`{one}`' for one in EVENTS)}; all where there is none."


class NewWebhook(BaseModel):
    """Where events shall be sent, and which."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    url: str = Field(max_length=4_000, description=ADDRESS)
    name: str = Field("Webhook", max_length=200, description="What people call it.")
    audience: str = Field(SELLER, max_length=64, description=AUDIENCE)
    events: list[str] = Field(default_factory=list, max_length=50, description=TYPES)
    plans: list[str] | None = Field(None, max_length=1_000, description="For which plans; for all where absent.")


class WebhookChange(BaseModel):
    """What shall be otherwise about a webhook; what is left out stays."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    url: str = Field("", max_length=4_000, description=ADDRESS)
    name: str = Field("", max_length=200, description="What people call it.")
    audience: str = Field("", max_length=64, description=AUDIENCE)
    events: list[str] = Field(default_factory=list, max_length=50, description=TYPES)
    plans: list[str] | None = Field(None, max_length=1_000, description="For which plans; null for all.")


def new_in(request: Request, body: InTurn) -> NewWebhook:
    """Return where events shall be sent."""
    require_json(request)
    return model_of(NewWebhook, body, SMALL)


def change_in(request: Request, body: InTurn) -> WebhookChange:
    """Return what shall be otherwise about a webhook."""
    require_json(request)
    return model_of(WebhookChange, body, SMALL)


@router.get(
    "",
    operation_id="list_webhooks",
    summary="List the webhooks",
    dependencies=[Depends(json_accepted)],
    responses=answers(WebhooksAnswer, "The webhooks, without their secrets.", "not-acceptable", *LISTING),
)
def list_webhooks(unit: Listing) -> Response:
    """Return the webhooks of the workspace, and how much of what they are told has not arrived."""
    return computed(WebhooksAnswer.of(webhooks_here(unit), how_many(unit)))


@router.post(
    "",
    operation_id="make_webhook",
    summary="Make a webhook",
    status_code=201,
    dependencies=[Depends(json_accepted)],
    responses=created_once(SecretWebhookAnswer, "The webhook, with its secret.", *CHANGING),
    openapi_extra=takes(NewWebhook, "Where events are sent, and which."),
)
def make(
    request: Request, unit: Managing, new: Annotated[NewWebhook, Depends(new_in, scope="function")], once: OnceOnly
) -> Response:
    """Have another system told what happens to plans. Its secret, by which it knows us, is shown this once."""

    def do() -> Response:
        wanted = Wanted(
            url=new.url,
            name=new.name,
            party=new.audience,
            events=tuple(new.events),
            plans=None if new.plans is None else tuple(new.plans),
        )
        return shown_with_secret(make_webhook(unit, wanted, service_of(request).outside), 201)

    return once.answer(unit, do, without=shown_once("secret"))


@router.get(
    "/{webhook_id}",
    operation_id="show_webhook",
    summary="Show a webhook",
    dependencies=[Depends(json_accepted)],
    responses=answers(WebhookAnswer, "The webhook, without its secret.", "not-acceptable", *LOOKING),
)
def show(unit: Listing, webhook_id: WebhookId) -> Response:
    """Return a webhook of the workspace."""
    return shown(webhook_of(unit, webhook_id))


@router.patch(
    "/{webhook_id}",
    operation_id="change_webhook",
    summary="Change a webhook",
    dependencies=[Depends(json_accepted)],
    responses=answers(WebhookAnswer, "The webhook as it is now.", "not-acceptable", *CHANGING),
    openapi_extra=takes(WebhookChange, "What shall be otherwise."),
)
def change(
    request: Request,
    unit: Managing,
    webhook_id: WebhookId,
    asked: Annotated[WebhookChange, Depends(change_in, scope="function")],
) -> Response:
    """Change where a webhook leads, whose eyes it has, and what it is told from now on."""
    wanted = wanted_of(webhook_of(unit, webhook_id))
    said = asked.model_dump(include=asked.model_fields_set)
    if "audience" in said:
        said["party"] = said.pop("audience")
    for name in {"events", "plans"} & said.keys():
        said[name] = None if said[name] is None else tuple(said[name])
    return shown(change_webhook(unit, webhook_id, replace(wanted, **said), service_of(request).outside))


@router.delete(
    "/{webhook_id}",
    operation_id="remove_webhook",
    summary="Remove a webhook",
    status_code=204,
    responses={204: {"description": "Nothing is sent there any more."}, **refusals(*ENDING)},
)
def remove(unit: Managing, webhook_id: WebhookId) -> Response:
    """Remove a webhook, with all that it was told; what waits is not sent."""
    remove_webhook(unit, webhook_id)
    return Response(status_code=204)
