"""Who asks, and the workspace where that one is."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

from api.accept import json_accepted
from api.answers import computed
from api.body import require_json
from api.declared import answers, takes
from api.entry import InTurn, Known, Present, reading, writing
from api.models import SMALL, model_of
from app.accounts.membership import rename_workspace
from app.accounts.own import myself
from app.answers.people import MeAnswer, WorkspaceAnswer
from app.callers import Right
from app.store import Unit
from app.store.workspaces import workspace_of

from .declaring import CHANGING, LISTING

router = APIRouter(prefix="/v1", tags=["people"], dependencies=[Depends(json_accepted)])

Looking = Annotated[Unit, Depends(reading(Right.READ_PORTFOLIO), scope="function")]
Managing = Annotated[Unit, Depends(writing(Right.MANAGE_MEMBERS), scope="function")]


class WorkspaceChange(BaseModel):
    """What shall be otherwise about a workspace."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str = Field(min_length=1, max_length=200, description="What its people call it.")


def change_in(request: Request, body: InTurn) -> WorkspaceChange:
    """Return what shall be otherwise."""
    require_json(request)
    return model_of(WorkspaceChange, body, SMALL)


@router.get(
    "/me",
    operation_id="show_me",
    summary="Show who you are",
    responses=answers(MeAnswer, "Who asks.", "not-acceptable", "unauthenticated", "busy"),
)
def show_me(unit: Present, caller: Known) -> Response:
    """Return who shows the credential of the request, what that one may do, and where."""
    return computed(MeAnswer.of(myself(unit, caller)))


@router.get(
    "/workspace",
    operation_id="show_workspace",
    summary="Show the workspace",
    responses=answers(WorkspaceAnswer, "The workspace.", "not-acceptable", *LISTING),
)
def show(unit: Looking) -> Response:
    """Return what the workspace is called; who reads its portfolio reads that."""
    return computed(WorkspaceAnswer.of(workspace_of(unit)))


@router.patch(
    "/workspace",
    operation_id="change_workspace",
    summary="Rename the workspace",
    responses=answers(WorkspaceAnswer, "The workspace as it is now.", "not-acceptable", *CHANGING),
    openapi_extra=takes(WorkspaceChange, "What shall be otherwise."),
)
def change(unit: Managing, asked: Annotated[WorkspaceChange, Depends(change_in, scope="function")]) -> Response:
    """Give the workspace another name."""
    return computed(WorkspaceAnswer.of(rename_workspace(unit, asked.name)))
