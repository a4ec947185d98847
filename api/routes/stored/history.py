"""What became of a stored plan: its log, its revisions, and what differs between them."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query
from starlette.responses import Response

from api.accept import json_accepted
from api.answers import computed
from api.body import YAML
from api.cursors import Page, cursor_of, no_cursor, place_in
from api.declared import LOOKING, answers, documents, tagged_answers
from api.entry import Reading
from api.preconditions import tagged
from app.answers.history import DifferencesAnswer, LogAnswer, LogLineAnswer
from app.document import write
from app.document.differences import differences
from app.plans.telling import Place, told_log
from app.plans.text import kept
from app.plans.views import document_seen

from .asked import PlanId
from .showing import form_of_document

router = APIRouter(prefix="/v1/plans", tags=["stored plans"])

MOST = 2**31 - 1
Number = Annotated[int, Path(ge=1, le=MOST, description="The revision, as the reader counts.", examples=[1])]


@router.get(
    "/{plan_id}/log",
    operation_id="show_log",
    summary="Show what was done to a plan",
    dependencies=[Depends(json_accepted)],
    responses=answers(LogAnswer, "What was done, newest first.", "not-acceptable", *LOOKING),
)
def show_log(unit: Reading, plan_id: PlanId, page: Annotated[Page, Query()]) -> Response:
    """Return what was done to the plan, newest first: who, when, what, why, and what it did to the critical dates.

    What the reader does not see is left out; where it moved a date that the reader sees, it shows as a `wait`.
    """
    place = None if page.cursor is None else _place(page.cursor)
    lines, last = told_log(unit, plan_id, after=place, limit=page.limit)
    cursor = None if last is None else cursor_of([last.at.isoformat(), last.told])
    return computed(LogAnswer(lines=tuple(map(LogLineAnswer.of, lines)), next=cursor))


def _place(cursor: str) -> Place:
    at, told = place_in(cursor, str, int)
    try:
        moment = datetime.fromisoformat(at)
    except ValueError:
        raise no_cursor() from None
    if moment.tzinfo is None:
        raise no_cursor()
    return Place(at=moment, told=told)


@router.get(
    "/{plan_id}/revisions/{number}",
    operation_id="show_revision",
    summary="Show an earlier document of a plan",
    responses=tagged_answers(documents("The plan document, as the reader saw it then."), *LOOKING),
)
def show_revision(
    unit: Reading, plan_id: PlanId, number: Number, form: Annotated[str, Depends(form_of_document)]
) -> Response:
    """Return what the plan said in a revision, as JSON, or as YAML where the header Accept asks for it."""
    document = document_seen(unit, plan_id, number)
    return tagged(write(document, "yaml" if form == YAML else "json"), revision=number, media_type=form)


@router.get(
    "/{plan_id}/revisions/{number}/differences",
    operation_id="show_differences",
    summary="Say what differs between two revisions of a plan",
    dependencies=[Depends(json_accepted)],
    responses=answers(DifferencesAnswer, "Each field that differs.", "not-acceptable", *LOOKING),
)
def show_differences(
    unit: Reading,
    plan_id: PlanId,
    number: Number,
    since: Annotated[
        int | None, Query(ge=1, le=MOST, description="Since which; the one before where absent.", examples=[1])
    ] = None,
) -> Response:
    """Return each field that a revision has otherwise than an earlier one, with both values, as the reader sees it."""
    earlier = since if since is not None else max(number - 1, 1)
    old, new = (kept(document_seen(unit, plan_id, one)) for one in (earlier, number))
    return computed(DifferencesAnswer.of(earlier, number, differences(old, new)))
