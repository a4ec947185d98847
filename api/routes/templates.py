"""Reusable plans: which there are, what they ask, and a plan made from one."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Request
from starlette.responses import Response

from api.accept import json_accepted
from api.answers import JSON, kept
from api.declared import lists
from app.answers.templates import TemplateAnswer, TemplatesAnswer
from templates_library import template, templates

router = APIRouter(prefix="/v1/templates", tags=["templates"], dependencies=[Depends(json_accepted)])

TemplateId = Annotated[str, Path(description="The template's id.", examples=["mid-market-saas"])]


@router.get(
    "",
    operation_id="list_templates",
    summary="List the templates",
    responses=lists("All templates.", TemplatesAnswer),
)
def list_templates(request: Request) -> Response:
    """Return every template: when to use it, what it asks, which parts it has."""
    return kept(request, TemplatesAnswer.of(templates()).model_dump_json(), JSON)


@router.get(
    "/{template_id}",
    operation_id="show_template",
    summary="Show a template",
    responses=lists("The template.", TemplateAnswer, "not-found"),
)
def show_template(request: Request, template_id: TemplateId) -> Response:
    """Return one template with the questions that fit it to a deal."""
    return kept(request, TemplateAnswer.of(template(template_id)).model_dump_json(), JSON)
