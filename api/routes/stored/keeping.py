"""Plans that are put away, taken up again, or erased."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi import APIRouter, Depends
from starlette.responses import Response

from api.accept import json_accepted
from api.declared import CHANGING, LOOKING, answers, changed_answers, refusals, takes
from api.entry import Changing, Erasing, Reading
from api.once import OnceOnly
from api.preconditions import Seen, refuse_older, tagged_model
from api.reasons import Reason, Said
from app.answers import ChangesAnswer
from app.answers.stored import ChangedAnswer
from app.plans import archive_plan, erase_plan, preview_restore, restore_plan
from app.plans.opening import stored_plan
from app.plans.views import view_of

from .asked import PlanId
from .presented import changed_answer, tried

if TYPE_CHECKING:
    from app.store import Unit

router = APIRouter(prefix="/v1/plans", tags=["stored plans"])


@router.delete(
    "/{plan_id}",
    operation_id="erase_plan",
    summary="Erase a plan for good",
    status_code=204,
    responses={
        204: {"description": "It is gone, with its history and its files."},
        **refusals(*LOOKING, "precondition"),
    },
)
def erase(unit: Erasing, plan_id: PlanId, seen: Seen) -> Response:
    """Erase a plan, archived or not, with all that belongs to it: nobody brings it back."""
    _refuse_unseen(unit, plan_id, seen)
    erase_plan(unit, plan_id)
    return Response(status_code=204)


@router.post(
    "/{plan_id}/archive",
    operation_id="archive_plan",
    summary="Put a plan away",
    dependencies=[Depends(json_accepted)],
    responses=changed_answers(ChangedAnswer, "The plan as it stays.", *CHANGING),
    openapi_extra=takes(Reason, "Why, if that is to be said.", required=False),
)
def archive(unit: Changing, plan_id: PlanId, seen: Seen, said: Said, once: OnceOnly) -> Response:
    """Put a plan away: it stays as it is, no day passes in it, and nobody changes it until it is restored."""

    def do() -> Response:
        _refuse_unseen(unit, plan_id, seen)
        answer = changed_answer(unit, archive_plan(unit, plan_id, why=said.why))
        return tagged_model(answer, revision=answer.revision)

    return once.answer(unit, do)


@router.post(
    "/{plan_id}/restore",
    operation_id="restore_plan",
    summary="Take a plan up again",
    dependencies=[Depends(json_accepted)],
    responses=changed_answers(ChangedAnswer, "The plan as it is now.", *CHANGING),
    openapi_extra=takes(Reason, "Why, if that is to be said.", required=False),
)
def restore(unit: Changing, plan_id: PlanId, seen: Seen, said: Said, once: OnceOnly) -> Response:
    """Take a plan up again; the days for which it was away pass at once, and are booked to the waiting."""

    def do() -> Response:
        _refuse_unseen(unit, plan_id, seen)
        answer = changed_answer(unit, restore_plan(unit, plan_id, why=said.why))
        return tagged_model(answer, revision=answer.revision)

    return once.answer(unit, do)


@router.post(
    "/{plan_id}/restore/preview",
    operation_id="preview_restore",
    summary="Say what taking a plan up again would move",
    dependencies=[Depends(json_accepted)],
    responses=answers(
        ChangesAnswer, "What the days that it was away would move.", "not-acceptable", "conflict", *LOOKING
    ),
)
def preview_of_restore(unit: Reading, plan_id: PlanId) -> Response:
    """Return what `restore` would do to the dates; nothing of it is kept. To archive or erase a plan moves none."""
    return tried(unit, *preview_restore(unit, plan_id))


def _refuse_unseen(unit: Unit, plan_id: str, seen: int | None) -> None:
    refuse_older(seen, view_of(unit, stored_plan(unit, plan_id)))
