"""The tokens of a workspace, which let tools in."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, Request
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

from api.accept import json_accepted
from api.answers import computed
from api.body import require_json
from api.cursors import Page, newest_first, page_of
from api.declared import LOOKING, answers, created_once, refusals, takes
from api.entry import InTurn, Known, reading, writing
from api.models import SMALL, model_of
from api.moments import Moment
from api.once import OnceOnly, shown_once
from api.state import service_of
from app.accounts.tokens import issue_token, maker_for, revoke_token, tokens_of
from app.answers.people import IssuedTokenAnswer, TokensAnswer
from app.callers import Right
from app.store import Unit

from .declaring import CHANGING, LISTING

router = APIRouter(prefix="/v1/tokens", tags=["people"])

Listing = Annotated[Unit, Depends(reading(Right.MANAGE_TOKENS), scope="function")]
Managing = Annotated[Unit, Depends(writing(Right.MANAGE_TOKENS), scope="function")]
TokenId = Annotated[
    str,
    Path(max_length=64, description="The token's UUID.", examples=["00000000-0000-4000-8000-00000000000e"]),
]


class NewToken(BaseModel):
    """What a tool shall be let in for."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str = Field(min_length=1, max_length=200, description="What the token is for; the log names the tool so.")
    scopes: list[str] = Field(
        min_length=1, max_length=50, description="What it may do: rights of yours, such as `plans:read`."
    )
    expires_at: Moment | None = Field(
        None,
        description="From when it lets nobody in; where absent never, or once the token runs out with which you ask.",
    )


def new_in(request: Request, body: InTurn) -> NewToken:
    """Return what a tool shall be let in for."""
    require_json(request)
    return model_of(NewToken, body, SMALL)


def last_uses(request: Request, turn: InTurn) -> None:  # noqa: ARG001 - nobody waits inside
    """Write down which tokens were shown until now, before the transaction that reads it."""
    service = service_of(request)
    service.tokens.keep_last_use(service.now())


@router.get(
    "",
    operation_id="list_tokens",
    summary="List the tokens of tools",
    dependencies=[Depends(json_accepted), Depends(last_uses, scope="function")],
    responses=answers(TokensAnswer, "The tokens, without their secrets.", "not-acceptable", "wrong-request", *LISTING),
)
def list_tokens(unit: Listing, caller: Known, asked: Annotated[Page, Query()]) -> Response:
    """Return the tokens that let tools in, and when each was shown last: all of them to admins, else those you made."""
    found = page_of(tokens_of(unit, maker=maker_for(caller)), asked, lambda one: (newest_first(one.made_at),))
    return computed(TokensAnswer.of(*found))


@router.post(
    "",
    operation_id="issue_token",
    summary="Make a token for a tool",
    status_code=201,
    dependencies=[Depends(json_accepted)],
    responses=created_once(IssuedTokenAnswer, "The token, with its secret.", *CHANGING),
    openapi_extra=takes(NewToken, "What it is for, what it may do, and until when."),
)
def issue(
    unit: Managing,
    caller: Known,
    new: Annotated[NewToken, Depends(new_in, scope="function")],
    once: OnceOnly,
) -> Response:
    """Make a token that may do no more than you, and lasts no longer than one that you show.

    Its secret is shown this once, and kept nowhere.
    """

    def do() -> Response:
        issued = issue_token(unit, new.name, new.scopes, by=caller, expires_at=new.expires_at)
        answer = computed(IssuedTokenAnswer.of(issued))
        answer.status_code = 201
        return answer

    return once.answer(unit, do, without=shown_once("secret"))


@router.delete(
    "/{token_id}",
    operation_id="revoke_token",
    summary="Revoke a token",
    status_code=204,
    responses={204: {"description": "It lets nobody in any more."}, **refusals(*LOOKING)},
)
def revoke(unit: Managing, token_id: TokenId, caller: Known) -> Response:
    """Revoke a token at once, and those that were made with it: any of the workspace for admins, else one you made."""
    revoke_token(unit, token_id, maker=maker_for(caller))
    return Response(status_code=204)
