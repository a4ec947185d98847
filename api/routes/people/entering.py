"""Coming in by a share link, for tools of those who have no account: as at the link's page, but in JSON.

Whoever knows the link is nobody yet; the secret that comes back is what is shown from then on.
"""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

from api.accept import json_accepted
from api.answers import computed
from api.body import json_body
from api.browsers import origin_of
from api.declared import ORDER_PROBLEMS, refusals, takes
from api.gate import in_turn_after
from api.hashing import hashing
from api.models import SMALL, model_of
from api.state import service_of
from app.answers.sharing import AskedCodeAnswer, CameAnswer
from app.links import Asking, Came, Said, ask_code, enter_code, introduce
from app.operations.lookup import refused

router = APIRouter(prefix="/v1/participants", tags=["people"], dependencies=[Depends(json_accepted)])
PROBLEMS = ("not-acceptable", "unauthenticated", "not-found", "too-many", *ORDER_PROBLEMS)
OPEN: dict[str, Any] = {"security": []}
"""Whoever comes in shows no credential yet."""
LINK = Field(min_length=1, max_length=200, description="The link's secret, the last part of its address.")


class ComingIn(BaseModel):
    """Who comes in."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    link: str = LINK
    name: str = Field("", max_length=200, description="Who you are; a link for one person knows it.")
    person: str | None = Field(None, max_length=64, description="Which of the party's people, at an open link.")
    email: str = Field("", max_length=254, description="Where mail reaches you.")
    password: str = Field("", max_length=1000, description="The link's, where it asks for one.")


class AskingCode(BaseModel):
    """To which address a code shall go."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    link: str = LINK
    email: str = Field(min_length=1, max_length=254, description="Your address, which the code proves.")
    name: str = Field("", max_length=200, description="Who you are, where the plan does not know you.")


class EnteringCode(BaseModel):
    """The code that came."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    link: str = LINK
    asked: str = Field(min_length=1, max_length=200, description="What came back when the code was asked for.")
    code: str = Field(min_length=1, max_length=20, description="Its six digits.")


async def small(request: Request) -> bytes:
    """Return a body of JSON from somebody whom nobody knows."""
    return await json_body(request, most=SMALL.size)


Body = Annotated[bytes, Depends(in_turn_after(small), scope="function")]
Hashing = Depends(hashing, scope="function")


@router.post(
    "",
    operation_id="come_in",
    summary="Come in by a share link",
    status_code=201,
    dependencies=[Hashing],
    responses={201: {"model": CameAnswer, "description": "You are in."}, **refusals(*PROBLEMS)},
    openapi_extra={**takes(ComingIn, "Who you are."), **OPEN},
)
def come_in(request: Request, body: Body) -> Response:
    """Say who you are at a link that believes it, or that asks for its password; show the secret from then on.

    It is a bearer token, shown this once. Whoever comes in twice is there twice.
    """
    said, service = model_of(ComingIn, body, SMALL), service_of(request)
    known = Said(**said.model_dump(exclude={"link"}))
    came = introduce(service.database, said.link, known, origin=origin_of(request), now=service.now())
    return _came(came)


@router.post(
    "/codes",
    operation_id="ask_code",
    summary="Ask for a code at a link that proves addresses",
    status_code=202,
    responses={
        202: {"model": AskedCodeAnswer, "description": "A code is on its way, if the address may come in."},
        **refusals(*PROBLEMS),
    },
    openapi_extra={**takes(AskingCode, "To which address it shall go."), **OPEN},
)
def ask(request: Request, body: Body) -> Response:
    """Have a code mailed. Whoever asks is told the same: nobody learns which addresses may come in."""
    said, service = model_of(AskingCode, body, SMALL), service_of(request)
    asking = Asking(email=said.email, name=said.name)
    origin, now = origin_of(request), service.now()
    asked = ask_code(service.database, said.link, asking, origin=origin, post=service.post, now=now)
    return _with(AskedCodeAnswer(asked=asked), 202)


@router.post(
    "/proofs",
    operation_id="enter_code",
    summary="Come in with a code",
    status_code=201,
    responses={201: {"model": CameAnswer, "description": "You are in."}, **refusals(*PROBLEMS)},
    openapi_extra={**takes(EnteringCode, "The code that came."), **OPEN},
)
def enter(request: Request, body: Body) -> Response:
    """Come in with the code that was mailed, as somebody whose address is proved."""
    said, service = model_of(EnteringCode, body, SMALL), service_of(request)
    came = enter_code(service.database, said.link, said.asked, said.code, now=service.now())
    if came is None:  # such a code is asked for on the page of somebody who is in, who proves an address there
        raise refused("wrong-code", "this code proves the address of somebody who is in already; enter it there")
    return _came(came)


def _came(came: Came) -> Response:
    entered = came.entered
    return _with(CameAnswer.of(entered.link, entered.participant, came.secret), 201)


def _with(answer: BaseModel, status: int) -> Response:
    said = computed(answer)
    said.status_code = status
    return said
