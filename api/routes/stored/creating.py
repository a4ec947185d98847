"""New plans: from a document, a template, a sheet, or another plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi import APIRouter, Depends
from starlette.responses import Response

from api.accept import json_accepted
from api.declared import CHANGING, created_answers, takes_new_plan
from api.entry import Creating, Known
from api.new_plans import NewPlanInTurn
from api.once import OnceOnly
from api.preconditions import tagged_model
from app.answers.stored import CreatedAnswer, columns_of, notes_of
from app.plans.showing import shown

from .presented import presented

if TYPE_CHECKING:
    from api.new_plans import Made
    from app.store import Unit

router = APIRouter(prefix="/v1/plans", tags=["stored plans"])


@router.post(
    "",
    operation_id="create_plan",
    summary="Keep a new plan",
    status_code=201,
    dependencies=[Depends(json_accepted)],
    responses=created_answers(CreatedAnswer, "The new plan.", "unreadable-plan", *CHANGING),
    openapi_extra=takes_new_plan(),
)
def create(caller: Known, unit: Creating, new: NewPlanInTurn, once: OnceOnly) -> Response:
    """Keep a plan document, or a plan from a template, a sheet or another plan, and return it with its dates.

    What the body is, its `Content-Type` says; JSON with a `from` in it is an order for a plan from something else.
    """
    return once.answer(unit, lambda: created(unit, new.made(unit, caller)))


def created(unit: Unit, made: Made) -> Response:
    """Return a new plan with the address that it has from now on."""
    after = made.changed.after
    seen = presented(unit, after.stored, shown(unit.actor, after.projections))
    answer = CreatedAnswer(
        **{name: getattr(seen, name) for name in type(seen).model_fields},
        columns=columns_of(made.columns),
        notes=notes_of(made.notes),
    )
    address = f"/v1/plans/{after.stored.id}"
    return tagged_model(answer, revision=answer.revision, status=201, Location=address)
