"""Who answers for a stored plan, and which other members change it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Depends, Path
from pydantic import Field
from starlette.responses import Response

from api.accept import json_accepted
from api.answers import computed
from api.declared import LOOKING, answers
from api.entry import Reading, writing
from app.answers.values import Answer
from app.callers import Right
from app.operations.lookup import refused
from app.plans.answerable import hand_over, share_with
from app.plans.opening import stored_plan
from app.store import Unit
from app.store.sharing import shared_with
from scheduler.plan import SELLER

from .asked import PlanId

if TYPE_CHECKING:
    from app.store.plans import StoredPlan

router = APIRouter(prefix="/v1/plans", tags=["stored plans"], dependencies=[Depends(json_accepted)])

Sharing = Annotated[Unit, Depends(writing(Right.SHARE_PLANS), scope="function")]
MemberId = Annotated[str, Path(max_length=64, description="The member's id.", examples=["m-ana"])]


class AnswerableAnswer(Answer):
    """Who changes a plan."""

    owner: str | None = Field(description="The member who answers for it.")
    members: tuple[str, ...] = Field(description="The other members who change it; admins change every plan.")


@router.get(
    "/{plan_id}/members",
    operation_id="show_members",
    summary="Show who changes a plan",
    responses=answers(AnswerableAnswer, "The owner, and the others.", "not-acceptable", *LOOKING),
)
def show(unit: Reading, plan_id: PlanId) -> Response:
    """Return who answers for a plan, and which other members change it; the seller's people alone are told."""
    if unit.actor.party not in {None, SELLER}:
        raise refused("members-only", "only a member of the workspace does this; ask the one who answers for the plan")
    return _answer(unit, stored_plan(unit, plan_id))


@router.put(
    "/{plan_id}/members/{member_id}",
    operation_id="share_plan",
    summary="Let a member change a plan",
    responses=answers(AnswerableAnswer, "The owner, and the others.", "not-acceptable", *LOOKING),
)
def share(unit: Sharing, plan_id: PlanId, member_id: MemberId) -> Response:
    """Let another member of the workspace change a plan that is not its own."""
    share_with(unit, plan_id, member_id, shared=True)
    return _answer(unit, stored_plan(unit, plan_id))


@router.delete(
    "/{plan_id}/members/{member_id}",
    operation_id="unshare_plan",
    summary="Let a member change a plan no longer",
    responses=answers(AnswerableAnswer, "The owner, and the others.", "not-acceptable", *LOOKING),
)
def unshare(unit: Sharing, plan_id: PlanId, member_id: MemberId) -> Response:
    """Let a member change a plan no longer that is not its own."""
    share_with(unit, plan_id, member_id, shared=False)
    return _answer(unit, stored_plan(unit, plan_id))


@router.put(
    "/{plan_id}/owner/{member_id}",
    operation_id="hand_over_plan",
    summary="Let a member answer for a plan",
    responses=answers(AnswerableAnswer, "The owner, and the others.", "not-acceptable", *LOOKING),
)
def give(unit: Sharing, plan_id: PlanId, member_id: MemberId) -> Response:
    """Let a member of the workspace answer for a plan."""
    return _answer(unit, hand_over(unit, plan_id, member_id))


def _answer(unit: Unit, stored: StoredPlan) -> Response:
    return computed(AnswerableAnswer(owner=stored.owner, members=tuple(sorted(shared_with(unit, stored.id)))))
