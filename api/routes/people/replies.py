"""Answers to invitations that came by mail: handed in by the program that took them in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Depends, Query, Request
from starlette.responses import Response

from api.accept import json_accepted
from api.answers import computed
from api.asked_replies import AskedReplies
from api.body import read_body, require_message
from api.declared import answers, takes_message
from api.entry import Known, reading
from api.state import service_of
from app.access import allow
from app.answers.replies import RepliesAnswer, TakenAnswer
from app.callers import Right
from app.invitations import LARGEST, take
from app.plans.inviting import no_replies
from app.store import Unit
from app.store.invitations import replies_of

from .declaring import LISTING

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

router = APIRouter(prefix="/v1/replies", tags=["people"], dependencies=[Depends(json_accepted)])

TAKING = ("unauthenticated", "forbidden", "conflict", "too-slow", "too-large", "unsupported-media-type", "busy")


async def message_in_turn(request: Request, caller: Known) -> AsyncIterator[bytes]:
    """Read a message of somebody who may hand it in in the line, and wait for a turn."""
    allow(caller, Right.TAKE_REPLIES)
    require_message(request)
    gate = service_of(request).gate
    async with gate.line():
        message = await read_body(request, most=LARGEST)
        async with gate.turn():
            yield message


Message = Annotated[bytes, Depends(message_in_turn, scope="function")]


Listing = Annotated[Unit, Depends(reading(Right.MANAGE_MEMBERS), scope="function")]


@router.get(
    "",
    operation_id="list_replies",
    summary="List what came by mail",
    responses=answers(RepliesAnswer, "What came.", "not-acceptable", "wrong-request", *LISTING),
)
def list_replies(unit: Listing, asked: Annotated[AskedReplies, Query()]) -> Response:
    """Return what came in answer to invitations of the workspace and is for people to read, newest first.

    What went to no invitation's address is not kept, since nobody knows whose it is.
    """
    return asked.page_of(replies_of(unit, outcomes=asked.outcomes, behind=asked.behind, limit=asked.limit + 1))


@router.post(
    "",
    operation_id="take_reply",
    summary="Hand in an answer to an invitation",
    responses=answers(TakenAnswer, "What became of it; it need not be sent again.", "not-acceptable", *TAKING),
    openapi_extra=takes_message(),
)
def take_reply(request: Request, caller: Known, message: Message) -> Response:
    """Do what a mail answers, as if it had come to the mailbox.

    It is known again by its Message-ID, so it may be sent twice. Only answers to invitations of the token's workspace
    are taken; of others the answer tells no more than of an address that there is not.
    """
    service = service_of(request)
    gate = service.settings.reply_gate
    if gate is None:
        raise no_replies()
    taken = take(service.database, message, gate, now=service.now(), workspace=caller.workspace)
    return computed(TakenAnswer(outcome=taken.outcome, code=taken.code))
