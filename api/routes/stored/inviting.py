"""Invitations to what people meet for in a stored plan, and what came by mail in answer to them."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

from api.accept import json_accepted
from api.answers import computed
from api.asked_replies import AskedReplies
from api.body import require_json
from api.cursors import Page, oldest_first, page_of
from api.declared import CHANGING, LOOKING, answers, changed_answers, takes
from api.entry import Changing, InTurn, Reading
from api.models import SMALL, model_of
from api.once import OnceOnly
from api.preconditions import Seen, refuse_older, tagged_model
from api.state import service_of
from app.answers.invitations import InvitationAnswer, InvitationsAnswer, InvitedAnswer
from app.answers.replies import RepliesAnswer
from app.plans import invitations_of, invite, replies_of
from app.plans.opening import stored_plan
from app.plans.views import view_of

from .asked import PlanId

router = APIRouter(prefix="/v1/plans", tags=["stored plans"], dependencies=[Depends(json_accepted)])


class NewInvitation(BaseModel):
    """What people are invited to."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    step: str = Field(min_length=1, max_length=64, description="The meeting or gate, by its id.")


def invitation_in(request: Request, body: InTurn) -> NewInvitation:
    """Return what people are invited to."""
    require_json(request)
    return model_of(NewInvitation, body, SMALL)


@router.get(
    "/{plan_id}/invitations",
    operation_id="list_invitations",
    summary="Show who was invited and answered what",
    responses=answers(InvitationsAnswer, "Who was invited to what.", "not-acceptable", *LOOKING),
)
def list_invitations(unit: Reading, plan_id: PlanId, asked: Annotated[Page, Query()]) -> Response:
    """Return who was invited to what the reader sees, and what each answered."""
    found = page_of(invitations_of(unit, plan_id), asked, lambda one: (one.step, one.person, oldest_first(one.made_at)))
    return computed(InvitationsAnswer.of(*found))


@router.post(
    "/{plan_id}/invitations",
    operation_id="invite",
    summary="Invite people to a meeting or gate",
    responses=changed_answers(InvitedAnswer, "Who was invited.", *CHANGING),
    openapi_extra=takes(NewInvitation, "What people are invited to."),
)
def send_invitation(
    request: Request,
    unit: Changing,
    plan_id: PlanId,
    new: Annotated[NewInvitation, Depends(invitation_in, scope="function")],
    seen: Seen,
    once: OnceOnly,
) -> Response:
    """Invite by mail everybody who owns or decides a step; who is invited already is told what is other by now.

    Where people of a side invite, and nothing is agreed, that proposes the date to the other side; a tool proposes
    nothing. Accepting in a calendar program agrees to what is proposed, or else proposes it.
    """
    desk = service_of(request).settings.desk

    def do() -> Response:
        if seen is not None:
            refuse_older(seen, view_of(unit, stored_plan(unit, plan_id, to_change=True)))
        sent = invite(unit, plan_id, new.step, desk=desk)
        standing = tuple(map(InvitationAnswer.of, invitations_of(unit, plan_id)))
        revision = view_of(unit, sent.changed.after.stored)
        answer = InvitedAnswer(invited=sent.people, told=sent.told, revision=revision, invitations=standing)
        return tagged_model(answer, revision=revision)

    return once.answer(unit, do)


@router.get(
    "/{plan_id}/replies",
    operation_id="list_plan_replies",
    summary="Show what came by mail about a plan",
    responses=answers(RepliesAnswer, "What came.", "not-acceptable", *LOOKING),
)
def list_replies(unit: Reading, plan_id: PlanId, asked: Annotated[AskedReplies, Query()]) -> Response:
    """Return what came in answer to invitations and is for people to read, newest first; the seller's side sees it."""
    return asked.page_of(replies_of(unit, plan_id, outcomes=asked.outcomes, behind=asked.behind, limit=asked.limit + 1))
