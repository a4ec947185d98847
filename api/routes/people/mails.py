"""Mails of the workspace that did not arrive."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query
from starlette.responses import Response

from api.accept import json_accepted
from api.answers import computed
from api.cursors import USUAL, Page, cursor_of, moment_in, oldest_first, place_in
from api.declared import answers, changed_answers
from api.entry import reading, writing
from api.once import OnceOnly
from app.accounts.failed_mails import failed_mails, resend, resend_all, stopped
from app.answers.mails import FailedMailsAnswer
from app.callers import Right
from app.store import Unit
from app.store.mails import Place

from .declaring import ENDING, LISTING

router = APIRouter(prefix="/v1/failed-mails", tags=["people"], dependencies=[Depends(json_accepted)])

Listing = Annotated[Unit, Depends(reading(Right.MANAGE_MEMBERS), scope="function")]
Managing = Annotated[Unit, Depends(writing(Right.MANAGE_MEMBERS), scope="function")]
MailId = Annotated[
    str,
    Path(max_length=64, description="The mail's UUID.", examples=["00000000-0000-4000-8000-0000000000f1"]),
]


@router.get(
    "",
    operation_id="list_failed_mails",
    summary="List mails that did not arrive",
    responses=answers(FailedMailsAnswer, "What failed, and why.", "not-acceptable", "wrong-request", *LISTING),
)
def list_failed(unit: Listing, asked: Annotated[Page, Query()]) -> Response:
    """Return the mails of the workspace that failed, page by page; the first has to whom nothing is sent any more."""
    behind = None
    if asked.cursor is not None:
        at, mail = place_in(asked.cursor, int, str)
        behind = Place(made_at=moment_in(at), id=mail)
    return _shown(unit, behind=behind, limit=asked.limit)


@router.post(
    "/resend",
    operation_id="resend_failed_mails",
    summary="Send all mails again that failed",
    responses=changed_answers(FailedMailsAnswer, "What is left.", *ENDING, tagged=False),
)
def send_all_again(unit: Managing, once: OnceOnly) -> Response:
    """Send every mail again that failed and whose words are kept, each as the same message."""

    def do() -> Response:
        resend_all(unit)
        return _shown(unit)

    return once.answer(unit, do)


@router.post(
    "/{mail_id}/resend",
    operation_id="resend_failed_mail",
    summary="Send a mail again that failed",
    responses=changed_answers(FailedMailsAnswer, "What is left.", *ENDING, tagged=False),
)
def send_again(unit: Managing, mail_id: MailId, once: OnceOnly) -> Response:
    """Send a mail again that failed, as the same message, and let others go to its address again."""

    def do() -> Response:
        resend(unit, mail_id)
        return _shown(unit)

    return once.answer(unit, do)


def _shown(unit: Unit, *, behind: Place | None = None, limit: int = USUAL) -> Response:
    found = failed_mails(unit, behind=behind, limit=limit + 1)
    page = found[:limit]
    following = cursor_of([oldest_first(page[-1].made_at), page[-1].id]) if len(found) > limit else None
    return computed(FailedMailsAnswer.of(page, [] if behind else stopped(unit), following))
