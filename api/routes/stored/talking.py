"""What people say about a stored plan, and the files that they hand each other."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, Request
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response, StreamingResponse

from api.accept import json_accepted
from api.answers import computed
from api.body import require_json
from api.cursors import Page, oldest_first, page_of
from api.declared import CHANGING, LOOKING, answers, created_answers, downloads, refusals, takes, takes_file
from api.downloads import downloaded
from api.entry import Changing, InTurn, Reading
from api.models import SMALL, model_of
from api.once import OnceOnly
from api.state import service_of
from api.uploads import Attaching, Uploaded, UploadOnce
from app.answers.talking import CommentAnswer, CommentsAnswer, FileAnswer, FilesAnswer
from app.plans import (
    attach,
    comment,
    comments,
    erase_comment,
    file_to_download,
    files_of,
    remove_file,
)

from .asked import PlanId

router = APIRouter(prefix="/v1/plans", tags=["stored plans"])


class AskedOfStep(Page):
    """What is asked for of a plan, or of one of its steps."""

    step: str | None = Field(None, description="Of one step alone, by its id.", examples=["legal"])


CommentId = Annotated[str, Path(description="The comment's UUID.", examples=["00000000-0000-4000-8000-000000000007"])]
FileId = Annotated[str, Path(description="The file's UUID.", examples=["00000000-0000-4000-8000-000000000008"])]


class NewComment(BaseModel):
    """Something to say about a plan or a step."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    text: str = Field(min_length=1, max_length=10_000, description="What is said.")
    step: str | None = Field(None, description="The step that it is about; the plan where absent.")
    mentions: list[str] = Field(default_factory=list, max_length=100, description="Ids of people who have to look.")
    private: bool = Field(default=False, description="Whether your own party alone reads it.")


def comment_in(request: Request, body: InTurn) -> NewComment:
    """Return what is said."""
    require_json(request)
    return model_of(NewComment, body, SMALL)


@router.get(
    "/{plan_id}/comments",
    operation_id="list_comments",
    summary="Show what was said about a plan",
    dependencies=[Depends(json_accepted)],
    responses=answers(CommentsAnswer, "What was said, oldest first.", "not-acceptable", *LOOKING),
)
def list_comments(unit: Reading, plan_id: PlanId, asked: Annotated[AskedOfStep, Query()]) -> Response:
    """Return what the reader may read of what was said about a plan, or about one step, page by page."""
    found = page_of(comments(unit, plan_id, asked.step), asked, lambda one: (oldest_first(one.at),))
    return computed(CommentsAnswer.of(*found))


@router.post(
    "/{plan_id}/comments",
    operation_id="add_comment",
    summary="Say something about a plan",
    status_code=201,
    dependencies=[Depends(json_accepted)],
    responses=created_answers(CommentAnswer, "The comment.", *CHANGING, tagged=False),
    openapi_extra=takes(NewComment, "What is said."),
)
def add_comment(
    unit: Changing, plan_id: PlanId, new: Annotated[NewComment, Depends(comment_in, scope="function")], once: OnceOnly
) -> Response:
    """Say something about a plan or a step, to everybody who sees it or to your own party alone."""

    def do() -> Response:
        said = comment(unit, plan_id, new.text, step=new.step, mentions=new.mentions, private=new.private).comment
        return made(CommentAnswer.of(said), f"/v1/plans/{plan_id}/comments/{said.id}")

    return once.answer(unit, do)


@router.delete(
    "/{plan_id}/comments/{comment_id}",
    operation_id="erase_comment",
    summary="Take your words away",
    status_code=204,
    responses={204: {"description": "The words are gone; that something was said stays."}, **refusals(*LOOKING)},
)
def take_away(unit: Changing, plan_id: PlanId, comment_id: CommentId) -> Response:
    """Take your own words away for good; the log still tells that you said something."""
    erase_comment(unit, plan_id, comment_id)
    return Response(status_code=204)


@router.get(
    "/{plan_id}/files",
    operation_id="list_files",
    summary="Show the files of a plan",
    dependencies=[Depends(json_accepted)],
    responses=answers(FilesAnswer, "The files, oldest first.", "not-acceptable", *LOOKING),
)
def list_files(unit: Reading, plan_id: PlanId, asked: Annotated[AskedOfStep, Query()]) -> Response:
    """Return the files that the reader may read, of a plan or of one step, page by page."""
    found = page_of(files_of(unit, plan_id, asked.step), asked, lambda one: (oldest_first(one.at),))
    return computed(FilesAnswer.of(*found))


class AskedUpload(BaseModel):
    """What is said of a file that is handed in."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str = Field(
        min_length=1,
        max_length=300,
        description="What it is called; its ending says what it is.",
        examples=["offer.txt"],
    )
    step: str | None = Field(None, description="The step that it is about; the plan where absent.", examples=["legal"])
    private: bool = Field(default=False, description="Whether your own party alone reads it.", examples=[False])


@router.post(
    "/{plan_id}/files",
    operation_id="attach_file",
    summary="Hand in a file",
    status_code=201,
    dependencies=[Depends(json_accepted)],
    responses=created_answers(FileAnswer, "What is known of the file.", *CHANGING, tagged=False),
    openapi_extra=takes_file(),
)
def attach_file(
    request: Request,
    unit: Attaching,
    plan_id: PlanId,
    asked: Annotated[AskedUpload, Query()],
    upload: Uploaded,
    once: UploadOnce,
) -> Response:
    """Hand in a file, the body as it is, for everybody who sees the plan or the step, or for your own party alone.

    It is taken if it is of a kind that people hand each other about a plan, is what its name says, and cannot run.
    """
    storage = service_of(request).storage()

    def do() -> Response:
        file = attach(
            unit,
            storage,
            plan_id,
            name=asked.name,
            content=upload.content,
            media_type=upload.media_type,
            step=asked.step,
            private=asked.private,
        ).file
        return made(FileAnswer.of(file), f"/v1/plans/{plan_id}/files/{file.id}")

    return once.answer(unit, do)


@router.get(
    "/{plan_id}/files/{file_id}",
    operation_id="download_file",
    summary="Take a file away",
    response_class=StreamingResponse,
    responses={200: downloads(), **refusals(*LOOKING)},
)
def download(request: Request, unit: Reading, plan_id: PlanId, file_id: FileId) -> Response:
    """Return a file to be saved; it is never shown beside the service's pages."""
    return downloaded(file_to_download(unit, service_of(request).storage(), plan_id, file_id))


@router.delete(
    "/{plan_id}/files/{file_id}",
    operation_id="remove_file",
    summary="Remove a file",
    status_code=204,
    responses={204: {"description": "It is gone; that there was one stays."}, **refusals(*LOOKING, "conflict")},
)
def remove(unit: Changing, plan_id: PlanId, file_id: FileId) -> Response:
    """Remove a file that your own side attached; the log still tells that there was one."""
    remove_file(unit, plan_id, file_id)
    return Response(status_code=204)


def made(answer: BaseModel, address: str) -> Response:
    """Return something new with its address."""
    response = computed(answer)
    response.status_code = 201
    response.headers["Location"] = address
    return response
