"""What is done to a stored plan: operations, tried or done, taken back and done again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi import APIRouter, Depends
from starlette.responses import Response

from api.accept import json_accepted
from api.declared import CHANGING, answers, changed_answers, takes
from api.entry import Changing, Reading
from api.once import OnceOnly
from api.operations import Operations, OperationsInTurn
from api.preconditions import Seen, tagged_model
from api.reasons import Back, WayBack
from app.answers import ChangesAnswer
from app.answers.stored import ChangedAnswer
from app.plans import change_plan, preview_change, preview_redo, preview_undo, redo, undo

from .asked import PlanId
from .presented import changed_answer, tried

if TYPE_CHECKING:
    from app.plans import Changed
    from app.store import Unit

router = APIRouter(prefix="/v1/plans", tags=["stored plans"], dependencies=[Depends(json_accepted)])


@router.post(
    "/{plan_id}/operations",
    operation_id="change_plan",
    summary="Change a plan",
    responses=changed_answers(ChangedAnswer, "What it did to the dates.", *CHANGING),
    openapi_extra=takes(Operations, "What is to be done, one after the other and all or none."),
)
def change(unit: Changing, plan_id: PlanId, seen: Seen, asked: OperationsInTurn, once: OnceOnly) -> Response:
    """Do operations on the newest state of a plan, and return its new revision and every date that moves.

    With `seen`, or the header `If-Match`, a change is refused (409, with both values) where somebody changed the same
    field since; all other changes merge.
    """

    def do() -> Response:
        known = asked.seen_revision(unit, plan_id, seen)
        return changed(unit, change_plan(unit, plan_id, asked.verbs, seen=known, why=asked.why))

    return once.answer(unit, do)


@router.post(
    "/{plan_id}/operations/preview",
    operation_id="preview_change",
    summary="Say what a change of a plan would move",
    responses=answers(ChangesAnswer, "What it would move, and because of what.", "not-acceptable", *CHANGING),
    openapi_extra=takes(Operations, "What would be done."),
)
def preview(unit: Reading, plan_id: PlanId, seen: Seen, asked: OperationsInTurn) -> Response:
    """Return what operations would do to the dates, just as they would be done; nothing of it is kept."""
    known = asked.seen_revision(unit, plan_id, seen)
    return tried(unit, *preview_change(unit, plan_id, asked.verbs, seen=known))


@router.post(
    "/{plan_id}/undo",
    operation_id="undo",
    summary="Take back your latest change",
    responses=changed_answers(ChangedAnswer, "What that did to the dates.", *CHANGING),
    openapi_extra=takes(WayBack, "What you saw, and why, if that is to be said.", required=False),
)
def take_back(unit: Changing, plan_id: PlanId, seen: Seen, said: Back, once: OnceOnly) -> Response:
    """Take your own latest change back on the newest state; refused (409) where somebody changed the same later.

    With `seen`, or the header `If-Match`, it is refused (409) too where you did something yourself since: so the same
    request twice takes one change back, and one of two tabs does not take back what the other did.
    """

    def do() -> Response:
        known = said.seen_revision(unit, plan_id, seen)
        return changed(unit, undo(unit, plan_id, seen=known, why=said.why))

    return once.answer(unit, do)


@router.post(
    "/{plan_id}/undo/preview",
    operation_id="preview_undo",
    summary="Say what taking your latest change back would move",
    responses=answers(ChangesAnswer, "What it would move, and because of what.", "not-acceptable", *CHANGING),
    openapi_extra=takes(WayBack, "What you saw.", required=False),
)
def preview_of_undo(unit: Reading, plan_id: PlanId, seen: Seen, said: Back) -> Response:
    """Return what `undo` would do to the dates, just as it would be done; nothing of it is kept."""
    return tried(unit, *preview_undo(unit, plan_id, seen=said.seen_revision(unit, plan_id, seen)))


@router.post(
    "/{plan_id}/redo",
    operation_id="redo",
    summary="Do again what you took back",
    responses=changed_answers(ChangedAnswer, "What that did to the dates.", *CHANGING),
    openapi_extra=takes(WayBack, "What you saw, and why, if that is to be said.", required=False),
)
def do_again(unit: Changing, plan_id: PlanId, seen: Seen, said: Back, once: OnceOnly) -> Response:
    """Do again what you took back last, if you have changed nothing since; `seen` and `If-Match` as for `undo`."""

    def do() -> Response:
        known = said.seen_revision(unit, plan_id, seen)
        return changed(unit, redo(unit, plan_id, seen=known, why=said.why))

    return once.answer(unit, do)


@router.post(
    "/{plan_id}/redo/preview",
    operation_id="preview_redo",
    summary="Say what doing again what you took back would move",
    responses=answers(ChangesAnswer, "What it would move, and because of what.", "not-acceptable", *CHANGING),
    openapi_extra=takes(WayBack, "What you saw.", required=False),
)
def preview_of_redo(unit: Reading, plan_id: PlanId, seen: Seen, said: Back) -> Response:
    """Return what `redo` would do to the dates, just as it would be done; nothing of it is kept."""
    return tried(unit, *preview_redo(unit, plan_id, seen=said.seen_revision(unit, plan_id, seen)))


def changed(unit: Unit, done: Changed) -> Response:
    """Return what was done with the plan's new tag."""
    answer = changed_answer(unit, done)
    return tagged_model(answer, revision=answer.revision)
