"""Plans by what another system calls them, such as a CRM its deal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Depends, Path
from starlette.responses import Response

from api.accept import json_accepted
from api.declared import CHANGING, LOOKING, created_answers, tagged_answers, takes_new_plan
from api.entry import Creating, Known, Reading
from api.new_plans import NewPlanInTurn
from api.once import OnceOnly
from api.preconditions import tagged_model
from app.access import admit
from app.answers.stored import CreatedAnswer, StoredPlanAnswer
from app.callers import Right
from app.operations.lookup import refused
from app.plans.external import brought_up_to, called, found_by
from app.store.external_ids import Named

from .asked import AskedOfStored, Plain, opened
from .creating import created
from .presented import presented

if TYPE_CHECKING:
    from api.new_plans import NewPlan
    from app.callers import Caller
    from app.store import Unit

router = APIRouter(prefix="/v1/plans/by-external-id", tags=["stored plans"], dependencies=[Depends(json_accepted)])

System = Annotated[
    str, Path(pattern=r"^[a-z0-9][a-z0-9._-]{0,63}$", description="The other system.", examples=["salesforce"])
]
ExternalId = Annotated[
    str,
    Path(
        pattern=r"^[!-.0-~]{1,200}$",
        description="What it calls the plan, or what the plan is for; without a slash.",
        examples=["0061x00000AbCdE"],
    ),
]


@router.get(
    "/{system}/{external_id}",
    operation_id="find_plan",
    summary="Show the plan that another system calls so",
    responses=tagged_answers({"model": StoredPlanAnswer, "description": "The plan with every date."}, *LOOKING),
)
def find(caller: Known, unit: Reading, system: System, external_id: ExternalId, asked: Plain) -> Response:
    """Return a plan by what another system calls it; nothing of that name is told as a plan that is not there."""
    named = found_by(unit, system, external_id)
    if named is None:
        raise refused("unknown-plan", "there is no such plan; look whether its address is whole")
    admit(unit, caller, named.plan, Right.READ_PLANS)
    return _shown(unit, named, asked)


@router.put(
    "/{system}/{external_id}",
    operation_id="upsert_plan",
    summary="Make the plan of a record, or bring it up to it",
    responses={
        **created_answers(CreatedAnswer, "The new plan.", "unreadable-plan", *CHANGING),
        200: {"model": StoredPlanAnswer, "description": "The plan, which was there, as it is now."},
    },
    openapi_extra=takes_new_plan(),
)
def upsert(
    caller: Known,
    unit: Creating,
    system: System,
    external_id: ExternalId,
    new: NewPlanInTurn,
    once: OnceOnly,
) -> Response:
    """Keep a plan for what another system has a name for; sent again it is not made again.

    Of an order from a template, the customer, the seller and the day that are other than the last time are changed in
    the plan; what people changed in it meanwhile stays. A plan that came as a whole is changed by operations alone.
    """

    def do() -> Response:
        named = found_by(unit, system, external_id, to_name=True)
        if named is None:
            made = new.made(unit, caller)
            plan = made.changed.after.stored.id
            called(unit, Named(system=system, id=external_id, plan=plan), new.record)
            return created(unit, made)
        _bring_up(unit, caller, named, new)
        return _shown(unit, named, AskedOfStored())

    return once.answer(unit, do)


def _bring_up(unit: Unit, caller: Caller, named: Named, new: NewPlan) -> None:
    admit(unit, caller, named.plan, Right.CHANGE_PLANS)
    if new.record is None:
        raise refused("already-there", "the plan is there already; change it by operations")
    brought_up_to(unit, named, new.record, why=new.asked.why)


def _shown(unit: Unit, named: Named, asked: AskedOfStored) -> Response:
    found, projection = opened(unit, named.plan, asked)
    answer = presented(unit, found.stored, projection)
    return tagged_model(answer, revision=answer.revision)
