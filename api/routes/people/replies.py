"""Answers to invitations that came by mail: handed in by the program that took them in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from api.accept import json_accepted
from api.answers import computed
from api.body import read_body, require_message
from api.declared import answers, takes_message
from api.entry import Known
from api.state import service_of
from app.access import allow
from app.answers.replies import TakenAnswer
from app.callers import Right
from app.invitations import LARGEST, take
from app.plans.inviting import no_replies

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
