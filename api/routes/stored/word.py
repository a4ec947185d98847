"""What holds both sides to their word: baselines, change requests, why dates moved, how far they are apart."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Depends, Path, Query, Request
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

from api.accept import json_accepted
from api.answers import computed
from api.body import require_json
from api.cursors import Page, page_of
from api.declared import CHANGING, LOOKING, answers, changed_answers, created_answers, takes
from api.entry import Changing, InTurn, Reading
from api.models import SMALL, model_of
from api.once import OnceOnly
from api.operations import Operations, OperationsInTurn
from api.reasons import Reason, Said
from app.answers import ChangesAnswer
from app.answers.word import (
    AcceptedAnswer,
    BaselineAnswer,
    BaselinesAnswer,
    LedgerAnswer,
    RequestAnswer,
    RequestsAnswer,
    SlippedAnswer,
    SumsAnswer,
    VarianceAnswer,
)
from app.plans import (
    accept_change,
    baselines_of,
    decline_change,
    ledger_of,
    preview_request,
    propose_baseline,
    request_change,
    requests_of,
    share_sums,
    sign_baseline,
    unshare_sums,
    variance,
    withdraw_baseline,
    withdraw_change,
)

from .asked import PlanId
from .presented import changed_answer, tried
from .talking import made

if TYPE_CHECKING:
    from collections.abc import Callable

router = APIRouter(prefix="/v1/plans", tags=["stored plans"], dependencies=[Depends(json_accepted)])

Number = Annotated[int, Path(ge=1, le=2**31 - 1, description="Its number in the plan.", examples=[1])]


class _Said(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class NewBaseline(_Said):
    """A baseline that is proposed, and signed by who proposes it."""

    name: str | None = Field(None, max_length=200, description="How you sign; your own name where absent.")
    why: str | None = Field(None, max_length=2000, description="In words, for the log.")


class NewSignature(_Said):
    """A side's word for exactly the dates that it was shown."""

    digest: str = Field(max_length=64, description="Of the dates that you were shown.")
    name: str = Field(min_length=1, max_length=200, description="Your name, as you sign.")


class Acceptance(_Said):
    """A side's word for what the other side asks for."""

    person: str | None = Field(None, description="Whose word it is for proposed dates; yourself where absent.")
    why: str | None = Field(None, max_length=2000, description="In words, for the log.")


class Refusal(_Said):
    """Why a side declines what the other side asks for."""

    why: str = Field(min_length=1, max_length=2000, description="So that the other side knows what to ask for instead.")


class Sums(_Said):
    """Whether a side lets the others see slips summed per side."""

    shared: bool = Field(description="Both sides have to, and either takes that back alone.")


BODIES = (NewBaseline, NewSignature, Acceptance, Refusal, Sums)


def _read_as(model: type[BaseModel], *, optional: bool = False) -> Callable[..., BaseModel]:
    def read(request: Request, body: InTurn) -> BaseModel:
        if optional and not body:
            return model()
        require_json(request)
        return model_of(model, body, SMALL)

    return read


@router.get(
    "/{plan_id}/baselines",
    operation_id="list_baselines",
    summary="Show the baselines of a plan",
    responses=answers(BaselinesAnswer, "The baselines, oldest first.", "not-acceptable", *LOOKING),
)
def list_baselines(unit: Reading, plan_id: PlanId, asked: Annotated[Page, Query()]) -> Response:
    """Return the dates that both sides signed, or that wait for it; they are the two sides' alone."""
    found, following = page_of(baselines_of(unit, plan_id), asked, lambda one: (one.number,))
    return computed(BaselinesAnswer(baselines=tuple(map(BaselineAnswer.of, found)), next=following))


@router.post(
    "/{plan_id}/baselines",
    operation_id="propose_baseline",
    summary="Propose a baseline",
    status_code=201,
    responses=created_answers(BaselineAnswer, "The baseline, which waits for the other side.", *CHANGING, tagged=False),
    openapi_extra=takes(NewBaseline, "How it is signed.", required=False),
)
def propose(
    unit: Changing,
    plan_id: PlanId,
    said: Annotated[NewBaseline, Depends(_read_as(NewBaseline, optional=True), scope="function")],
    once: OnceOnly,
) -> Response:
    """Freeze the dates that both sides see, agreed or planned, and sign them for your side; the other signs next."""

    def do() -> Response:
        one = propose_baseline(unit, plan_id, name=said.name, why=said.why).baseline
        return made(BaselineAnswer.of(one), f"/v1/plans/{plan_id}/baselines")

    return once.answer(unit, do)


@router.post(
    "/{plan_id}/baselines/{number}/sign",
    operation_id="sign_baseline",
    summary="Sign a baseline",
    responses=changed_answers(BaselineAnswer, "The baseline, as it stands now.", *CHANGING, tagged=False),
    openapi_extra=takes(NewSignature, "What is signed, and by whom."),
)
def sign(
    unit: Changing,
    plan_id: PlanId,
    number: Number,
    said: Annotated[NewSignature, Depends(_read_as(NewSignature), scope="function")],
    once: OnceOnly,
) -> Response:
    """Sign exactly the dates that were shown, for your side; once both sides have, the plan is held against them."""

    def do() -> Response:
        one = sign_baseline(unit, plan_id, number, digest=said.digest, name=said.name).baseline
        return computed(BaselineAnswer.of(one))

    return once.answer(unit, do)


@router.post(
    "/{plan_id}/baselines/{number}/withdraw",
    operation_id="withdraw_baseline",
    summary="Take a baseline back",
    responses=changed_answers(BaselineAnswer, "The baseline, as it stands now.", *CHANGING, tagged=False),
    openapi_extra=takes(Reason, "Why, if that is to be said.", required=False),
)
def withdraw(unit: Changing, plan_id: PlanId, number: Number, said: Said, once: OnceOnly) -> Response:
    """Take a baseline back that not both sides have signed; either side may."""

    def do() -> Response:
        return computed(BaselineAnswer.of(withdraw_baseline(unit, plan_id, number, why=said.why).baseline))

    return once.answer(unit, do)


@router.get(
    "/{plan_id}/requests",
    operation_id="list_requests",
    summary="Show what the sides ask each other for",
    responses=answers(RequestsAnswer, "The requests, oldest first.", "not-acceptable", *LOOKING),
)
def list_requests(unit: Reading, plan_id: PlanId, asked: Annotated[Page, Query()]) -> Response:
    """Return what the two sides asked each other for; it is theirs alone."""
    found, following = page_of(requests_of(unit, plan_id), asked, lambda one: (one.number,))
    return computed(RequestsAnswer(requests=tuple(map(RequestAnswer.of, found)), next=following))


@router.post(
    "/{plan_id}/requests",
    operation_id="request_change",
    summary="Ask the other side for a change",
    status_code=201,
    responses=created_answers(RequestAnswer, "The request.", *CHANGING, tagged=False),
    openapi_extra=takes(Operations, "What is asked for; `seen` is of no account."),
)
def ask(unit: Changing, plan_id: PlanId, asked: OperationsInTurn, once: OnceOnly) -> Response:
    """Ask the other side for operations; refused where they could not be done now, or name what it does not see."""

    def do() -> Response:
        one = request_change(unit, plan_id, asked.verbs, why=asked.why).request
        return made(RequestAnswer.of(one), f"/v1/plans/{plan_id}/requests")

    return once.answer(unit, do)


@router.get(
    "/{plan_id}/requests/{number}/preview",
    operation_id="preview_request",
    summary="Say what a request would move",
    responses=answers(
        ChangesAnswer, "What it would move, and because of what.", "not-acceptable", *LOOKING, "conflict"
    ),
)
def preview(unit: Reading, plan_id: PlanId, number: Number) -> Response:
    """Return what accepting a request would do to the dates; nothing of it is kept."""
    return tried(unit, *preview_request(unit, plan_id, number))


@router.post(
    "/{plan_id}/requests/{number}/accept",
    operation_id="accept_request",
    summary="Accept what the other side asks for",
    responses=changed_answers(AcceptedAnswer, "The request, and what it did.", *CHANGING, tagged=False),
    openapi_extra=takes(Acceptance, "Whose word it is, if that is to be said.", required=False),
)
def accept(
    unit: Changing,
    plan_id: PlanId,
    number: Number,
    said: Annotated[Acceptance, Depends(_read_as(Acceptance, optional=True), scope="function")],
    once: OnceOnly,
) -> Response:
    """Do what the other side asks for, on the newest state; refused where somebody changed the same since."""

    def do() -> Response:
        found = accept_change(unit, plan_id, number, person=said.person, why=said.why)
        changed = changed_answer(unit, found.changed)
        request = RequestAnswer.of(found.request)
        return computed(AcceptedAnswer(request=request, revision=changed.revision, changes=changed.changes))

    return once.answer(unit, do)


@router.post(
    "/{plan_id}/requests/{number}/decline",
    operation_id="decline_request",
    summary="Decline what the other side asks for",
    responses=changed_answers(RequestAnswer, "The request, as it stands now.", *CHANGING, tagged=False),
    openapi_extra=takes(Refusal, "Why."),
)
def decline(
    unit: Changing,
    plan_id: PlanId,
    number: Number,
    said: Annotated[Refusal, Depends(_read_as(Refusal), scope="function")],
    once: OnceOnly,
) -> Response:
    """Decline what the other side asks for, and say why."""

    def do() -> Response:
        return computed(RequestAnswer.of(decline_change(unit, plan_id, number, why=said.why).request))

    return once.answer(unit, do)


@router.post(
    "/{plan_id}/requests/{number}/withdraw",
    operation_id="withdraw_request",
    summary="Take back what your side asks for",
    responses=changed_answers(RequestAnswer, "The request, as it stands now.", *CHANGING, tagged=False),
    openapi_extra=takes(Reason, "Why, if that is to be said.", required=False),
)
def take_back(unit: Changing, plan_id: PlanId, number: Number, said: Said, once: OnceOnly) -> Response:
    """Take back what your own side asks for."""

    def do() -> Response:
        return computed(RequestAnswer.of(withdraw_change(unit, plan_id, number, why=said.why).request))

    return once.answer(unit, do)


@router.get(
    "/{plan_id}/ledger",
    operation_id="show_ledger",
    summary="Say why the critical dates moved",
    responses=answers(LedgerAnswer, "What moved each, oldest first.", "not-acceptable", *LOOKING),
)
def ledger(unit: Reading, plan_id: PlanId, asked: Annotated[Page, Query()]) -> Response:
    """Return what moved each critical date since the baseline in force, or without one since it came into the plan.

    A page has all critical dates with their sums, and some of their lines: the first date's before the second's.
    """
    found = list(ledger_of(unit, plan_id).values())
    lines = [(place, line) for place, slipped in enumerate(found) for line in slipped.lines]
    page, following = page_of(lines, asked, lambda one: (one[0],))
    shown = (
        replace(slipped, lines=tuple(line for at, line in page if at == place)) for place, slipped in enumerate(found)
    )
    return computed(LedgerAnswer(critical_dates=tuple(map(SlippedAnswer.of, shown)), next=following))


@router.get(
    "/{plan_id}/variance",
    operation_id="show_variance",
    summary="Say how far a plan is from its baseline",
    responses=answers(VarianceAnswer, "How far each step and each critical date is.", "not-acceptable", *LOOKING),
)
def apart(unit: Reading, plan_id: PlanId) -> Response:
    """Return how far the forecast is from the baseline in force; nothing without one."""
    return computed(VarianceAnswer.of(variance(unit, plan_id)))


@router.put(
    "/{plan_id}/sums",
    operation_id="share_sums",
    summary="Let the others see sums per side",
    responses=answers(SumsAnswer, "Whether your side lets them.", "not-acceptable", *CHANGING),
    openapi_extra=takes(Sums, "Whether your side lets them."),
)
def sums(unit: Changing, plan_id: PlanId, said: Annotated[Sums, Depends(_read_as(Sums), scope="function")]) -> Response:
    """Let the others see slips summed per side, as far as it lies with your side, or let nobody see them any more."""
    (share_sums if said.shared else unshare_sums)(unit, plan_id)
    return computed(SumsAnswer(shared=said.shared))
