"""The members of a workspace, and who is invited."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, Request
from pydantic import BaseModel, ConfigDict, Field, StrictBool
from starlette.responses import Response

from api.accept import json_accepted
from api.answers import computed
from api.body import require_json
from api.cursors import Page, newest_first, page_of
from api.declared import answers, created_once, refusals, takes
from api.entry import InTurn, Known, reading, writing
from api.models import SMALL, model_of
from api.once import OnceOnly, shown_once
from api.state import service_of
from app.accounts.inviting import invitations_of, invite, withdraw
from app.accounts.membership import change_member, members_seen, remove_member
from app.answers.people import InvitedAnswer, MemberAnswer, MembersAnswer
from app.callers import Right
from app.store import Unit
from app.store.members import Member
from app.store.one_time import OneTime

from .declaring import CHANGING, ENDING, LISTING

router = APIRouter(prefix="/v1/members", tags=["people"])

Listing = Annotated[Unit, Depends(reading(Right.READ_PORTFOLIO), scope="function")]
Managing = Annotated[Unit, Depends(writing(Right.MANAGE_MEMBERS), scope="function")]
MemberId = Annotated[str, Path(max_length=64, description="The member's id.", examples=["m-ben"])]
InvitationId = Annotated[
    str,
    Path(max_length=64, description="The invitation's UUID.", examples=["00000000-0000-4000-8000-00000000000d"]),
]


class NewMember(BaseModel):
    """Who shall belong to the workspace."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    email: str = Field(min_length=1, max_length=254, description="Where mail reaches whom you invite.")
    role: str = Field("member", max_length=64, description="As what: `admin`, or `member`.")


class MemberChange(BaseModel):
    """What shall be otherwise about a member; what is left out stays."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    role: str | None = Field(None, max_length=64, description="`admin`, or `member`.")
    comes_in: StrictBool | None = Field(
        None, description="`false` shuts the member out: sessions and tokens end. `true` lets it in again."
    )


def new_in(request: Request, body: InTurn) -> NewMember:
    """Return who shall belong to the workspace."""
    require_json(request)
    return model_of(NewMember, body, SMALL)


def change_in(request: Request, body: InTurn) -> MemberChange:
    """Return what shall be otherwise about a member."""
    require_json(request)
    return model_of(MemberChange, body, SMALL)


@router.get(
    "",
    operation_id="list_members",
    summary="List the members of the workspace",
    dependencies=[Depends(json_accepted)],
    responses=answers(MembersAnswer, "The members, and who is invited.", "not-acceptable", "wrong-request", *LISTING),
)
def list_members(unit: Listing, caller: Known, asked: Annotated[Page, Query()]) -> Response:
    """Return who is in the workspace, such as to hand a plan to; who manages members sees all that is known of them.

    Those who are invited come behind the members.
    """
    manages = caller.may(Right.MANAGE_MEMBERS)
    members = [((0, one.name.casefold(), one.id), one) for one in members_seen(unit, caller)]
    invited = [
        ((1, f"{MOST_MOMENT + newest_first(one.made_at):020}", one.id), one)
        for one in (invitations_of(unit) if manages else ())
    ]
    page, following = page_of([*members, *invited], asked, lambda one: one[0])
    shown = [one for _, one in page]
    return computed(
        MembersAnswer.of(
            [one for one in shown if isinstance(one, Member)],
            [one for one in shown if isinstance(one, OneTime)],
            following,
            whole=manages,
        )
    )


MOST_MOMENT = 10**18
"""Microseconds: no moment has more."""


@router.post(
    "",
    operation_id="invite_member",
    summary="Invite somebody to the workspace",
    status_code=201,
    dependencies=[Depends(json_accepted)],
    responses=created_once(InvitedAnswer, "The invitation.", *CHANGING),
    openapi_extra=takes(NewMember, "Who, and as what."),
)
def invite_member(
    request: Request,
    unit: Managing,
    caller: Known,
    new: Annotated[NewMember, Depends(new_in, scope="function")],
    once: OnceOnly,
) -> Response:
    """Invite somebody, by mail where the service sends mail; else the address is shown this once, to be handed on.

    An older invitation of the same address leads nowhere any more.
    """

    def do() -> Response:
        invited = invite(unit, new.email, new.role, service_of(request).post, by=caller)
        answer = computed(InvitedAnswer.of(invited))
        answer.status_code = 201
        return answer

    return once.answer(unit, do, without=shown_once("address"))


@router.delete(
    "/invitations/{invitation_id}",
    operation_id="withdraw_invitation",
    summary="Withdraw an invitation",
    status_code=204,
    responses={204: {"description": "It leads nowhere any more."}, **refusals(*ENDING)},
)
def withdraw_invitation(unit: Managing, invitation_id: InvitationId) -> Response:
    """Let an invitation lead nowhere that nobody has used."""
    withdraw(unit, invitation_id)
    return Response(status_code=204)


@router.patch(
    "/{member_id}",
    operation_id="change_member",
    summary="Give a member a role, shut it out, let it in again",
    dependencies=[Depends(json_accepted)],
    responses=answers(MemberAnswer, "The member as it is now.", "not-acceptable", *CHANGING),
    openapi_extra=takes(MemberChange, "What shall be otherwise."),
)
def change(
    unit: Managing,
    member_id: MemberId,
    caller: Known,
    asked: Annotated[MemberChange, Depends(change_in, scope="function")],
) -> Response:
    """Change a member's role, or whether it comes in; the workspace keeps an admin, and you give no more than you may.

    Who is shut out loses sessions and tokens at once; who is let in again makes new ones.
    """
    return computed(MemberAnswer.of(change_member(unit, member_id, **asked.model_dump(), by=caller)))


@router.delete(
    "/{member_id}",
    operation_id="remove_member",
    summary="Take a member out of the workspace",
    status_code=204,
    responses={204: {"description": "It belongs to the workspace no more."}, **refusals(*ENDING)},
)
def remove(unit: Managing, member_id: MemberId) -> Response:
    """Take a member out, with the sessions here and the tokens; what the member did stays in the log."""
    remove_member(unit, member_id)
    return Response(status_code=204)
