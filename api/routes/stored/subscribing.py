"""Calendar feeds of a plan: made, looked at and taken back by whoever may read it, for itself."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Request
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

from api.accept import json_accepted
from api.answers import computed
from api.body import JSON, require_json
from api.declared import CHANGING, LOOKING, answers, created_once, refusals, takes
from api.entry import InTurn, Looking, Reading
from api.models import SMALL, model_of
from api.once import OnceOnly
from api.state import service_of
from app.answers.feeds import AddressesAnswer, FeedAnswer, FeedsAnswer, MadeFeedAnswer
from app.feeds import LATE, Choice, addresses_of, feeds_of, make_feed, revoke_feed
from app.feeds.making import AHEAD, PAST
from app.plans.opening import stored_plan

from .asked import PlanId

router = APIRouter(prefix="/v1/plans/{plan_id}/feeds", tags=["calendar feeds"])


class NewFeed(BaseModel):
    """What a feed shows; chosen once and kept with it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str = Field("Calendar", description="What you call it.", examples=["Phone"])
    whole: bool = Field(default=False, description="The whole plan, not only your own steps.", examples=[True])
    side: bool = Field(default=False, description="All steps that your side does.", examples=[False])
    past: int = Field(PAST, description="Days to look back, 90 at most.", examples=[14])
    ahead: int | None = Field(AHEAD, description="Days to look ahead; null for all that is to come.", examples=[90])
    bars: bool = Field(default=False, description="Tasks as bars from start to finish.", examples=[False])
    remind: int | None = Field(None, description="Days before an entry on which to be reminded.", examples=[1])
    invited: bool = Field(
        default=False,
        description="Also what you are invited to by mail: your calendar has it by the mail already.",
        examples=[False],
    )


def feed_in(request: Request, body: InTurn) -> NewFeed:
    """Return what is asked for."""
    require_json(request)
    return model_of(NewFeed, body, SMALL)


Asked = Annotated[NewFeed, Depends(feed_in, scope="function")]
FeedId = Annotated[
    str,
    Path(description="The feed's UUID.", json_schema_extra={"examples": ["00000000-0000-4000-8000-000000000001"]}),
]


@router.get(
    "",
    operation_id="list_feeds",
    summary="List your calendar feeds of a plan",
    dependencies=[Depends(json_accepted)],
    responses=answers(FeedsAnswer, "Your feeds of the plan.", "not-acceptable", *LOOKING),
)
def list_feeds(unit: Reading, plan_id: PlanId) -> Response:
    """Return the feeds that you made of a plan and did not take back; their secrets are not among it."""
    return computed(FeedsAnswer(feeds=tuple(map(FeedAnswer.of, feeds_of(unit, plan_id)))))


@router.post(
    "",
    operation_id="make_feed",
    summary="Make a calendar feed of a plan",
    status_code=201,
    dependencies=[Depends(json_accepted)],
    responses=created_once(MadeFeedAnswer, "The new feed, with its secret addresses.", *CHANGING),
    openapi_extra=takes(NewFeed, "What the feed shows."),
)
def make(request: Request, unit: Looking, plan_id: PlanId, asked: Asked, once: OnceOnly) -> Response:
    """Make an address by which calendar apps follow the plan, or your own steps in it. It is shown this once."""

    def do() -> Response:
        made = make_feed(unit, plan_id, Choice(**asked.model_dump()))
        title = stored_plan(unit, plan_id).title
        addresses = addresses_of(service_of(request).settings.address, made.secret, title)
        answer = MadeFeedAnswer(
            feed=FeedAnswer.of(made.feed), addresses=AddressesAnswer(**asdict(addresses)), late=dict(LATE)
        )
        return Response(answer.model_dump_json(), 201, {"Cache-Control": "no-store"}, JSON)

    return once.answer(unit, do)


@router.delete(
    "/{feed_id}",
    operation_id="revoke_feed",
    summary="Take a calendar feed back",
    status_code=204,
    responses={204: {"description": "Nobody reads it any more."}, **refusals(*LOOKING)},
)
def revoke(unit: Looking, plan_id: PlanId, feed_id: FeedId) -> Response:
    """Let nobody read one of your feeds any more; apps that ask for it find nothing."""
    revoke_feed(unit, plan_id, feed_id)
    return Response(status_code=204)
