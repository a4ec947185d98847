"""Reusable plans: which there are, what they ask, and a plan made from one."""

from __future__ import annotations

from typing import Annotated
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Depends, Path, Query, Request
from pydantic import Field
from starlette.responses import Response

from api.accept import json_accepted, require
from api.answers import kept
from api.body import JSON, YAML
from api.cursors import Page, cursor_of, no_cursor, place_in
from api.declared import ORDER_PROBLEMS, documents, lists, refusals, takes
from api.order import OrderInTurn, PlanOrder
from api.preconditions import tagged
from api.shelf import Shelved
from app.answers.templates import TemplateAnswer, TemplatesAnswer
from app.clock import today
from app.document import write
from app.new_plan import new_plan
from templates_library import templates

router = APIRouter(prefix="/v1/templates", tags=["templates"])

TemplateId = Annotated[str, Path(max_length=200, description="The template's id.", examples=["mid-market-saas"])]
OWN, READY_MADE = "own", "ready-made"
"""Where in the list somebody has read."""


class AskedTemplates(Page):
    """Which templates are wanted."""

    archived: bool = Field(
        default=False, description="Also those of the workspace that were put away.", examples=[False]
    )


@router.get(
    "",
    operation_id="list_templates",
    summary="List the templates",
    dependencies=[Depends(json_accepted)],
    responses=lists("The templates.", TemplatesAnswer, "unauthenticated", "wrong-request"),
)
def list_templates(request: Request, shelf: Shelved, asked: Annotated[AskedTemplates, Query()]) -> Response:
    """Return templates: when to use each, what it asks, which parts it has.

    Who shows a credential that makes plans finds the workspace's own there too, before the ready-made ones.
    """
    kind, after = (OWN, "") if asked.cursor is None else place_in(asked.cursor, str, str)
    found: list[TemplateAnswer] = []
    if kind == OWN:
        own = shelf.own(archived=asked.archived, after=after, limit=asked.limit + 1)
        found += [TemplateAnswer.of(one, own=True, archived=kept.archived_at is not None) for kept, one in own]
    found += _ready_made("" if kind == OWN else after)
    shown = found[: asked.limit]
    cursor = None
    if len(found) > len(shown):
        cursor = cursor_of([OWN if shown[-1].own else READY_MADE, shown[-1].id])
    return _answered(request, shelf, TemplatesAnswer(templates=tuple(shown), next=cursor).model_dump_json(), JSON)


def _ready_made(after: str) -> list[TemplateAnswer]:
    """Return the ready-made templates behind one."""
    every = [TemplateAnswer.of(one) for one in templates()]
    if not after:
        return every
    at = next((at for at, one in enumerate(every) if one.id == after), None)
    if at is None:
        raise no_cursor()
    return every[at + 1 :]


@router.get(
    "/{template_id}",
    operation_id="show_template",
    summary="Show a template",
    responses=lists(
        "The template; with `Accept: application/yaml` as it is written.",
        TemplateAnswer,
        "unauthenticated",
        "not-found",
        "wrong-request",
    ),
)
def show_template(request: Request, shelf: Shelved, template_id: TemplateId) -> Response:
    """Return one template with the questions that fit it to a deal, or as YAML how it is written."""
    form = require(request, JSON, YAML)
    found = shelf.found(template_id)
    if form == YAML:
        return _answered(request, shelf, found.text, YAML, found.template.version)
    own = found.own
    answer = TemplateAnswer.of(
        found.template, own=own is not None, archived=own is not None and own.archived_at is not None
    )
    return _answered(request, shelf, answer.model_dump_json(), JSON, found.template.version)


def _answered(request: Request, shelf: Shelved, content: str, media_type: str, version: int = 0) -> Response:
    """Return what is the same for everybody, or what is for those of one workspace."""
    if shelf.caller is None:
        answer = kept(request, content, media_type)
        answer.headers["Vary"] = "Authorization, Cookie"
        return answer
    return tagged(content, revision=version, media_type=media_type)


def form_of_document(request: Request) -> str:
    """Return whether the caller takes a plan document rather as JSON or as YAML."""
    return require(request, JSON, YAML)


@router.post(
    "/{template_id}/plan",
    operation_id="make_plan",
    summary="Make a plan from a template",
    responses={
        200: documents("The plan document, with the holidays of its years written into it."),
        **refusals("unauthenticated", "not-found", "not-acceptable", "conflict", *ORDER_PROBLEMS),
    },
    openapi_extra=takes(PlanOrder, "What the plan is made for."),
)
def make_plan(
    template_id: TemplateId, form: Annotated[str, Depends(form_of_document)], shelf: Shelved, order: OrderInTurn
) -> Response:
    """Return a plan document that can be handed in as it is; nothing of it is kept."""
    library = shelf.library(template_id)
    reading = new_plan(template_id, library, as_of=order.as_of or today(ZoneInfo("UTC")), **order.deal)
    content = write(reading.document, "yaml" if form == YAML else "json")
    return Response(content, headers={"Cache-Control": "no-store"}, media_type=form)
