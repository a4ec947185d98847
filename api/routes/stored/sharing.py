"""Share links of a plan, those who came in by them, and steps that are handed on with a way in."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, Request
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

from api.accept import json_accepted
from api.answers import computed
from api.body import require_json
from api.cursors import Page, newest_first, page_of
from api.declared import CHANGING, LOOKING, answers, created_answers, refusals, takes
from api.entry import Changing, InTurn, reading, writing
from api.models import SMALL, model_of
from api.moments import Moment
from api.once import OnceOnly, shown_once
from api.state import service_of
from app.accounts.letters import Post
from app.answers.sharing import IssuedAnswer, LinksAnswer, ParticipantsAnswer
from app.callers import Right
from app.links import (
    To,
    Wanted,
    hand_on,
    links_of,
    make_link,
    participants_of,
    reissue_link,
    revoke_link,
    revoke_participant,
    visits_of,
)
from app.store import Unit
from app.store.share_links import Level, ShareLink, Visit

from .asked import PlanId
from .talking import made

router = APIRouter(prefix="/v1/plans", tags=["stored plans"])

Listing = Annotated[Unit, Depends(reading(Right.SHARE_PLANS), scope="function")]
Sharing = Annotated[Unit, Depends(writing(Right.SHARE_PLANS), scope="function")]
LinkId = Annotated[str, Path(description="The link's UUID.", examples=["00000000-0000-4000-8000-000000000010"])]
WITHOUT_SECRET = shown_once("secret", "address")
ParticipantId = Annotated[
    str, Path(description="The participant's UUID.", examples=["00000000-0000-4000-8000-000000000011"])
]


class NewLink(BaseModel):
    """How a plan shall be shared."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    party: str = Field(min_length=1, max_length=64, description="Whose eyes it gives; never the seller's.")
    level: Level = Field("name", description="What it asks for.")
    label: str | None = Field(None, max_length=200, description="What you call it.")
    password: str | None = Field(None, max_length=1000, description="For the level `password`; a digest of it is kept.")
    listed: list[str] = Field(
        default_factory=list,
        max_length=200,
        description="For the level `listed`: addresses, beside those of the party's people.",
    )
    person: str | None = Field(None, max_length=200, description="For whom alone it is, by id or name.")
    expires_at: Moment | None = Field(None, description="From when it lets nobody in; never where absent.")
    keeps_visits: bool = Field(default=False, description="Whether it is kept who opens it when; its page says so.")

    def wanted(self) -> Wanted:
        """Return it as the use case takes it."""
        expires_at: datetime | None = self.expires_at
        return Wanted(
            **{**self.model_dump(exclude={"listed", "expires_at"}), "listed": (*self.listed,), "expires_at": expires_at}
        )


class HandOn(BaseModel):
    """Not me, it's ...: whose a step is from now on."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    step: str = Field(min_length=1, max_length=64, description="Which one.")
    to: str = Field(min_length=1, max_length=200, description="Who does it, by id or name; somebody new joins.")
    email: str | None = Field(None, max_length=254, description="Where mail reaches them.")
    party: str | None = Field(None, max_length=64, description="On whose side; one's own where absent.")
    by_mail: bool = Field(default=True, description="Whether the way in is mailed, where the service sends mail.")


def link_in(request: Request, body: InTurn) -> NewLink:
    """Return how a plan shall be shared."""
    require_json(request)
    return model_of(NewLink, body, SMALL)


def hand_on_in(request: Request, body: InTurn) -> HandOn:
    """Return whose a step is from now on."""
    require_json(request)
    return model_of(HandOn, body, SMALL)


def post_of(request: Request) -> Post:
    """Return how letters leave."""
    return service_of(request).post


Mailing = Annotated[Post, Depends(post_of, scope="function")]


@router.get(
    "/{plan_id}/share-links",
    operation_id="list_share_links",
    summary="Show the links of a plan",
    dependencies=[Depends(json_accepted)],
    responses=answers(LinksAnswer, "The links, newest first.", "not-acceptable", *LOOKING),
)
def list_share_links(unit: Listing, plan_id: PlanId, asked: Annotated[Page, Query()]) -> Response:
    """Return by which links people of other parties come in, without what opens them, and behind these the visits."""
    links = [(0, newest_first(one.made_at), one) for one in links_of(unit, plan_id)]
    visits = [(1, newest_first(one.at), one) for one in visits_of(unit, plan_id)]
    page, following = page_of([*links, *visits], asked, lambda one: (one[0], one[1]))
    shown = [one for _, _, one in page]
    return computed(
        LinksAnswer.of(
            [one for one in shown if isinstance(one, ShareLink)],
            [one for one in shown if isinstance(one, Visit)],
            following,
        )
    )


@router.post(
    "/{plan_id}/share-links",
    operation_id="make_share_link",
    summary="Share a plan with another party",
    status_code=201,
    dependencies=[Depends(json_accepted)],
    responses=created_answers(IssuedAnswer, "The link, with what opens it.", *CHANGING, tagged=False),
    openapi_extra=takes(NewLink, "How it shall be shared."),
)
def make_share_link(
    unit: Sharing,
    plan_id: PlanId,
    new: Annotated[NewLink, Depends(link_in, scope="function")],
    post: Mailing,
    once: OnceOnly,
) -> Response:
    """Make a link for the people of one party. What opens it is shown this once, and kept nowhere."""

    def do() -> Response:
        issued = make_link(unit, plan_id, new.wanted(), mails=post.is_there)
        address = f"/v1/plans/{plan_id}/share-links/{issued.link.id}"
        return made(IssuedAnswer.of(issued.link, issued.secret, at=post.at), address)

    return once.answer(unit, do, without=WITHOUT_SECRET)


@router.post(
    "/{plan_id}/share-links/{link_id}/reissue",
    operation_id="reissue_share_link",
    summary="Give a link another address",
    status_code=201,
    dependencies=[Depends(json_accepted)],
    responses=created_answers(IssuedAnswer, "The link, with what opens it now.", *CHANGING, tagged=False),
)
def reissue(unit: Sharing, plan_id: PlanId, link_id: LinkId, post: Mailing, once: OnceOnly) -> Response:
    """Let a link be opened by another address from now on; the one before leads nowhere."""

    def do() -> Response:
        issued = reissue_link(unit, plan_id, link_id)
        address = f"/v1/plans/{plan_id}/share-links/{link_id}"
        return made(IssuedAnswer.of(issued.link, issued.secret, at=post.at), address)

    return once.answer(unit, do, without=WITHOUT_SECRET)


@router.delete(
    "/{plan_id}/share-links/{link_id}",
    operation_id="revoke_share_link",
    summary="Take a link back",
    status_code=204,
    responses={204: {"description": "It lets nobody in, nor those who came by it."}, **refusals(*LOOKING)},
)
def revoke(unit: Sharing, plan_id: PlanId, link_id: LinkId) -> Response:
    """Let a link lead nowhere at once, and those that were handed on from it."""
    revoke_link(unit, plan_id, link_id)
    return Response(status_code=204)


@router.get(
    "/{plan_id}/participants",
    operation_id="list_participants",
    summary="Show who came in by links",
    dependencies=[Depends(json_accepted)],
    responses=answers(ParticipantsAnswer, "Who came in, newest first.", "not-acceptable", *LOOKING),
)
def list_participants(unit: Listing, plan_id: PlanId, asked: Annotated[Page, Query()]) -> Response:
    """Return each browser and tool that came in by a link and said whose it is."""
    found = page_of(participants_of(unit, plan_id), asked, lambda one: (newest_first(one.made_at),))
    return computed(ParticipantsAnswer.of(*found))


@router.delete(
    "/{plan_id}/participants/{participant_id}",
    operation_id="revoke_participant",
    summary="Shut one browser out",
    status_code=204,
    responses={204: {"description": "It is let in no more."}, **refusals(*LOOKING)},
)
def shut_out(unit: Sharing, plan_id: PlanId, participant_id: ParticipantId) -> Response:
    """Let one browser or tool in no more; the link still lets others in, and its owner anew."""
    revoke_participant(unit, plan_id, participant_id)
    return Response(status_code=204)


@router.post(
    "/{plan_id}/hand-on",
    operation_id="hand_on_step",
    summary="Hand a step to somebody else",
    status_code=201,
    dependencies=[Depends(json_accepted)],
    responses=created_answers(IssuedAnswer, "The way in of the new owner.", *CHANGING, tagged=False),
    openapi_extra=takes(HandOn, "Whose it is from now on."),
)
def hand_on_step(
    unit: Changing,
    plan_id: PlanId,
    to: Annotated[HandOn, Depends(hand_on_in, scope="function")],
    post: Mailing,
    once: OnceOnly,
) -> Response:
    """Not me, it's ...: hand a step to somebody else of its side, who gets a link of their own."""

    def do() -> Response:
        whose = To(name=to.to, email=to.email, party=to.party, by_mail=to.by_mail)
        handed = hand_on(unit, plan_id, to.step, whose, post=post)
        address = f"/v1/plans/{plan_id}/share-links/{handed.link.id}"
        return made(IssuedAnswer.of(handed.link, handed.secret, at=post.at), address)

    return once.answer(unit, do, without=WITHOUT_SECRET)
