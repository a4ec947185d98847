"""A workspace's own templates: put in, looked at version by version, put away and taken up again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Depends, Path, Query, Request
from starlette.responses import Response

from api.accept import json_accepted, require
from api.answers import computed
from api.body import JSON, YAML, media_type_of
from api.cursors import Page, cursor_of, place_in
from api.declared import CHANGING, LOOKING, answers, changed_answers, created_answers, tagged_answers, takes_template
from api.entry import InTurn, reading, writing
from api.once import OnceOnly
from api.preconditions import Seen, refuse_older, tagged, tagged_model
from api.problems import BODY
from app.answers.own_templates import TemplateVersionsAnswer
from app.answers.templates import TemplateAnswer
from app.callers import Right
from app.store import Unit
from app.store.templates import versions
from app.templates import archive_template, newest_version, of_workspace, put_template, restore_template
from app.templates.finding import kept_version, library_in, newest_library
from templates_library import template

if TYPE_CHECKING:
    from app.store.templates import OwnTemplate

router = APIRouter(prefix="/v1/templates", tags=["templates"])

Managing = Annotated[Unit, Depends(writing(Right.MANAGE_TEMPLATES), scope="function")]
Looking = Annotated[Unit, Depends(reading(Right.CREATE_PLANS), scope="function")]
OwnId = Annotated[str, Path(max_length=200, description="The template's id.", examples=["portal-roll-out"])]
Number = Annotated[int, Path(ge=1, le=2**31 - 1, description="The version.", examples=[1])]


@router.put(
    "/{template_id}",
    operation_id="put_template",
    summary="Put a template of your own in",
    dependencies=[Depends(json_accepted)],
    responses={
        **created_answers(TemplateAnswer, "The new template.", "unreadable-template", *CHANGING),
        200: changed_answers(TemplateAnswer, "The template, which was there, as it is now.")[200],
    },
    openapi_extra=takes_template(),
)
def put(request: Request, unit: Managing, template_id: OwnId, body: InTurn, seen: Seen, once: OnceOnly) -> Response:
    """Keep a template, YAML or JSON; where it says something else than before it is a new version beside the old ones.

    Every mistake is told with its line and path. Plans stay of the version that they were made of.
    """
    file = BODY[media_type_of(request) == JSON]

    def do() -> Response:
        refuse_older(seen, newest_version(unit, template_id))
        made = put_template(unit, template_id, body, file=file)
        headers = {"Location": f"/v1/templates/{template_id}"} if made.is_new else {}
        return _shown(unit, made.own, status=201 if made.is_new else 200, **headers)

    return once.answer(unit, do)


@router.get(
    "/{template_id}/versions",
    operation_id="list_template_versions",
    summary="List the versions of a template of your own",
    dependencies=[Depends(json_accepted)],
    responses=answers(TemplateVersionsAnswer, "The versions, newest first.", "not-acceptable", *LOOKING),
)
def list_versions(unit: Looking, template_id: OwnId, page: Annotated[Page, Query()]) -> Response:
    """Return when each version was put in, and by whom."""
    of_workspace(unit, template_id)
    below = None if page.cursor is None else place_in(page.cursor, int)[0]
    found = versions(unit, template_id, below=below, limit=page.limit + 1)
    shown = found[: page.limit]
    return computed(
        TemplateVersionsAnswer.of(shown, cursor_of([shown[-1].number]) if len(found) > len(shown) else None)
    )


@router.get(
    "/{template_id}/versions/{number}",
    operation_id="show_template_version",
    summary="Show a version of a template of your own",
    responses=tagged_answers(
        {"model": TemplateAnswer, "description": "The version; with `Accept: application/yaml` as it was written."},
        *LOOKING,
    ),
)
def show_version(request: Request, unit: Looking, template_id: OwnId, number: Number) -> Response:
    """Return a version with what it asks, or as YAML how it was written."""
    form = require(request, JSON, YAML)
    own = of_workspace(unit, template_id)
    kept = kept_version(unit, template_id, number)
    if form == YAML:
        return tagged(kept.text or "", revision=number, media_type=YAML)
    shown = template(template_id, library_in(kept.content))
    answer = TemplateAnswer.of(shown, own=True, archived=own.archived_at is not None)
    return tagged_model(answer, revision=number)


@router.post(
    "/{template_id}/archive",
    operation_id="archive_template",
    summary="Put a template of your own away",
    dependencies=[Depends(json_accepted)],
    responses=changed_answers(TemplateAnswer, "The template as it stays.", *CHANGING),
)
def archive(unit: Managing, template_id: OwnId, seen: Seen, once: OnceOnly) -> Response:
    """Put a template away: plans of it stay what they are, and nothing new is made of it until it is restored."""

    def do() -> Response:
        refuse_older(seen, newest_version(unit, template_id))
        return _shown(unit, archive_template(unit, template_id))

    return once.answer(unit, do)


@router.post(
    "/{template_id}/restore",
    operation_id="restore_template",
    summary="Take a template of your own up again",
    dependencies=[Depends(json_accepted)],
    responses=changed_answers(TemplateAnswer, "The template as it is now.", *CHANGING),
)
def restore(unit: Managing, template_id: OwnId, seen: Seen, once: OnceOnly) -> Response:
    """Take a template up again that was put away."""

    def do() -> Response:
        refuse_older(seen, newest_version(unit, template_id))
        return _shown(unit, restore_template(unit, template_id))

    return once.answer(unit, do)


def _shown(unit: Unit, own: OwnTemplate, *, status: int = 200, **headers: str) -> Response:
    shown = template(own.id, newest_library(unit, own))
    answer = TemplateAnswer.of(shown, own=True, archived=own.archived_at is not None)
    return tagged_model(answer, revision=own.version, status=status, **headers)
