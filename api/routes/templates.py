"""Reusable plans: which there are, what they ask, and a plan made from one."""

from __future__ import annotations

from typing import Annotated
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Depends, Path, Request
from starlette.responses import Response

from api.accept import json_accepted, require
from api.answers import kept
from api.body import JSON, YAML
from api.declared import ORDER_PROBLEMS, documents, lists, refusals, takes
from api.order import OrderInTurn, PlanOrder
from app.answers.templates import TemplateAnswer, TemplatesAnswer
from app.clock import today
from app.document import write
from app.new_plan import new_plan
from templates_library import template, templates

router = APIRouter(prefix="/v1/templates", tags=["templates"])

TemplateId = Annotated[str, Path(description="The template's id.", examples=["mid-market-saas"])]


@router.get(
    "",
    operation_id="list_templates",
    summary="List the templates",
    dependencies=[Depends(json_accepted)],
    responses=lists("All templates.", TemplatesAnswer),
)
def list_templates(request: Request) -> Response:
    """Return every template: when to use it, what it asks, which parts it has."""
    return kept(request, TemplatesAnswer.of(templates()).model_dump_json(), JSON)


@router.get(
    "/{template_id}",
    operation_id="show_template",
    summary="Show a template",
    dependencies=[Depends(json_accepted)],
    responses=lists("The template.", TemplateAnswer, "not-found"),
)
def show_template(request: Request, template_id: TemplateId) -> Response:
    """Return one template with the questions that fit it to a deal."""
    return kept(request, TemplateAnswer.of(template(template_id)).model_dump_json(), JSON)


def form_of_document(request: Request) -> str:
    """Return whether the caller takes a plan document rather as JSON or as YAML."""
    return require(request, JSON, YAML)


@router.post(
    "/{template_id}/plan",
    operation_id="make_plan",
    summary="Make a plan from a template",
    responses={
        200: documents("The plan document, with the holidays of its years written into it."),
        **refusals("not-found", "not-acceptable", *ORDER_PROBLEMS),
    },
    openapi_extra=takes(PlanOrder, "What the plan is made for."),
)
def make_plan(template_id: TemplateId, form: Annotated[str, Depends(form_of_document)], order: OrderInTurn) -> Response:
    """Return a plan document that can be handed in as it is; nothing of it is kept."""
    reading = new_plan(template_id, as_of=order.as_of or today(ZoneInfo("UTC")), **order.deal)
    content = write(reading.document, "yaml" if form == YAML else "json")
    return Response(content, headers={"Cache-Control": "no-store"}, media_type=form)
