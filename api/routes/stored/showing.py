"""A stored plan as its readers see it: with its dates, as a document, as a file, and why a date is what it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from api.accept import json_accepted, require
from api.body import JSON, YAML
from api.declared import LOOKING, documents, files, tagged_answers
from api.entry import Reading
from api.preconditions import tagged, tagged_model
from api.routes.plans import kind_exported
from app.answers import ExplainAnswer
from app.answers.stored import StoredPlanAnswer
from app.document import write
from app.exports import export
from app.plans.remembering import rendered
from app.plans.showing import own_eyes
from app.plans.views import view_of
from app.templates import library_used

from .asked import File, Plain, PlanId, Why, opened
from .presented import presented

if TYPE_CHECKING:
    from app.projection import Projection
    from app.store import Unit
    from app.store.plans import StoredPlan

router = APIRouter(prefix="/v1/plans", tags=["stored plans"])


@router.get(
    "/{plan_id}",
    operation_id="show_plan",
    summary="Show a plan with its dates",
    dependencies=[Depends(json_accepted)],
    responses=tagged_answers({"model": StoredPlanAnswer, "description": "The plan with every date."}, *LOOKING),
)
def show_plan(unit: Reading, plan_id: PlanId, asked: Plain) -> Response:
    """Return how the critical dates stand, what to look at, and every date of every step with what set it."""
    found, projection = opened(unit, plan_id, asked)
    if asked.audience is not None:
        answer = presented(unit, found.stored, projection)
        return tagged_model(answer, revision=answer.revision)
    revision, stored = view_of(unit, found.stored), found.stored
    kind = f"answer {revision} {stored.archived_at is not None} {stored.owner}"
    content = rendered(unit, found, own_eyes(unit.actor), kind, lambda seen: _written(unit, stored, seen))
    return tagged(content, revision=revision)


def _written(unit: Unit, stored: StoredPlan, projection: Projection) -> bytes:
    return presented(unit, stored, projection).model_dump_json().encode()


def form_of_document(request: Request) -> str:
    """Return whether the caller takes a plan document rather as JSON or as YAML."""
    return require(request, JSON, YAML)


@router.get(
    "/{plan_id}/document",
    operation_id="show_document",
    summary="Show a plan's document",
    responses=tagged_answers(documents("The plan document, as the reader sees it."), *LOOKING),
)
def show_document(
    unit: Reading, plan_id: PlanId, form: Annotated[str, Depends(form_of_document)], asked: Plain
) -> Response:
    """Return what the plan says, as JSON, or as YAML where the header Accept asks for it."""
    found, projection = opened(unit, plan_id, asked)
    content = write(projection.document, "yaml" if form == YAML else "json")
    return tagged(content, revision=view_of(unit, found.stored), media_type=form)


@router.get(
    "/{plan_id}/export/{kind}",
    operation_id="export_plan",
    summary="Take a stored plan away as a file",
    responses=tagged_answers(files(), *LOOKING),
)
def export_plan(unit: Reading, plan_id: PlanId, kind: Annotated[str, Depends(kind_exported)], asked: File) -> Response:
    """Return the plan as a calendar, a sheet, a letter or another kind of file."""
    found, projection = opened(unit, plan_id, asked, person=asked.person)
    file = export(projection, kind)
    headers = {"Content-Disposition": f'attachment; filename="{file.name}"'}
    revision = view_of(unit, found.stored)
    return tagged(file.content, revision=revision, media_type=file.media_type, headers=headers)


@router.get(
    "/{plan_id}/explain",
    operation_id="explain_plan",
    summary="Say why a date of a stored plan is what it is",
    dependencies=[Depends(json_accepted)],
    responses=tagged_answers({"model": ExplainAnswer, "description": "The chain behind the date."}, *LOOKING),
)
def explain_plan(unit: Reading, plan_id: PlanId, asked: Why) -> Response:
    """Return the chain of causes behind one date of one step, down to its root, in sentences and as values."""
    found, projection = opened(unit, plan_id, asked)
    library = library_used(unit, projection.document.template)
    answer = ExplainAnswer.of(projection, asked.step, asked.date, library)
    return tagged_model(answer, revision=view_of(unit, found.stored))
