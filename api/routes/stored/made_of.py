"""What the newest version of the template that a plan was made of would give otherwise."""

from __future__ import annotations

from fastapi import APIRouter, Depends
from starlette.responses import Response

from api.accept import json_accepted
from api.declared import LOOKING, tagged_answers
from api.entry import Reading
from api.preconditions import tagged_model
from app.answers.own_templates import TemplateChangesAnswer
from app.plans.opening import open_plan
from app.plans.views import view_of
from app.templates import compared

from .asked import PlanId

router = APIRouter(prefix="/v1/plans", tags=["stored plans"])


@router.get(
    "/{plan_id}/template-changes",
    operation_id="show_template_changes",
    summary="Say what the newest version of a plan's template gives otherwise",
    dependencies=[Depends(json_accepted)],
    responses=tagged_answers(
        {"model": TemplateChangesAnswer, "description": "Each step, critical date and question that differs."}, *LOOKING
    ),
)
def show_template_changes(unit: Reading, plan_id: PlanId) -> Response:
    """Return what differs between the version of the template that the plan was made of and the newest, in words too.

    Only the seller's people see of which template a plan was made. Nothing of the plan is changed.
    """
    opened = open_plan(unit, plan_id)
    plan = opened.seen_by(unit.actor)
    told = compared(unit, plan)
    answer = TemplateChangesAnswer.of(told.found, plan, title=told.title, archived=told.is_archived)
    return tagged_model(answer, revision=view_of(unit, opened.stored))
