"""What is kept about somebody, to be taken along; and that somebody is forgotten, with a look at that before.

Whom it is about stands in the body: addresses of requests are written down on the way.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Depends, Path, Query, Request
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

from api.accept import json_accepted
from api.answers import computed
from api.body import require_json
from api.cursors import Page, newest_first, page_of
from api.declared import ONCE, answers, header, refusals, takes
from api.entry import InTurn, Known, Present, PresentChanging, reading, writing
from api.models import SMALL, model_of
from api.once import OnceOnly
from app.answers.privacy import (
    ErasureAnswer,
    ErasuresAnswer,
    ForeseenAnswer,
    KeptAnswer,
    MyErasureAnswer,
)
from app.callers import Right
from app.privacy import (
    erase_myself,
    erase_whom,
    erasure_named,
    erasures_of,
    foresee,
    kept_about,
    my_erasure,
    oneself,
    whom_of,
)
from app.store import Unit

from .declaring import CHANGING, LISTING

if TYPE_CHECKING:
    from app.privacy import Whom
    from app.store.erasures import Erasure

router = APIRouter(prefix="/v1", tags=["people"], dependencies=[Depends(json_accepted)])

Looking = Annotated[Unit, Depends(reading(Right.MANAGE_PRIVACY), scope="function")]
Managing = Annotated[Unit, Depends(writing(Right.MANAGE_PRIVACY), scope="function")]
ErasureId = Annotated[
    str,
    Path(max_length=64, description="The erasure's UUID.", examples=["00000000-0000-4000-8000-000000000015"]),
]
ASKED = {"model": ErasureAnswer, "description": "It is going to be done.", "headers": {**ONCE}}
ATTACHED = {"Content-Disposition": 'attachment; filename="kept-about-you.json"'}
"""A browser saves it."""


class Person(BaseModel):
    """About whom: exactly one of `member`, `participant` and `email`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    member: str | None = Field(None, max_length=64, description="A member of the workspace, by its id.")
    participant: str | None = Field(
        None, max_length=64, description="Who came in by a link, by the id that the list of participants has."
    )
    email: str | None = Field(None, max_length=254, description="Whoever has this e-mail address.")

    def found(self, unit: Unit) -> Whom:
        """Return who that is."""
        return whom_of(unit, member=self.member, participant=self.participant, email=self.email)


class Forgotten(Person):
    """Who is to be forgotten."""

    names: tuple[Annotated[str, Field(max_length=200)], ...] = Field(
        (), max_length=20, description="What texts call the person besides, such as before a marriage."
    )


class Confirmation(BaseModel):
    """That you mean it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    confirmed: str = Field(max_length=254, description="Your own e-mail address, as it is known here.")


def person_in(request: Request, body: InTurn) -> Person:
    """Return about whom something is asked."""
    require_json(request)
    return model_of(Person, body, SMALL)


def forgotten_in(request: Request, body: InTurn) -> Forgotten:
    """Return who is to be forgotten."""
    require_json(request)
    return model_of(Forgotten, body, SMALL)


def confirmation_in(request: Request, body: InTurn) -> Confirmation:
    """Return what somebody typed to say that it is meant."""
    require_json(request)
    return model_of(Confirmation, body, SMALL)


def asked(erasure: Erasure) -> Response:
    """Answer that somebody is going to be forgotten."""
    answer = computed(ErasureAnswer.of(erasure))
    answer.status_code = 202
    return answer


@router.get(
    "/me/kept",
    operation_id="show_what_is_kept",
    summary="Take along what is kept about you",
    responses=answers(KeptAnswer, "What is kept, as a file.", "not-acceptable", "unauthenticated", "busy"),
)
def show_mine(unit: Present) -> Response:
    """Return what is kept about who asks: of a member in the workspace, of whom a link let in in its plan.

    Who has not proved an address is told of this one way in alone, as anybody could say to be somebody. About a tool
    nothing is kept.
    """
    answer = computed(KeptAnswer.of(kept_about(unit, oneself(unit))))
    answer.headers.update(ATTACHED)
    return answer


@router.get(
    "/me/erasure",
    operation_id="foresee_my_erasure",
    summary="Say what would be forgotten of you",
    responses=answers(
        MyErasureAnswer,
        "How much would be forgotten, and how far a request has come.",
        "not-acceptable",
        "unauthenticated",
        "busy",
    ),
)
def foresee_mine(unit: Present) -> Response:
    """Return how much of who asks is where, and what was asked for already and is not done."""
    waiting = my_erasure(unit)
    return computed(
        MyErasureAnswer(
            would_forget=ForeseenAnswer.of(foresee(unit, oneself(unit))),
            asked=None if waiting is None else ErasureAnswer.of(waiting),
        )
    )


@router.post(
    "/me/erasure",
    operation_id="erase_me",
    summary="Have yourself forgotten",
    status_code=202,
    responses={202: ASKED, **refusals("not-acceptable", *CHANGING)},
    openapi_extra=takes(Confirmation, "Your own address, to say that you mean it."),
)
def erase_mine(
    unit: PresentChanging,
    caller: Known,
    said: Annotated[Confirmation, Depends(confirmation_in, scope="function")],
    once: OnceOnly,
) -> Response:
    """Have who asks forgotten: a member in the workspace, with a proved address whom a link let in in its plan.

    A member is out at once: sessions and tokens end. Asked again before it is done, it is the same request.
    """
    return once.answer(unit, lambda: asked(erase_myself(unit, caller.plan, confirmed=said.confirmed)))


@router.post(
    "/kept",
    operation_id="show_what_is_kept_of",
    summary="Say what is kept about somebody",
    responses=answers(KeptAnswer, "What is kept, as far as you may see it.", "not-acceptable", *CHANGING),
    openapi_extra=takes(Person, "About whom."),
)
def show_theirs(unit: Looking, person: Annotated[Person, Depends(person_in, scope="function")]) -> Response:
    """Return what the workspace keeps about a member, a participant, or whoever has an e-mail address.

    What another party keeps to itself is left out, and what is for the person's own eyes: its browsers and mails.
    """
    return computed(KeptAnswer.of(kept_about(unit, person.found(unit))))


@router.get(
    "/erasures",
    operation_id="list_erasures",
    summary="List who was or is to be forgotten",
    responses=answers(ErasuresAnswer, "The erasures.", "not-acceptable", "wrong-request", *LISTING),
)
def list_erasures(unit: Looking, asked: Annotated[Page, Query()]) -> Response:
    """Return every erasure of the workspace, newest first, and how far it has come; not whom it was about."""
    found = page_of(erasures_of(unit), asked, lambda one: (newest_first(one.asked_at),))
    return computed(ErasuresAnswer.of(*found))


@router.post(
    "/erasures/preview",
    operation_id="foresee_erasure",
    summary="Say what would be forgotten of somebody",
    responses=answers(ForeseenAnswer, "How much would be forgotten.", "not-acceptable", *CHANGING),
    openapi_extra=takes(Person, "Of whom."),
)
def foresee_theirs(unit: Looking, person: Annotated[Person, Depends(person_in, scope="function")]) -> Response:
    """Return how much of somebody is where, as far as you may see it; nothing of it is done."""
    return computed(ForeseenAnswer.of(foresee(unit, person.found(unit))))


@router.post(
    "/erasures",
    operation_id="erase_person",
    summary="Have somebody forgotten",
    status_code=202,
    responses={
        202: {**ASKED, "headers": {"Location": header("Where it says how far it has come."), **ONCE}},
        **refusals("not-acceptable", *CHANGING),
    },
    openapi_extra=takes(Forgotten, "Whom, and what texts call the person besides."),
)
def erase(
    unit: Managing,
    person: Annotated[Forgotten, Depends(forgotten_in, scope="function")],
    once: OnceOnly,
) -> Response:
    """Have somebody forgotten, in all of the workspace where an address is known, else in one plan; nobody undoes it.

    A member is out at once. The rest is done plan by plan; asked again before it is done, it is the same request.
    """

    def do() -> Response:
        erasure = erase_whom(unit, person.found(unit), names=person.names)
        answer = asked(erasure)
        answer.headers["Location"] = f"/v1/erasures/{erasure.id}"
        return answer

    return once.answer(unit, do)


@router.get(
    "/erasures/{erasure_id}",
    operation_id="show_erasure",
    summary="Say how far an erasure has come",
    responses=answers(ErasureAnswer, "How far it has come.", "not-acceptable", "not-found", "wrong-request", *LISTING),
)
def show_erasure(unit: Looking, erasure_id: ErasureId) -> Response:
    """Return whether somebody is forgotten by now."""
    return computed(ErasureAnswer.of(erasure_named(unit, erasure_id)))
