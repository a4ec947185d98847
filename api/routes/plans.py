"""Questions about a plan that the caller hands in; nothing of it is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Depends, Path, Request
from starlette.responses import Response

from api.accept import json_accepted, require
from api.answers import computed
from api.asked import Asked, File, Plain, WhatIf, Why, changes_of, kind_named
from api.declared import PLAN_PROBLEMS, answers, files, refusals, takes_plan
from api.gate import PlanInTurn
from api.state import service_of
from app.answers import ChangesAnswer, ExplainAnswer, PlanAnswer
from app.exports import EXPORTS, export
from app.opening import read_now
from app.operations import Change
from app.preview import preview
from app.seen import audience_of, seen

if TYPE_CHECKING:
    from api.body import PlanText
    from app.document import Reading
    from app.projection import Projection

router = APIRouter(prefix="/v1", tags=["plans"])


@router.post(
    "/schedule",
    operation_id="schedule",
    summary="Date every step",
    dependencies=[Depends(json_accepted)],
    responses=answers(PlanAnswer, "The plan with every date.", "not-acceptable", *PLAN_PROBLEMS),
    openapi_extra=takes_plan(),
)
def schedule(request: Request, plan: PlanInTurn, asked: Plain) -> Response:
    """Return how the critical dates stand, what to look at, and every date of every step with what set it."""
    return computed(PlanAnswer.of(opened(request, plan, asked)))


@router.post(
    "/explain",
    operation_id="explain",
    summary="Say why a date is what it is",
    dependencies=[Depends(json_accepted)],
    responses=answers(ExplainAnswer, "The chain behind the date.", "not-acceptable", *PLAN_PROBLEMS),
    openapi_extra=takes_plan(),
)
def explain(request: Request, plan: PlanInTurn, asked: Why) -> Response:
    """Return the chain of causes behind one date of one step, down to its root, in sentences and as values."""
    return computed(ExplainAnswer.of(opened(request, plan, asked), asked.step, asked.date))


@router.post(
    "/what-if",
    operation_id="what_if",
    summary="Say what changes would move",
    dependencies=[Depends(json_accepted)],
    responses=answers(ChangesAnswer, "What moves, and because of what.", "not-acceptable", *PLAN_PROBLEMS),
    openapi_extra=takes_plan(),
)
def what_if(
    request: Request, changes: Annotated[tuple[Change, ...], Depends(changes_of)], plan: PlanInTurn, asked: WhatIf
) -> Response:
    """Make changes one after the other, and return what they do to the dates; nothing of it is kept.

    Changes are typed as on the command line, `?move=go-live=2027-04-01&set=legal-review.duration=20d`, and a plus sign
    in them as `%2B`.
    """
    limits = service_of(request).settings.limits
    found = preview(read(request, plan, asked), changes, file=plan.file, party=asked.audience, limits=limits)
    return computed(ChangesAnswer.of(found.before, found.after))


Kind = Annotated[str, Path(description="What to take the plan away as.", json_schema_extra={"enum": [*EXPORTS]})]


def kind_exported(request: Request, kind: Kind) -> str:
    """Refuse a kind that no plan leaves as, or that the caller does not accept."""
    require(request, kind_named(kind).media_type)
    return kind


@router.post(
    "/export/{kind}",
    operation_id="export",
    summary="Take a plan away as a file",
    responses={200: files(), **refusals("not-found", "not-acceptable", *PLAN_PROBLEMS)},
    openapi_extra=takes_plan(),
)
def take_away(
    request: Request, kind: Annotated[str, Depends(kind_exported)], plan: PlanInTurn, asked: File
) -> Response:
    """Return the plan as a calendar, a sheet, a letter or another kind of file."""
    file = export(opened(request, plan, asked, person=asked.person), kind)
    headers = {"Cache-Control": "no-store", "Content-Disposition": f'attachment; filename="{file.name}"'}
    return Response(file.content, headers=headers, media_type=file.media_type)


def opened(request: Request, plan: PlanText, asked: Asked, *, person: str | None = None) -> Projection:
    """Return the plan with its dates, as whoever is named may see it."""
    reading = read(request, plan, asked)
    audience = audience_of(reading.document, party=asked.audience, person=person)
    return seen(reading, audience=audience)


def read(request: Request, plan: PlanText, asked: Asked) -> Reading:
    """Read the plan, within the limits for strangers."""
    return read_now(plan.text, file=plan.file, as_of=asked.as_of, limits=service_of(request).settings.limits)
